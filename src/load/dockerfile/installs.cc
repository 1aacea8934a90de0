#include "load/dockerfile/installs.h"

#include <algorithm>
#include <array>

namespace portolan::load {

namespace {

struct Installer {
  std::string_view program, verb;
};

/// Options that take the next word with them, of any of the installers.
bool takes_value(std::string_view option) {
  constexpr std::array options{"-c", "-f", "-i", "-o", "-p", "-r", "-t", "-X", "--constraint", "--extra-index-url", "--find-links", "--index-url", "--platform", "--prefix",
                               "--python-version", "--repository", "--requirement", "--root", "--target", "--target-release", "--virtual"};
  return std::find(options.begin(), options.end(), option) != options.end();
}

/// Whether a command that installs begins at word `at`; `next` is then the first word behind its verb.
bool starts_install(const std::vector<InstructionWord>& words, std::size_t at, std::size_t& next) {
  constexpr std::array installers{Installer{"apt-get", "install"}, Installer{"apt", "install"}, Installer{"apk", "add"},      Installer{"dnf", "install"},
                                  Installer{"microdnf", "install"}, Installer{"yum", "install"}, Installer{"pip", "install"}, Installer{"pip3", "install"},
                                  Installer{"npm", "install"},      Installer{"npm", "i"}};
  std::string_view program = words[at].text;
  while (program.starts_with('(')) program.remove_prefix(1);
  program = program.substr(program.rfind('/') == std::string_view::npos ? 0 : program.rfind('/') + 1);
  for (const Installer& installer : installers) {
    if (program != installer.program) continue;
    std::size_t i = at + 1;
    while (i < words.size() && words[i].text.starts_with('-')) i += takes_value(words[i].text) ? 2 : 1;
    if (i >= words.size() || words[i].text != installer.verb) continue;
    next = i + 1;
    return true;
  }
  return false;
}

bool ends_command(std::string_view word) { return word == "&&" || word == "||" || word == ";" || word == "|" || word == "&"; }

/// Packages have names; files, addresses, variables and redirections are something else.
bool is_package(std::string_view word) {
  if (word.empty() || word.find('$') != std::string_view::npos || word.find("://") != std::string_view::npos) return false;
  constexpr std::string_view no_beginnings = "-./<>&`\\{}";
  if (no_beginnings.find(word.front()) != std::string_view::npos) return false;
  const std::size_t letter = word.find_first_not_of("0123456789");
  return letter != std::string_view::npos && word[letter] != '>' && word[letter] != '<';
}

}  // namespace

void add_installs(BuildStage& stage, const Instruction& run) {
  const std::vector<InstructionWord> words = instruction_words(run.text);
  for (std::size_t i = 0; i < words.size(); ++i) {
    std::size_t next = 0;
    if (!starts_install(words, i, next)) continue;
    for (i = next; i < words.size() && !ends_command(words[i].text); ++i) {
      std::string name = words[i].text;
      const bool last = name.ends_with(';') || name.ends_with(')');
      while (name.ends_with(';') || name.ends_with(')')) name.pop_back();
      if (takes_value(name)) {
        ++i;
      } else if (is_package(name)) {
        stage.installs.push_back({std::move(name), run.place(words[i].begin, words[i].end)});
      }
      if (last) break;
    }
  }
}

}  // namespace portolan::load
