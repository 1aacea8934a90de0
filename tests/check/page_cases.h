// Cases written as pages: files and the expected findings stand in the fences of a Markdown document.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tests/check/tiny_stack.h"

namespace portolan::test {

struct PageCase {
  std::string title;             ///< of the `### ` heading above it; "" when there is none
  Files files;                   ///< of the fences "yaml file=docker-compose.yml"
  std::string expected;          ///< of the fence "finding"; "" for "none"
  bool has_expectation = false;
};

/// The parts below `### ` headings that have a fence "finding"; a page without such headings is one case. A fence ends at the backticks that opened it.
std::vector<PageCase> cases_of(std::string_view page);

/// The value of `key: value`; "" when no line says it.
std::string front_matter(std::string_view page, std::string_view key);

}  // namespace portolan::test
