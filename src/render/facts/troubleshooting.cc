#include "render/facts/troubleshooting.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "base/text.h"

namespace portolan::render {

bool speaks_of_trouble(std::string_view title) {
  const std::string words = to_lower(title);
  constexpr std::array phrases{"troubleshoot", "trouble shooting", "common problem", "common issue", "common error", "known problem", "known issue",
                               "frequently asked", "if something goes wrong", "if something fails", "when something fails", "when something goes wrong",
                               "when it breaks",   "debugging"};
  if (std::any_of(phrases.begin(), phrases.end(), [&](const char* phrase) { return words.find(phrase) != std::string::npos; })) return true;
  for (const std::string_view word : split_words(words)) {
    if (word == "faq" || word == "faqs") return true;
  }
  return false;
}

std::size_t end_of_section(const Plan& plan, std::size_t section) {
  std::size_t end = section + 1;
  while (end < plan.sections.size() && plan.sections[end].level > plan.sections[section].level) ++end;
  return end;
}

static SymptomGroup read_group(const Plan& plan, std::size_t plan_index, std::size_t heading) {
  SymptomGroup group{.plan = plan_index, .section = heading, .symptoms = {}};
  const std::size_t end = end_of_section(plan, heading);
  for (std::size_t i = heading + 1; i < end;) {
    const std::size_t next = std::min(end, end_of_section(plan, i));
    Symptom& symptom = group.symptoms.emplace_back(Symptom{.plan = plan_index, .sections = {}});
    for (; i < next; ++i) symptom.sections.push_back(i);
  }
  return group;
}

std::vector<SymptomGroup> find_symptoms(const Stack& stack) {
  std::vector<SymptomGroup> groups;
  for (std::size_t p = 0; p < stack.plans.size(); ++p) {
    const Plan& plan = stack.plans[p];
    for (std::size_t i = 0; i < plan.sections.size();) {
      if (plan.sections[i].level == 0 || !speaks_of_trouble(plan.sections[i].title.value)) {
        ++i;
        continue;
      }
      groups.push_back(read_group(plan, p, i));
      i = end_of_section(plan, i);
    }
  }
  return groups;
}

bool is_in_trouble_section(const Plan& plan, std::size_t section) {
  for (std::size_t i = 0; i < plan.sections.size() && i <= section; ++i) {
    if (plan.sections[i].level > 0 && speaks_of_trouble(plan.sections[i].title.value) && section < end_of_section(plan, i)) return true;
  }
  return false;
}

}  // namespace portolan::render
