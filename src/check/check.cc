#include "check/check.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "base/hash.h"
#include "base/text.h"
#include "check/claims/judge.h"
#include "check/rule.h"
#include "check/secret_values.h"

namespace portolan::check {
namespace {

struct Placed {
  Finding finding;
  Location place;
};

auto sort_key(const Placed& placed) {
  return std::tie(placed.place.file, placed.place.line, placed.place.column, placed.finding.diagnostic.rule, placed.finding.diagnostic.message);
}

void add_environments(const Stack& stack, std::vector<std::string>& into, const std::vector<std::string>& more) {
  std::vector<std::string> ordered;
  for (const Environment& environment : stack.environments) {
    const auto has = [&](const std::vector<std::string>& list) { return std::find(list.begin(), list.end(), environment.name) != list.end(); };
    if (has(into) || has(more)) ordered.push_back(environment.name);
  }
  into = std::move(ordered);
}

/// A file that several environments share is wrong once.
std::vector<Placed> merge_same(const Stack& stack, std::vector<Placed> findings) {
  std::vector<Placed> merged;
  for (Placed& placed : findings) {
    const bool same = !merged.empty() && sort_key(merged.back()) == sort_key(placed);
    if (same) {
      add_environments(stack, merged.back().finding.environments, placed.finding.environments);
    } else {
      merged.push_back(std::move(placed));
    }
  }
  return merged;
}

/// Rule, path, subject and words: nothing that changes when lines move. Equal ones are numbered in their order.
std::vector<Finding> with_fingerprints(std::vector<Placed> findings) {
  std::vector<Finding> result;
  std::map<std::string, int> seen;
  for (Placed& placed : findings) {
    const Finding& finding = placed.finding;
    std::string key = fmt::format("{}\n{}\n{} {}\n", finding.diagnostic.rule, placed.place.file, finding.subject.kind, finding.subject.name);
    for (const std::string_view word : split_words(finding.diagnostic.message)) key += to_lower(word) + " ";
    const int number = seen[key]++;
    placed.finding.fingerprint = hex(hash_bytes(number == 0 ? key : fmt::format("{}#{}", key, number)));
    result.push_back(std::move(placed.finding));
  }
  return result;
}

std::vector<Placed> sorted(std::vector<Finding> findings, const SourceMap& sources) {
  std::vector<Placed> placed;
  for (Finding& finding : findings) {
    Location place = sources.locate(finding.diagnostic.span);
    placed.push_back({std::move(finding), std::move(place)});
  }
  std::stable_sort(placed.begin(), placed.end(), [](const Placed& a, const Placed& b) { return sort_key(a) < sort_key(b); });
  return placed;
}

/// What load said, as a finding about the file it is in.
Finding from_problem(const Diagnostic& problem, const SourceMap& sources) {
  Finding finding;
  finding.diagnostic = problem;
  finding.subject = {"file", sources.locate(problem.span).file};
  return finding;
}

std::vector<std::string> environments_with(const Stack& stack, const SourceMap& sources, const Span& span) {
  std::vector<std::string> names;
  const Span place = sources.original(span);
  for (const Environment& environment : stack.environments) {
    const bool has = std::find(environment.compose_files.begin(), environment.compose_files.end(), place.file) != environment.compose_files.end();
    if (place.known() && has) names.push_back(environment.name);
  }
  return names;
}

/// Names that compose makes from variables may hold what a variable keeps secret: "network net-hunter2 is not defined". Where the files say it in full
/// themselves it is a word like others: a password "postgres" hides no service of that name.
void hide_secrets(const Stack& stack, const SourceMap& sources, std::vector<Finding>& findings) {
  if (findings.empty()) return;
  std::vector<std::string> known;
  for (const Environment& environment : stack.environments) {
    for (std::string& value : secret_values(environment, sources)) known.push_back(std::move(value));
  }
  for (Finding& finding : findings) {
    const Span& span = finding.diagnostic.span;
    if (!span.known() || sources.text(span).find('$') == std::string_view::npos) continue;
    for (const std::vector<std::string>& values : {known, secret_values_in(sources.text(span), sources)}) {
      for (std::string* text : {&finding.diagnostic.message, &finding.diagnostic.help, &finding.subject.name}) hide_values(values, *text);
      for (Related& related : finding.diagnostic.related) hide_values(values, related.message);
    }
  }
}

}  // namespace

StackReport check_stack(const Stack& stack, const SourceMap& sources) {
  StackReport result;
  result.claims = judge_statements(stack, sources);
  std::vector<Finding> findings;
  for (const Diagnostic& problem : stack.problems) {
    findings.push_back(from_problem(problem, sources));
    findings.back().environments = environments_with(stack, sources, problem.span);
  }
  const RuleInput input{stack, result.claims, sources};
  for (const Rule* rule : all_rules()) {
    rule->run(input, [&](Report report) {
      Finding finding;
      finding.diagnostic = std::move(report.diagnostic);
      finding.diagnostic.rule = std::string(rule->name);
      finding.diagnostic.severity = severity_of(rule->category);
      finding.environments = std::move(report.environments);
      finding.subject = std::move(report.subject);
      findings.push_back(std::move(finding));
    });
  }
  for (Finding& finding : findings) finding.stack = stack.name;
  hide_secrets(stack, sources, findings);
  result.findings = with_fingerprints(merge_same(stack, sorted(std::move(findings), sources)));
  return result;
}

std::vector<Finding> report_problems(const Handbook& handbook, const SourceMap& sources) {
  std::vector<Finding> findings;
  for (const Diagnostic& problem : handbook.problems) findings.push_back(from_problem(problem, sources));
  return with_fingerprints(sorted(std::move(findings), sources));
}

}  // namespace portolan::check
