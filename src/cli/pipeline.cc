#include "cli/pipeline.h"

#include <chrono>
#include <cstdlib>

#include <fmt/format.h>

#include "base/embedded.h"
#include "base/fatal.h"
#include "base/parallel.h"
#include "base/text.h"
#include "check/check.h"
#include "load/load.h"
#include "load/markdown/markdown.h"
#include "model/summary.h"
#include "render/site.h"
#include "write/findings.h"
#include "write/site_writer.h"

namespace portolan::cli {

namespace {

/// How long each stage took, for `--timings`. Wall clock; never part of a result.
class Timings {
 public:
  void stage(std::string_view name) {
    const auto now = std::chrono::steady_clock::now();
    rows_ += fmt::format("{:<8}{:>8.1f} ms\n", name, std::chrono::duration<double, std::milli>(now - last_).count());
    last_ = now;
  }
  const std::string& rows() const { return rows_; }

 private:
  std::chrono::steady_clock::time_point last_ = std::chrono::steady_clock::now();
  std::string rows_;
};

struct Checked {
  Handbook handbook;
  std::vector<StackReport> reports;
  std::vector<Finding> problems;
};

write::Excerpts excerpts_for(Colour colour, bool terminal) {
  const char* no_colour = std::getenv("NO_COLOR");
  const char* ci = std::getenv("CI");
  const bool plain = (no_colour && *no_colour) || (ci && *ci) || !terminal;
  if (colour == Colour::always || (colour == Colour::automatic && !plain)) return write::Excerpts::coloured;
  return write::Excerpts::plain;
}

void explain(const Handbook& handbook, std::ostream& err) {
  for (const Stack& stack : handbook.stacks) {
    err << fmt::format("stack \"{}\": {}\n", stack.name, stack.reason);
    for (const Environment& environment : stack.environments) err << fmt::format("  environment \"{}\": {}\n", environment.name, environment.reason);
    for (const Plan& plan : stack.plans) err << fmt::format("  plan {}: {} read\n", plan.path, count_of(plan.statements.size(), "statement"));
  }
}

/// Documents without a compose file are no failure, but whoever expects findings must hear that nothing was there to check against.
void say_no_stack(const Verbosity& verbosity, std::ostream& err) {
  if (!verbosity.quiet) err << "no stack was found: no folder holds a compose file (compose.yaml, docker-compose*.yml …), so no statement was checked\n";
}

Checked load_and_check(FileReader& reader, const std::string& root, SourceMap& sources, const load::LoadOptions& options, Timings& timings) {
  load::Loaded loaded = load::load_handbook(reader, sources, options);
  if (!loaded.found_anything) throw Fatal(fmt::format("nothing was found in \"{}\": {}", root, loaded.looked_for));
  timings.stage("load");
  Checked checked{.handbook = std::move(loaded.handbook), .reports = {}, .problems = {}};
  checked.reports = parallel_map(checked.handbook.stacks, options.jobs, [&](const Stack& stack) { return check::check_stack(stack, sources); });
  checked.problems = check::report_problems(checked.handbook, sources);
  timings.stage("check");
  return checked;
}

/// The pages of the rules travel in the binary; the handbook shows them like its other documents. Their place among the sources can't be a user's.
std::vector<Plan> read_rules(SourceMap& sources) {
  std::vector<Plan> rules;
  for (const EmbeddedFile& file : embedded_files()) {
    if (!file.path.starts_with("rules/")) continue;
    Diagnostics none;  // a rule's page is tested when it is written
    rules.push_back(load::read_markdown(sources, sources.add(fmt::format("<built in>/{}", file.path), std::string(file.bytes)), none));
    rules.back().path = file.path;
  }
  return rules;
}

/// 1 when something at or above the level was found.
int exit_code(const std::vector<const Finding*>& findings, const FailOn& level) {
  for (const Finding* finding : findings) {
    if (level && finding->diagnostic.severity <= *level) return 1;
  }
  return 0;
}

std::string count_findings(const std::vector<const Finding*>& findings) {
  std::size_t counts[3] = {};
  for (const Finding* finding : findings) ++counts[static_cast<std::size_t>(finding->diagnostic.severity)];
  return fmt::format("{}, {}, {}", count_of(counts[0], "error"), count_of(counts[1], "warning"), count_of(counts[2], "note"));
}

}  // namespace

int run_check(const CheckRequest& request, FileReader& reader, const Streams& streams) {
  Timings timings;
  SourceMap sources;
  const Checked checked = load_and_check(reader, request.root, sources, {.jobs = request.jobs, .title = {}}, timings);
  if (request.verbosity.explain) explain(checked.handbook, streams.err);
  if (checked.handbook.stacks.empty()) say_no_stack(request.verbosity, streams.err);
  const write::FindingsInput input{checked.handbook, checked.reports, checked.problems, sources};
  for (const write::FindingsFormat& format : write::findings_formats()) {
    if (format.name == request.format) streams.out << format.write(input, excerpts_for(request.colour, streams.out_is_terminal));
  }
  if (request.verbosity.timings) streams.err << timings.rows();
  return exit_code(write::sorted_findings(input), request.fail_on);
}

int run_build(const BuildRequest& request, FileReader& reader, FileReader* theme, write::FileWriter& writer, const render::LayoutFunction& layout,
              const Streams& streams) {
  Timings timings;
  SourceMap sources;
  const Checked checked = load_and_check(reader, request.root, sources, {.jobs = request.jobs, .title = request.title}, timings);
  if (request.verbosity.explain) explain(checked.handbook, streams.err);
  if (checked.handbook.stacks.empty()) say_no_stack(request.verbosity, streams.err);
  const write::FindingsInput input{checked.handbook, checked.reports, checked.problems, sources};
  const std::vector<const Finding*> findings = write::sorted_findings(input);
  const bool terminal = streams.err_is_terminal;
  for (const Finding* finding : findings) {
    const write::Excerpts excerpts = terminal ? excerpts_for(request.colour, terminal) : write::Excerpts::none;
    streams.err << write::format_finding(finding->diagnostic, sources, excerpts);
  }

  std::vector<StackSummary> summaries;
  for (std::size_t i = 0; i < checked.reports.size(); ++i) {
    summaries.push_back(summarise(checked.handbook.stacks[i], checked.reports[i], sources));
  }
  const render::SiteOptions options{.title = checked.handbook.title, .revision = request.revision, .theme = theme};
  const render::Site site = render::plan_site({checked.handbook, checked.reports, checked.problems, summaries, sources, layout, options, read_rules(sources)});
  const write::WriteCounts counts = write::write_site(site, writer, request.jobs);
  timings.stage("render");
  if (!request.verbosity.quiet) {
    streams.out << fmt::format("{}/index.html: {}, {} ({} files: {} written, {} unchanged, {} removed)\n", request.out,
                               count_of(checked.handbook.stacks.size(), "stack"), count_findings(findings), counts.written + counts.unchanged,
                               counts.written, counts.unchanged, counts.removed);
  }
  if (request.verbosity.timings) streams.err << timings.rows();
  return exit_code(findings, request.fail_on);
}

}  // namespace portolan::cli
