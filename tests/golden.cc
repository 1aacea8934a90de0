#include "tests/golden.h"
#include "tests/source_tree.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace portolan::test {

namespace fs = std::filesystem;

std::string read_source_file(std::string_view path) {
  std::ifstream in(fs::path(source_folder()) / path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

std::string differs_from_golden(std::string_view name, std::string_view actual) {
  const fs::path relative = fs::path("tests/golden") / name;
  if (const char* bless = std::getenv("PORTOLAN_BLESS"); bless && std::string_view(bless) == "1") {
    const fs::path path = fs::path(source_folder()) / relative;
    fs::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << actual;
  }
  const std::string expected = read_source_file(relative.generic_string());
  if (expected == actual) return "";
  std::istringstream want(expected);
  std::istringstream got{std::string(actual)};
  for (int number = 1;; ++number) {
    std::string a, b;
    const bool more_want = static_cast<bool>(std::getline(want, a)), more_got = static_cast<bool>(std::getline(got, b));
    if (more_want != more_got || a != b) return relative.generic_string() + ":" + std::to_string(number) + ": expected \"" + a + "\", got \"" + b + "\"";
    if (!more_want) return relative.generic_string() + ": the files differ in their last line break";
  }
}

}  // namespace portolan::test
