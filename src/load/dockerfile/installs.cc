#include "load/dockerfile/installs.h"

#include <algorithm>
#include <array>

namespace portolan::load {

namespace {

struct Installer {
  std::string_view program, verb;
};

bool starts_install(const std::vector<InstructionWord>& words, std::size_t at, std::size_t& next) {
  constexpr std::array installers{Installer{"apt-get", "install"}, Installer{"apt", "install"}, Installer{"apk", "add"},      Installer{"dnf", "install"},
                                  Installer{"microdnf", "install"}, Installer{"yum", "install"}, Installer{"pip", "install"}, Installer{"pip3", "install"},
                                  Installer{"npm", "install"},      Installer{"npm", "i"}};
  std::string_view program = words[at].text;
  program = program.substr(program.rfind('/') == std::string_view::npos ? 0 : program.rfind('/') + 1);
  for (const Installer& installer : installers) {
    if (program != installer.program) continue;
    std::size_t i = at + 1;
    while (i < words.size() && words[i].text.starts_with('-')) ++i;
    if (i >= words.size() || words[i].text != installer.verb) continue;
    next = i + 1;
    return true;
  }
  return false;
}

/// Options that take the next word with them.
bool takes_value(std::string_view option) {
  constexpr std::array options{"-r", "--requirement", "-t", "--virtual", "-c", "--constraint", "-i", "--index-url", "--target-release", "-X", "--repository"};
  return std::find(options.begin(), options.end(), option) != options.end();
}

bool ends_command(std::string_view word) { return word == "&&" || word == "||" || word == ";" || word == "|" || word == "&"; }

}  // namespace

void add_installs(BuildStage& stage, const Instruction& run) {
  const std::vector<InstructionWord> words = instruction_words(run.text);
  for (std::size_t i = 0; i < words.size(); ++i) {
    std::size_t next = 0;
    if (!starts_install(words, i, next)) continue;
    for (i = next; i < words.size() && !ends_command(words[i].text); ++i) {
      std::string name = words[i].text;
      const bool last = name.ends_with(';');
      if (last) name.pop_back();
      if (takes_value(name)) {
        ++i;
      } else if (!name.empty() && !name.starts_with('-') && !name.starts_with('.') && name.find('$') == std::string::npos) {
        stage.installs.push_back({std::move(name), run.place(words[i].begin, words[i].end)});
      }
      if (last) break;
    }
  }
}

}  // namespace portolan::load
