// The manual names every page that an environment has, in the order of the sidebar, and README the files that it sends people to.
#include <filesystem>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "base/text.h"
#include "render/environment_pages.h"
#include "tests/golden.h"
#include "tests/source_tree.h"

using namespace portolan;

/// First cells of the table below a heading: "Services" of "| Services, and a page for each | … |".
static std::vector<std::string> names_below(std::string_view text, std::string_view heading) {
  std::vector<std::string> names;
  bool inside = false;
  for (const std::string_view line : split(text, '\n')) {
    if (line.starts_with("## ")) inside = line.substr(3) == heading;
    if (!inside || !line.starts_with("| ") || line.starts_with("| Page ")) continue;
    const std::string_view cell = trim(line.substr(2, line.find('|', 2) - 2));
    names.emplace_back(cell.substr(0, cell.find(',')));
  }
  return names;
}

TEST_CASE("the guide lists the pages of an environment as the sidebar does") {
  std::vector<std::string> titles;
  for (const render::EnvironmentPageKind& kind : render::environment_page_kinds()) titles.emplace_back(kind.title);
  CHECK(names_below(test::read_source_file("content/guide/reading-the-handbook.md"), "Pages of an environment") == titles);
}

TEST_CASE("files and folders that README names are there") {
  const std::string readme = test::read_source_file("README.md");
  for (std::size_t at = readme.find('`'); at != std::string::npos; at = readme.find('`', at + 1)) {
    const std::size_t end = readme.find_first_of("`\n", at + 1);
    if (end == std::string::npos) break;
    const std::string word = readme.substr(at + 1, end - at - 1);
    const bool is_path = word.find_first_of(" <*$") == std::string::npos && (word.starts_with("src/") || word.starts_with("content/") || word.starts_with("scripts/") || word.starts_with("tests/"));
    if (is_path) CHECK_MESSAGE(std::filesystem::exists(std::filesystem::path(test::source_folder()) / word), word);
    at = end;
  }
}
