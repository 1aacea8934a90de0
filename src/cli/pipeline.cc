#include "cli/pipeline.h"

#include <cstdlib>

#include <fmt/format.h>

#include "base/embedded.h"
#include "base/text.h"
#include "cli/stages.h"
#include "load/markdown/markdown.h"
#include "model/summary.h"
#include "render/site.h"
#include "write/findings.h"
#include "write/site_writer.h"

namespace portolan::cli {

namespace {

write::Excerpts excerpts_for(Colour colour, bool terminal) {
  const char* no_colour = std::getenv("NO_COLOR");
  const char* ci = std::getenv("CI");
  const bool plain = (no_colour && *no_colour) || (ci && *ci) || !terminal;
  if (colour == Colour::always || (colour == Colour::automatic && !plain)) return write::Excerpts::coloured;
  return write::Excerpts::plain;
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
  introduce(checked, request.verbosity, streams.err);
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
  introduce(checked, request.verbosity, streams.err);
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
