#include "cli/claims.h"

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "base/fatal.h"
#include "base/text.h"
#include "cli/stages.h"
#include "load/discover.h"
#include "write/claims.h"
#include "write/findings.h"

namespace portolan::cli {

namespace {

/// `no WHAT is called "x"`, with the nearest that there is.
[[noreturn]] void refuse(std::string_view what, const std::string& word, const std::vector<std::string>& candidates) {
  const auto best = nearest(word, candidates);
  throw Fatal(fmt::format("no {} is called \"{}\"{}", what, word, best ? fmt::format(": did you mean \"{}\"?", *best) : ""));
}

void check_filter(const ClaimsRequest& request, const Handbook& handbook) {
  std::vector<std::string> stacks, plans;
  for (const Stack& stack : handbook.stacks) {
    stacks.push_back(stack.name);
    for (const Plan& plan : stack.plans) plans.push_back(plan.path);
  }
  for (const Plan& plan : handbook.guide) plans.push_back(plan.path);
  const auto knows = [](const std::vector<std::string>& names, const std::string& name) {
    return name.empty() || std::find(names.begin(), names.end(), name) != names.end();
  };
  if (!knows(stacks, request.stack)) refuse("stack", request.stack, stacks);
  if (!knows(plans, normal_path(request.plan))) refuse("document below ROOT", request.plan, plans);
}

/// Whether a document of the stack is among those that are printed.
bool is_shown(const Stack& stack, const write::ClaimsFilter& filter) {
  if (!filter.stack.empty() && filter.stack != stack.name) return false;
  return filter.plan.empty() || std::any_of(stack.plans.begin(), stack.plans.end(), [&](const Plan& plan) { return plan.path == filter.plan; });
}

/// Files that could not be read, or not whole: what they would prove is missing from the verdicts.
void print_problems(const Handbook& handbook, const SourceMap& sources, const write::ClaimsFilter& filter, std::ostream& err) {
  Diagnostics problems;
  const bool all = filter.stack.empty() && filter.plan.empty();
  for (const Diagnostic& problem : handbook.problems) {
    if (all || (problem.span.known() && sources.path(problem.span.file) == filter.plan)) problems.push_back(problem);
  }
  for (const Stack& stack : handbook.stacks) {
    if (is_shown(stack, filter)) problems.insert(problems.end(), stack.problems.begin(), stack.problems.end());
  }
  std::stable_sort(problems.begin(), problems.end(), [](const Diagnostic& a, const Diagnostic& b) { return a.span < b.span; });
  for (const Diagnostic& problem : problems) err << write::format_finding(problem, sources, write::Excerpts::none);
}

/// Seen from the current folder, where it lies below it.
std::string path_from_here(const std::string& path) {
  std::error_code failure;
  const std::filesystem::path here = std::filesystem::current_path(failure);
  const std::string relative = std::filesystem::path(path).lexically_proximate(here).generic_string();
  return normal_path(relative.starts_with("..") ? path : relative);
}

}  // namespace

ClaimsRequest at_folder(ClaimsRequest request) {
  std::error_code failure;
  if (!std::filesystem::is_regular_file(request.root, failure)) return request;
  const std::string path = path_from_here(request.root);
  if (!load::is_document(path)) throw Fatal(fmt::format("\"{}\" is no folder and no Markdown document (*.md)", request.root));
  const bool from_here = !path.starts_with('/') && !path.starts_with("..") && load::is_looked_at(path);
  request.root = from_here ? "." : folder_of(path).empty() ? "." : folder_of(path);
  request.plan = from_here ? path : file_name_of(path);
  return request;
}

int run_claims(const ClaimsRequest& request, FileReader& reader, const Streams& streams) {
  Timings timings;
  SourceMap sources;
  const Checked checked = load_and_check(reader, request.root, sources, {.jobs = request.jobs, .title = {}}, timings);
  introduce(checked, request.verbosity, streams.err);
  check_filter(request, checked.handbook);
  const write::ClaimsFilter filter{.stack = request.stack,
                                   .plan = normal_path(request.plan),
                                   .places = request.unread_only ? write::ReadPlaces::not_understood : write::ReadPlaces::all};
  print_problems(checked.handbook, sources, filter, streams.err);
  for (const write::ClaimsFormat& format : write::claims_formats()) {
    if (format.name == request.format) streams.out << format.write({checked.handbook, checked.reports, sources, filter});
  }
  if (request.verbosity.timings) streams.err << timings.rows();
  return 0;
}

}  // namespace portolan::cli
