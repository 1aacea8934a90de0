#include "tests/render/built_site.h"

#include <doctest/doctest.h>

#include "check/check.h"
#include "load/load.h"
#include "render/site.h"

namespace portolan::test {

Files build_site(const Files& sources_by_path, FileReader* theme) {
  const auto reader = make_memory_reader(sources_by_path);
  SourceMap sources;
  const load::Loaded loaded = load::load_handbook(*reader, sources, {});
  std::vector<StackReport> reports;
  std::vector<StackSummary> summaries;
  for (const Stack& stack : loaded.handbook.stacks) {
    reports.push_back(check::check_stack(stack, sources));
    summaries.push_back(summarise(stack, reports.back(), sources));
  }
  const std::vector<Finding> problems = check::report_problems(loaded.handbook, sources);
  const auto no_layout = [](const render::LayoutInput& input) {
    render::Layout layout;
    for (const render::LayoutNode& node : input.nodes) layout.nodes.push_back({0, 0, node.width, node.height});
    layout.edges.resize(input.edges.size());
    layout.clusters.resize(input.clusters.size());
    layout.grid = true;
    return layout;
  };
  const render::Site site = render::plan_site({.handbook = loaded.handbook, .reports = reports, .problems = problems, .summaries = summaries,
                                               .sources = sources, .layout = no_layout, .options = {.theme = theme}});
  Files files;
  for (const render::PagePlan& page : site.pages) {
    CAPTURE(page.path);
    CHECK(files.emplace(page.path, page.render()).second);
  }
  return files;
}

}  // namespace portolan::test
