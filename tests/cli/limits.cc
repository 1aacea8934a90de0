// Small inputs that ask for endless work, and inputs that are too large: each ends with one located message. Time and memory are in scripts/bench.
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "tests/cli/process.h"

using namespace portolan::test;
namespace fs = std::filesystem;

namespace {

using Files = std::vector<std::pair<std::string, std::string>>;

struct Hostile {
  std::string name;
  Files files;
  std::string says;  // the start of standard error
  int code = 1;
  Files links = {};  // name → what it leads to
};

std::string repeat(std::string_view text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

/// `line` once for each number from 0, as a format of it.
std::string count(const char* line, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += fmt::format(fmt::runtime(line), i);
  return out;
}

std::string alias_bomb() {
  std::string text = "x-0: &a0 [x, x]\n";
  for (int i = 1; i < 60; ++i) text += fmt::format("x-{0}: &a{0} [*a{1}, *a{1}]\n", i, i - 1);
  return text + "services: {a: {image: x}}\n";
}

/// Two files on each level, and each includes both of the next.
Files include_tree() {
  Files files{{"compose.yml", "include: [f0.yml, g0.yml]\n"}};
  for (int i = 0; i < 28; ++i) {
    const std::string next = fmt::format("include: [f{0}.yml, g{0}.yml]\n", i + 1);
    files.emplace_back(fmt::format("f{}.yml", i), next);
    files.emplace_back(fmt::format("g{}.yml", i), next);
  }
  files.emplace_back("f28.yml", "services: {a: {image: x}}\n");
  files.emplace_back("g28.yml", "services: {b: {image: x}}\n");
  return files;
}

std::string extends_chain(int length) {
  std::string text = "services:\n";
  for (int i = 0; i < length; ++i) text += fmt::format("  s{}: {{image: x, extends: s{}}}\n", i, i + 1);
  return text + fmt::format("  s{}: {{image: x}}\n", length);
}

std::string doubling_variables() {
  std::string text = "A0=xxxxxxxxxx\n";
  for (int i = 1; i < 60; ++i) text += fmt::format("A{0}=$A{1}$A{1}\n", i, i - 1);
  return text;
}

const std::string service = "services:\n  a:\n    image: x\n";
const std::string in_text = "services:\n  a:\n    image: ";

std::vector<Hostile> yaml_files() {
  return {
      {"an alias bomb", {{"compose.yml", alias_bomb()}}, "compose.yml:15:12: error: anchors and aliases repeat more than 200000 values [yaml-limit]"},
      {"a long text, repeated", {{"compose.yml", "x-a: &a \"" + repeat("y", 400'000) + "\"\nx-b: [" + repeat("*a, ", 1000) + "]\n"}},
       "compose.yml:2:83: error: anchors and aliases repeat more than 8388608 bytes [yaml-limit]"},
      {"anchors in anchors", {{"compose.yml", "x-a: " + count("&a{} [", 150) + repeat("x, ", 3000) + repeat("]", 150) + "\n"}},
       "compose.yml:1:505: error: anchors and aliases repeat more than 200000 values [yaml-limit]"},
      {"an alias of itself", {{"compose.yml", "services: &x [*x]\n"}}, "compose.yml:1:15: error: this alias stands inside the value that it names [yaml-syntax]"},
      {"nesting in flow style", {{"compose.yml", "services: " + repeat("[", 100'000)}}, "compose.yml:1:111: error: the nesting is deeper than 200 levels [yaml-limit]"},
      {"nesting in block style", {{"compose.yml", repeat("- ", 100'000) + "x\n"}}, "compose.yml:1:401: error: the nesting is deeper than 200 levels [yaml-limit]"},
      {"nested mappings", {{"compose.yml", repeat("{a: ", 100'000)}}, "compose.yml:1:797: error: the nesting is deeper than 200 levels [yaml-limit]"},
      {"a scalar of 4 MB", {{"compose.yml", in_text + "\"" + repeat("x", 4'000'000) + "\"\n"}},
       "compose.yml:3:1: error: the line has 4000013 bytes, more than the 524288 that are read [yaml-limit]"},
      {"quotes over a million lines", {{"compose.yml", "a: \"" + repeat("x\n", 1'000'000)}}, "compose.yml:1:4: error: the quotes are never closed [yaml-syntax]"},
      {"a million blank lines", {{"compose.yml", service + repeat("\n", 1'000'000) + "    imag: x\n"}},
       "compose.yml:1000004:5: error: unknown key \"imag\" in \"a\" [compose-unknown-key]"},
      {"a million keys", {{"compose.yml", "services:\n" + count("  k{:x}:\n", 400'000)}}, "compose.yml:20002:3: error: a mapping holds more than 20000 entries [yaml-limit]"},
      {"80,000 unknown keys", {{"compose.yml", service + count("    k{}: 1\n", 80'000)}}, "compose.yml:20003:5: error: a mapping holds more than 20000 entries [yaml-limit]"},
      {"80,000 keys, all of them twice", {{"compose.yml", "x-a:\n" + repeat(count("  k{}: 1\n", 19'000), 2)}},
       "compose.yml:19002:3: error: key \"k0\" stands twice in the same mapping [yaml-duplicate-key]"},
      {"a file of 8 MB", {{"compose.yml", service + repeat("# x\n", 2'000'000)}}, "compose.yml:1:1: error: the file has 8000028 bytes, more than the 4194304 that are read [yaml-limit]"},
  };
}

std::vector<Hostile> projects() {
  return {
      {"a service that extends itself", {{"compose.yml", service + "    extends: a\n"}}, "compose.yml:4:14: error: service \"a\" extends itself in a circle [compose-extends]"},
      {"extends through three files",
       {{"compose.yml", service + "    extends: {file: b.yml, service: b}\n"},
        {"b.yml", "services: {b: {extends: {file: c.yml, service: c}}}\n"},
        {"c.yml", "services: {c: {extends: {file: compose.yml, service: a}}}\n"}},
       "compose.yml:4:37: error: service \"a\" extends itself in a circle [compose-extends]"},
      {"a chain of extends", {{"compose.yml", extends_chain(100)}},
       "compose.yml:66:28: error: extends are nested more than 64 deep [compose-extends]"},
      {"an include of itself", {{"compose.yml", "include: [./sub/../compose.yml]\n" + service}}, "compose.yml:1:11: error: \"./sub/../compose.yml\" includes itself in a circle [compose-include]"},
      {"includes through three files",
       {{"compose.yml", "include: [b.yml]\n" + service}, {"b.yml", "include: [c.yml]\n"}, {"c.yml", "include: [compose.yml]\n"}},
       "c.yml:1:11: error: \"compose.yml\" includes itself in a circle [compose-include]"},
      {"a tree of includes", include_tree(), "f27.yml:1:20: error: the project repeats more than 200000 values or 16777216 bytes [compose-limit]"},
      {"one file included for ever", {{"compose.yml", "include: [" + repeat("b.yml, ", 20'000) + "]\n"}, {"b.yml", service}},
       "compose.yml:1:7018: error: the project repeats more than 200000 values or 16777216 bytes [compose-limit]"},
      {"a large service, extended often",
       {{"compose.yml", service + "    security_opt:\n" + count("      - o{}\n", 5'000) + count("  s{}: {{extends: a}}\n", 5'000)}},
       "compose.yml:5044:18: error: the project repeats more than 200000 values or 16777216 bytes [compose-limit]"},
      {"two whole ranges of ports", {{"compose.yml", service + "    ports: [\"1-65535:1-65535\", \"127.0.0.1:1-65535:1-65535\"]\n"}},
       "compose.yml:4:32: error: the project repeats more than 200000 values or 16777216 bytes [compose-limit]"},
      {"one env file for many services",
       {{"compose.yml", "services:\n" + count("  s{}: {{image: x, env_file: e.env}}\n", 1'000)}, {"e.env", count("A{}=1\n", 1'000)}},
       "compose.yml:202:30: error: the project repeats more than 200000 values or 16777216 bytes [compose-limit]"},
      {"a link that leads to itself", {}, "compose.yml:1:1: error: cannot read \"compose.yml\": too many levels of symbolic links [unreadable-file]", 1, {{"compose.yml", "compose.yml"}}},
      {"an include through two links that lead to each other", {{"compose.yml", "include: [one.yml]\n"}},
       "compose.yml:1:11: error: cannot read \"one.yml\": too many levels of symbolic links [unreadable-file]", 1, {{"one.yml", "two.yml"}, {"two.yml", "one.yml"}}},
      {"an env file that leads to itself", {{"compose.yml", service}}, ".env:1:1: error: cannot read \".env\": too many levels of symbolic links [unreadable-file]", 1,
       {{".env", ".env"}}},
      {"an env file that is an endless device", {{"compose.yml", service + "    env_file: /dev/zero\n"}},
       "compose.yml:4:15: error: cannot read \"/dev/zero\": is no regular file [unreadable-file]"},
  };
}

std::vector<Hostile> variables() {
  return {
      {"nested defaults", {{"compose.yml", in_text + repeat("${A:-", 5'000) + "x" + repeat("}", 5'000) + "\n"}},
       "compose.yml:3:12: error: variables are nested more than 32 deep [compose-interpolation]"},
      {"many variables in one text", {{"compose.yml", in_text + "\"" + repeat("$A", 200'000) + "\"\n"}},
       "compose.yml:3:12: error: one text asks for more than 10000 variables [compose-interpolation]"},
      {"a variable of 1 MB, twice", {{"compose.yml", in_text + "$A$A\n"}, {".env", "A=" + repeat("y", 1'000'000) + "\n"}},
       "compose.yml:3:12: error: variables make a text of more than 1048576 bytes [compose-interpolation]"},
      {"a variable of 1 MB in many values", {{"compose.yml", service + "    security_opt:\n" + repeat("      - $A\n", 1'000)}, {".env", "A=" + repeat("y", 1'000'000) + "\n"}},
       "compose.yml:21:9: error: the project repeats more than 200000 values or 16777216 bytes [compose-limit]"},
      {"variables that double", {{"compose.yml", service}, {".env", doubling_variables()}}, ".env:18:5: error: variables make a text of more than 1048576 bytes [dotenv-syntax]"},
      {"half a million variables", {{"compose.yml", service}, {".env", count("A{}=1\n", 500'000)}},
       ".env:20001:1: error: the file sets more than 20000 variables, or 8388608 bytes of them [dotenv-limit]"},
      {"a million lines that are none", {{"compose.yml", service}, {".env", repeat("a b\n", 1'000'000)}}, ".env:1:1: error: a name cannot contain a space [dotenv-syntax]"},
  };
}

void expect(const Hostile& hostile) {
  CAPTURE(hostile.name);
  const Scratch scratch;
  for (const auto& [name, bytes] : hostile.files) scratch.write(name, bytes);
  for (const auto& [name, target] : hostile.links) fs::create_symlink(target, scratch.path() / name);
  const Outcome outcome = run_portolan({"config"}, scratch.path(), 60);
  CHECK(outcome.code == hostile.code);
  CHECK(outcome.err.substr(0, hostile.says.size()) == hostile.says);
  if (hostile.code != 0) CHECK(outcome.out.empty());
}

}  // namespace

TEST_CASE("a YAML file without bounds is one located message") {
  for (const Hostile& hostile : yaml_files()) expect(hostile);
}

TEST_CASE("files that repeat each other without end are one located message") {
  for (const Hostile& hostile : projects()) expect(hostile);
}

TEST_CASE("variables that grow without bounds are one located message") {
  for (const Hostile& hostile : variables()) expect(hostile);
}

TEST_CASE("folders that link to each other end in a file that cannot be read") {
  const Scratch scratch;
  scratch.write("compose.yml", "include: [loop/compose.yml]\n" + service);
  fs::create_directory_symlink(".", scratch.path() / "loop");
  const Outcome outcome = run_portolan({"config"}, scratch.path(), 60);
  CHECK(outcome.code == 1);
  const bool deep = outcome.err.find("compose.yml:1:10: error: includes are nested more than 32 deep [compose-include]") != std::string::npos;
  CHECK_MESSAGE(deep, outcome.err);
  // A handbook of the same folder does not walk in circles either.
  CHECK(run_portolan({"check", "."}, scratch.path(), 60).code == 1);
}

TEST_CASE("services of other files may be extended as often as one likes, and each file is read once") {
  const Scratch scratch;
  scratch.write("compose.yml", "services:\n" + count("  s{0}: {{extends: {{file: base.yml, service: b{0}}}}}\n", 500));
  scratch.write("base.yml", "services:\n" + count("  b{0}: {{image: \"x:{0}\", extends: root}}\n", 500) + "  root: {init: true}\n");
  const Outcome outcome = run_portolan({"config", "s499"}, scratch.path(), 60);
  CHECK(outcome.code == 0);
  CHECK(outcome.err.empty());
  CHECK(outcome.out.find("image: \"x:499\"") != std::string::npos);
  CHECK(outcome.out.find("init: true") != std::string::npos);
}
