// The house rules that a program can check: who includes whom, how long files are, which names say nothing.
#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "tests/golden.h"
#include "tests/source_tree.h"

namespace fs = std::filesystem;

namespace {

struct Line {
  std::string file;
  int number = 0;
  std::string include;  // what stands between the quotes or angle brackets
  bool quoted = false;
};

std::vector<std::string> source_files(const std::string& folder) {
  std::vector<std::string> files;
  const fs::path root = fs::path(portolan::test::source_folder());
  for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
    const std::string extension = entry.path().extension().generic_string();
    if (entry.path().generic_string().find("node_modules") != std::string::npos) continue;
    if (extension == ".cc" || extension == ".h") files.push_back(entry.path().lexically_relative(root).generic_string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::vector<Line> includes_of(const std::string& file) {
  std::vector<Line> lines;
  std::istringstream text(portolan::test::read_source_file(file));
  int number = 0;
  for (std::string line; std::getline(text, line);) {
    ++number;
    if (!line.starts_with("#include ")) continue;
    const bool quoted = line[9] == '"';
    const std::size_t end = line.find(quoted ? '"' : '>', 10);
    lines.push_back({file, number, line.substr(10, end - 10), quoted});
  }
  return lines;
}

std::string stage_of(const std::string& path) { return path.substr(0, path.find('/')); }

/// `src/` is cut off: "load/yaml/yaml.cc".
std::string below_src(const std::string& file) { return file.substr(4); }

}  // namespace

TEST_CASE("tidy: stages include only what lies before them") {
  const std::map<std::string, std::set<std::string>> allowed{
      {"base", {"base"}},
      {"model", {"model", "base"}},
      {"load", {"load", "model", "base"}},
      {"check", {"check", "model", "base"}},
      {"render", {"render", "check", "model", "base"}},
      {"write", {"write", "render", "check", "model", "base"}},
      {"cli", {"cli", "write", "render", "check", "load", "model", "base"}},
  };
  for (const std::string& file : source_files("src")) {
    for (const Line& line : includes_of(file)) {
      if (!line.quoted) continue;
      const std::string from = stage_of(below_src(file)), to = stage_of(line.include);
      CAPTURE(file);
      CAPTURE(line.number);
      CAPTURE(line.include);
      REQUIRE(allowed.contains(from));
      CHECK_MESSAGE(allowed.at(from).contains(to), from, " must not include ", to);
    }
  }
}

TEST_CASE("tidy: each third-party library has one home") {
  struct Home { std::string_view header, home; };
  const std::vector<Home> homes{
      {"yaml-cpp/", "load/yaml/"},       {"cmark-gfm", "load/markdown/"}, {"gvc.h", "render/diagrams/"}, {"graphviz/", "render/diagrams/"},
      {"gvplugin", "render/diagrams/"},  {"kainjow/", "render/template"}, {"CLI/", "cli/"},              {"nlohmann/", "base/json.h"},
  };
  for (const std::string& file : source_files("src")) {
    for (const Line& line : includes_of(file)) {
      for (const Home& home : homes) {
        if (line.quoted || !line.include.starts_with(home.header)) continue;
        CAPTURE(file);
        CAPTURE(line.number);
        CHECK_MESSAGE(below_src(file).starts_with(home.home), line.include, " belongs to ", home.home);
        if (home.home != "base/json.h") CHECK_MESSAGE(file.ends_with(".cc"), line.include, " belongs into a .cc file");
      }
    }
  }
}

TEST_CASE("tidy: files stay readable") {
  for (const char* folder : {"src", "tests"}) {
    for (const std::string& file : source_files(folder)) {
      const std::string text = portolan::test::read_source_file(file);
      const auto lines = std::count(text.begin(), text.end(), '\n');
      CAPTURE(file);
      CHECK_MESSAGE(lines <= 600, "split this file by concept: it has ", lines, " lines");
      if (file.ends_with(".h")) CHECK_MESSAGE(text.starts_with("// "), "the top line of a header says what the file is for");
    }
  }
}

TEST_CASE("tidy: names say something") {
  for (const char* folder : {"src", "tests"}) {
    for (const std::string& file : source_files(folder)) {
      const std::string name = fs::path(file).stem().generic_string();
      for (const std::string_view empty : {"util", "helper", "manager", "common", "misc"}) {
        CAPTURE(file);
        CHECK_MESSAGE(name.find(empty) == std::string::npos, "\"", empty, "\" says nothing: name the concept");
      }
    }
  }
}

TEST_CASE("tidy: what two compilers and eternity allow") {
  for (const std::string& file : source_files("src")) {
    CAPTURE(file);
    for (const Line& line : includes_of(file)) {
      CHECK(line.include != "source_location");
      CHECK(line.include != "format");
      CHECK(line.include != "expected");
    }
    const std::string text = portolan::test::read_source_file(file);
    for (const std::string_view banned : {"std::shared_ptr", "std::views::", "system_clock", "setlocale", "__DATE__", "__TIME__"}) {
      CHECK_MESSAGE(text.find(banned) == std::string::npos, banned, " is not used here");
    }
    const bool may_print = below_src(file).starts_with("cli/");
    if (!may_print) {
      for (const std::string_view print : {"std::cout", "std::cerr", "std::exit(", "fmt::print("}) {
        CHECK_MESSAGE(text.find(print) == std::string::npos, "only cli prints or exits: ", print);
      }
    }
  }
}
