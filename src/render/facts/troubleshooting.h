// Troubleshooting: the sections of plans that answer "what if it fails".
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "model/plan.h"
#include "model/stack.h"

namespace portolan::render {

/// One symptom: a section of a plan, or several when it has subsections.
struct Symptom {
  std::size_t plan = 0;
  std::vector<std::size_t> sections;  ///< the first one gives the title
};

struct SymptomGroup {
  std::size_t plan = 0;
  std::size_t section = 0;  ///< the heading that says troubleshooting; its own blocks are the introduction
  std::vector<Symptom> symptoms;
};

/// "Troubleshooting", "Common problems", "Known issues", "FAQ", "When something fails" …
bool speaks_of_trouble(std::string_view title);

std::vector<SymptomGroup> find_symptoms(const Stack& stack);

/// The first section after `section` that is no part of it.
std::size_t end_of_section(const Plan& plan, std::size_t section);

/// Whether a section stands under a heading of trouble (or is one).
bool is_in_trouble_section(const Plan& plan, std::size_t section);

}  // namespace portolan::render
