// The guide's page about Compose files says what the program does: its list of phases, its limits, and every example.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "base/text.h"
#include "load/compose/phases.h"
#include "load/yaml/yaml.h"
#include "tests/cli/process.h"
#include "tests/golden.h"
#include "tests/source_tree.h"

using namespace portolan;

namespace {

constexpr const char* page = "content/guide/compose.md";

/// The output of a command, problems first, as a reader of the page sees it.
std::string run_example(std::string_view command, const std::filesystem::path& folder) {
  std::vector<std::string> arguments;
  for (const std::string_view word : split_words(command)) arguments.emplace_back(word);
  REQUIRE(arguments.at(0) == "portolan");
  arguments.erase(arguments.begin());
  const test::Outcome outcome = test::run_portolan(arguments, folder);
  std::string text = outcome.err + outcome.out;
  // Folders have other names on other machines.
  for (const std::string& absolute : {folder.generic_string() + "/", std::filesystem::canonical(folder).generic_string() + "/"}) {
    for (std::size_t at = text.find(absolute); at != std::string::npos; at = text.find(absolute, at)) text.replace(at, absolute.size(), "/srv/shop/");
  }
  return text;
}

/// Runs the page: fences with a title write that file, `console` fences run their first line and hold its output; each heading starts in
/// an empty folder called "shop". Returns the page with the output that it really gives.
std::string run_page(const std::string& text, int& commands) {
  std::string result;
  auto scratch = std::make_unique<test::Scratch>();
  std::string info, body, command;
  bool fenced = false;
  for (const std::string_view line : split(text, '\n')) {
    if (!fenced && line.starts_with("#")) scratch = std::make_unique<test::Scratch>();
    if (!line.starts_with("```")) {
      if (!fenced || info != "console" || line.starts_with("$ ")) result.append(line).append("\n");
      if (fenced && line.starts_with("$ ")) command = line.substr(2);
      if (fenced) body.append(line).append("\n");
      continue;
    }
    if (!fenced) {
      info = line.substr(3);
      body.clear();
    } else if (info == "console") {
      std::filesystem::create_directories(scratch->path() / "shop");
      result += run_example(command, scratch->path() / "shop");
      ++commands;
    } else if (const std::size_t title = info.find("title="); title != std::string::npos) {
      scratch->write("shop/" + info.substr(title + 6), body);
    }
    fenced = !fenced;
    result.append(line).append("\n");
  }
  result.pop_back();  // behind the last line break there is no line
  return result;
}

}  // namespace

TEST_CASE("the examples of the guide's page about Compose files give the output that stands there") {
  const std::string text = test::read_source_file(page);
  int commands = 0;
  const std::string actual = run_page(text, commands);
  if (std::getenv("PORTOLAN_BLESS") != nullptr) {
    std::ofstream(test::source_folder() + "/" + page, std::ios::binary) << actual;
    return;
  }
  CHECK(actual == text);
  CHECK(commands == 5);
}

TEST_CASE("the guide's page about Compose files lists the phases in their order") {
  const std::string text = test::read_source_file(page);
  std::size_t at = text.find("## How a model is resolved");
  REQUIRE(at != std::string::npos);
  const std::string section = text.substr(at, text.find("\n## ", at) - at);
  std::vector<std::string> listed, real;
  for (const std::string_view line : split(section, '\n')) {
    const std::size_t begin = line.find(". **"), end = line.find("**: ");
    if (begin != std::string_view::npos && end != std::string_view::npos) listed.push_back(fmt::format("{} {}", line.substr(0, begin), line.substr(begin + 4, end - begin - 4)));
  }
  int number = 0;
  for (const load::Phase& phase : load::phases()) real.push_back(fmt::format("{} {}", ++number, phase.name));
  CHECK(listed == real);
}

TEST_CASE("the guide's page about Compose files names the limits of YAML files") {
  const std::string text = test::read_source_file(page);
  const load::YamlLimits limits;
  const auto thousands = [](std::size_t number) { return fmt::format("{},{:03}", number / 1000, number % 1000); };
  const std::vector<std::string> rows{
      fmt::format("| a compose file | {} MiB, {} values, {} documents, lines of {} KiB |", limits.bytes >> 20, thousands(limits.nodes), limits.documents, limits.line >> 10),
      fmt::format("| nesting | {} levels |", limits.depth),
      fmt::format("| a list or a mapping | {} entries |", thousands(limits.entries)),
      fmt::format("| what anchors and aliases repeat | {} values, {} MiB of text |", thousands(limits.copies), limits.copied_bytes >> 20),
  };
  for (const std::string& row : rows) {
    CAPTURE(row);
    CHECK(text.find(row) != std::string::npos);
  }
}
