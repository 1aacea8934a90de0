#include "tests/check/tiny_stack.h"

#include <fmt/format.h>

#include "base/file_reader.h"
#include "base/source_map.h"
#include "base/text.h"
#include "check/check.h"
#include "load/load.h"
#include "write/findings.h"

namespace portolan::test {
namespace {

struct Checked {
  SourceMap sources;
  load::Loaded loaded;
  std::vector<StackReport> reports;
  std::vector<Finding> problems;

  explicit Checked(const Files& files) {
    const auto reader = make_memory_reader(files, "shop");
    loaded = load::load_handbook(*reader, sources, {});
    for (const Stack& stack : loaded.handbook.stacks) reports.push_back(check::check_stack(stack, sources));
    problems = check::report_problems(loaded.handbook, sources);
  }
};

}  // namespace

std::string findings_of(const Files& files) {
  const Checked checked(files);
  const write::FindingsInput input{checked.loaded.handbook, checked.reports, checked.problems, checked.sources};
  std::string text;
  for (const Finding* finding : write::sorted_findings(input)) text += write::format_finding(finding->diagnostic, checked.sources, write::Excerpts::none);
  return text;
}

std::string claims_of(const Files& files) {
  const Checked checked(files);
  std::string text;
  for (std::size_t i = 0; i < checked.reports.size(); ++i) {
    const Stack& stack = checked.loaded.handbook.stacks[i];
    for (const Claim& claim : checked.reports[i].claims) {
      const Statement& statement = stack.plans[claim.plan].statements[claim.statement];
      std::vector<std::string> environments;
      for (const std::size_t index : claim.environments) environments.push_back(stack.environments[index].name);
      text += fmt::format("{} {} [{}] {}\n", name_of(claim.outcome), kind_of(statement.fact), join(environments, " "), claim.reason);
    }
  }
  return text;
}

}  // namespace portolan::test
