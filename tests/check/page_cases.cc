#include "tests/check/page_cases.h"

#include <algorithm>

#include "base/text.h"

namespace portolan::test {

std::vector<PageCase> cases_of(std::string_view page) {
  std::vector<PageCase> cases;
  std::string fence, info, text;
  for (const std::string_view line : split(page, '\n')) {
    if (!fence.empty() && line == fence) {
      if (info == "finding") {
        cases.back().expected = text == "none\n" ? "" : text;
        cases.back().has_expectation = true;
      } else if (const std::size_t file = info.find(" file="); file != std::string::npos) {
        cases.back().files[info.substr(file + 6)] = text;
      }
      fence.clear();
    } else if (!fence.empty()) {
      text += std::string(line) + "\n";
    } else if (line.starts_with("```")) {
      fence = std::string(line.substr(0, line.find_first_not_of('`')));
      info = std::string(line.substr(fence.size()));
      text.clear();
      if (cases.empty()) cases.emplace_back();
    } else if (line.starts_with("### ")) {
      cases.push_back({.title = std::string(line.substr(4)), .files = {}, .expected = {}});
    }
  }
  std::erase_if(cases, [](const PageCase& c) { return !c.has_expectation; });
  return cases;
}

std::string front_matter(std::string_view page, std::string_view key) {
  for (const std::string_view line : split(page, '\n')) {
    if (line.starts_with(std::string(key) + ": ")) return std::string(line.substr(key.size() + 2));
  }
  return {};
}

}  // namespace portolan::test
