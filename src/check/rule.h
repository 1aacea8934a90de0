// What a rule is: a constant value with a name, a category that decides its severity, and a function over one stack.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "base/source_map.h"
#include "model/finding.h"
#include "model/stack.h"

namespace portolan::check {

/// Category decides severity: correctness and security are errors, suspicion is a warning, style and coverage are notes.
enum class Category { correctness, security, suspicion, style, coverage };

Severity severity_of(Category category);

/// What a rule hands in: a diagnostic (rule and severity are filled in), whom it is about and where it holds.
struct Report {
  Diagnostic diagnostic;
  Subject subject;
  std::vector<std::string> environments;
};

/// What a rule may look at: one stack, and the judged claims about it.
struct RuleInput {
  const Stack& stack;
  const std::vector<Claim>& claims;
  const SourceMap& sources;
};

using Reporter = std::function<void(Report)>;

struct Rule {
  std::string_view name;     ///< states the fault: "plan-port-mismatch"
  Category category = Category::correctness;
  std::string_view summary;  ///< one line, lower case
  void (*run)(const RuleInput& input, const Reporter& report) = nullptr;
};

/// All rules, alphabetical.
const std::vector<const Rule*>& all_rules();
const Rule* find_rule(std::string_view name);

}  // namespace portolan::check
