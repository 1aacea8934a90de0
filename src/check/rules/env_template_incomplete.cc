#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "check/claims/words.h"
#include "check/rules/rules.h"

namespace portolan::check {
namespace {

bool is_name_byte(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; }

/// A line that is commented out, or words about it, tell the reader of the variable as well.
bool mentions(std::string_view text, std::string_view name) {
  for (std::size_t at = text.find(name); at != std::string_view::npos; at = text.find(name, at + 1)) {
    const std::size_t end = at + name.size();
    if ((at == 0 || !is_name_byte(text[at - 1])) && (end == text.size() || !is_name_byte(text[end]))) return true;
  }
  return false;
}

void check_environment(const RuleInput& input, const Environment& environment, const Reporter& report) {
  const std::vector<EnvTemplate>& templates = input.stack.env_templates;
  std::set<std::string_view> seen;
  for (const VariableUse& use : environment.variables) {
    const std::string& name = use.name.value;
    if (!use.required || use.set || !seen.insert(name).second) continue;
    const bool told = std::any_of(templates.begin(), templates.end(), [&](const EnvTemplate& file) { return mentions(input.sources.text(file.file), name); });
    if (told) continue;
    Report found;
    found.diagnostic.span = use.name.span;
    found.diagnostic.message = fmt::format("compose requires {}, which {} does not name", quoted(name), quoted(templates.front().path));
    found.diagnostic.help = fmt::format("add {}= to the template", name);
    found.diagnostic.related.push_back({{templates.front().file, 0, 0}, "the template"});
    found.subject = {"variable", name};
    found.environments = {environment.name};
    report(std::move(found));
  }
}

void run(const RuleInput& input, const Reporter& report) {
  if (input.stack.env_templates.empty()) return;
  for (const Environment& environment : input.stack.environments) {
    if (!environment.broken) check_environment(input, environment, report);
  }
}

}  // namespace

const Rule env_template_incomplete{
    .name = "env-template-incomplete",
    .category = Category::suspicion,
    .summary = "the template of the variables leaves out one that the compose file requires",
    .run = run,
};

}  // namespace portolan::check
