// Runs one fuzz target over its seeds and over a fixed number of damaged copies of them: the part of fuzzing that is the same every time.
// usage: portolan_replay TARGET MUTATIONS DICTIONARY SEED… ; a SEED is a file, a folder of files, or a list of cases ("@@ case NAME").
#include <algorithm>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <unistd.h>

#include "base/text.h"
#include "tests/fuzz/mutate.h"
#include "tests/fuzz/target.h"

namespace fs = std::filesystem;
using namespace portolan;

namespace {

std::string_view current;  // what the target is reading now, for the crash

extern "C" void show_current(int) {
  (void)!::write(STDERR_FILENO, "crashed on this input:\n", 23);
  (void)!::write(STDERR_FILENO, current.data(), current.size());
}  // returns: the fault happens again, without this handler

std::string read_bytes(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

/// Each case of a list without its result; a text without cases is one seed.
void add_seeds(const std::string& text, std::vector<std::string>& seeds) {
  if (!text.starts_with("@@ case ") && text.find("\n@@ case ") == std::string::npos) {
    seeds.push_back(text);
    return;
  }
  bool wanted = false;
  for (const std::string_view line : split(text, '\n')) {
    if (line.starts_with("@@ case ")) {
      seeds.emplace_back();
      wanted = true;
      continue;
    }
    if (line.starts_with("@@ result")) wanted = false;
    if (wanted) seeds.back().append(line).append("\n");
  }
}

std::vector<std::string> read_seeds(const std::vector<std::string>& names) {
  std::vector<std::string> seeds;
  for (const std::string& name : names) {
    std::vector<fs::path> files;
    if (fs::is_directory(name)) {
      for (const auto& entry : fs::directory_iterator(name)) files.push_back(entry.path());
    } else {
      files.emplace_back(name);
    }
    std::sort(files.begin(), files.end());
    for (const fs::path& file : files) add_seeds(read_bytes(file), seeds);
  }
  return seeds;
}

/// The tokens of a libFuzzer dictionary: lines "TEXT", in which \xNN is a byte and a backslash protects what follows.
std::vector<std::string> read_dictionary(const std::string& name) {
  std::vector<std::string> tokens;
  const std::string text = read_bytes(name);
  for (std::string_view line : split(text, '\n')) {
    if (!line.starts_with('"') || !line.ends_with('"') || line.size() < 2) continue;
    line = line.substr(1, line.size() - 2);
    std::string token;
    for (std::size_t i = 0; i < line.size(); ++i) {
      if (line[i] == '\\' && line.substr(i).starts_with("\\x") && i + 3 < line.size()) {
        token += static_cast<char>(std::strtol(std::string(line.substr(i + 2, 2)).c_str(), nullptr, 16));
        i += 3;
      } else {
        if (line[i] == '\\' && i + 1 < line.size()) ++i;
        token += line[i];
      }
    }
    tokens.push_back(std::move(token));
  }
  return tokens;
}

bool survives(const fuzz::Target& target, const std::string& input) {
  current = input;
  try {
    target.run(input);
    return true;
  } catch (const fuzz::BrokenPromise&) {
    std::fprintf(stderr, "by this input:\n%s\n", input.c_str());
  }
  return false;
}

int replay(const fuzz::Target& target, std::size_t mutations, const std::vector<std::string>& tokens, const std::vector<std::string>& seeds) {
  std::size_t broken = 0;
  for (const std::string& seed : seeds) broken += survives(target, seed) ? 0 : 1;
  fuzz::Dice dice(1);
  for (std::size_t i = 0; i < mutations; ++i) {
    const std::string& seed = seeds[dice.roll(seeds.size())];
    broken += survives(target, fuzz::mutate(seed, seeds[dice.roll(seeds.size())], tokens, dice)) ? 0 : 1;
  }
  std::printf("%.*s: %zu seeds and %zu damaged copies, %zu broken promises\n", static_cast<int>(target.name.size()), target.name.data(),
              seeds.size(), mutations, broken);
  return broken == 0 ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 5) return 2;
  struct sigaction action {};
  action.sa_handler = show_current;
  action.sa_flags = static_cast<int>(SA_RESETHAND);
  for (const int signal : {SIGSEGV, SIGABRT, SIGFPE}) ::sigaction(signal, &action, nullptr);
  const std::vector<std::string> seeds = read_seeds({argv + 4, argv + argc});
  if (seeds.empty()) return 2;
  for (const fuzz::Target& target : fuzz::targets) {
    if (target.name == argv[1]) return replay(target, std::strtoul(argv[2], nullptr, 10), read_dictionary(argv[3]), seeds);
  }
  return 2;
}
