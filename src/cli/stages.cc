#include "cli/stages.h"

#include <map>
#include <utility>

#include <fmt/format.h>

#include "base/fatal.h"
#include "base/parallel.h"
#include "base/text.h"
#include "base/utf8.h"
#include "check/check.h"

namespace portolan::cli {

namespace {

/// Of many files of one folder for which the same is true, the first few.
constexpr std::size_t most_alike = 5;

/// Those of one stack, or of none, one line each.
std::string left_out_lines(const std::vector<load::LeftOut>& left_out, const std::string& stack, std::string_view title) {
  std::map<std::pair<std::string, std::string>, std::size_t> alike;  // by folder and reason
  std::string lines;
  for (const load::LeftOut& left : left_out) {
    if (left.stack != stack) continue;
    if (++alike[{folder_of(left.path), left.reason}] <= most_alike) lines += fmt::format("{}{}: {}\n", title, printable_utf8(left.path), printable_utf8(left.reason));
  }
  for (const auto& [key, count] : alike) {
    if (count > most_alike) lines += fmt::format("{}{} in \"{}\": {}\n", title, count_of(count - most_alike, "more file"), printable_utf8(key.first), printable_utf8(key.second));
  }
  return lines;
}

void explain(const Checked& checked, std::ostream& err) {
  for (const Stack& stack : checked.handbook.stacks) {
    err << fmt::format("stack \"{}\": {}\n", stack.name, stack.reason);
    for (const Environment& environment : stack.environments) err << fmt::format("  environment \"{}\": {}\n", environment.name, environment.reason);
    for (const Plan& plan : stack.plans) err << fmt::format("  plan {}: {} read\n", plan.path, count_of(plan.statements.size(), "statement"));
    err << left_out_lines(checked.left_out, stack.name, "  not used: ");
  }
  for (const Plan& plan : checked.handbook.guide) err << fmt::format("document {}: belongs to no stack, {} read\n", plan.path, count_of(plan.statements.size(), "statement"));
  err << left_out_lines(checked.left_out, "", "left out: ");
}

/// Documents without a compose file are no failure, but whoever expects findings must hear that nothing was there to check against.
void say_no_stack(std::ostream& err) {
  err << "no stack was found: no folder holds a compose file (compose.yaml, docker-compose*.yml …), so no statement was checked\n";
}

}  // namespace

void Timings::stage(std::string_view name) {
  const auto now = std::chrono::steady_clock::now();
  rows_ += fmt::format("{:<8}{:>8.1f} ms\n", name, std::chrono::duration<double, std::milli>(now - last_).count());
  last_ = now;
}

Checked load_and_check(FileReader& reader, const std::string& root, SourceMap& sources, const load::LoadOptions& options, Timings& timings) {
  load::Loaded loaded = load::load_handbook(reader, sources, options);
  if (!loaded.found_anything) throw Fatal(fmt::format("nothing was found in \"{}\": {}", root, loaded.looked_for));
  timings.stage("load");
  Checked checked{.handbook = std::move(loaded.handbook), .reports = {}, .problems = {}, .left_out = std::move(loaded.left_out)};
  checked.reports = parallel_map(checked.handbook.stacks, options.jobs, [&](const Stack& stack) { return check::check_stack(stack, sources); });
  checked.problems = check::report_problems(checked.handbook, sources);
  timings.stage("check");
  return checked;
}

void introduce(const Checked& checked, const Verbosity& verbosity, std::ostream& err) {
  if (verbosity.explain) explain(checked, err);
  if (checked.handbook.stacks.empty() && !verbosity.quiet) say_no_stack(err);
}

}  // namespace portolan::cli
