// What changes between the environments of a stack, and whether the plan's differences are real.
#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "base/utf8.h"
#include "render/facts/compare.h"
#include "render/facts/masking.h"
#include "render/facts/plan_differences.h"
#include "render/pages/environment_page.h"
#include "render/pages/pages.h"
#include "render/pieces.h"

namespace portolan::render {

namespace {

// What keeps the page below 150 KB: bytes of the rows line by line, and cells of the table of services, since environments are columns.
constexpr std::size_t most_bytes = 60'000, most_cells = 200, most_claims = 60, most_rows_of_table = 25;

std::vector<Data> describe_columns(const PageContext& page) {
  std::vector<Data> columns;
  for (std::size_t e = 0; e < page.stack().environments.size(); ++e) {
    columns.emplace_back().set("title", page.stack().environments[e].title).set("colour", std::string(colour_class(page.stack(), e)));
  }
  return columns;
}

Data describe_row(const PageContext& page, const CompareRow& row) {
  std::vector<Data> cells;
  for (const CompareCell& cell : row.cells) {
    std::vector<Data> values;
    for (std::size_t i = 0; i < cell.values.size() && i < 12; ++i) values.emplace_back().set("value", printable_utf8(cell.values[i]));
    if (cell.values.size() > 12) values.emplace_back().set("value", fmt::format("and {} more", cell.values.size() - 12));
    Data& item = cells.emplace_back();
    item.set("colour", std::string(class_of(cell.change))).set("sign", change_sign(cell.change)).set_flag("absent", cell.change == Change::absent);
    item.set("source", row.same ? Html{} : source_link(page, cell.span)).set_flag("has_values", !values.empty()).set_list("values", std::move(values));
  }
  Data data;
  data.set("aspect", printable_utf8(row.aspect)).set_flag("verbatim", row.verbatim).set_flag("code", row.form == CompareRow::Form::code);
  data.set_flag("same", row.same).set_list("cells", std::move(cells));
  return data;
}

std::vector<Data> describe_rows(const PageContext& page, const std::vector<CompareRow>& rows) {
  std::vector<Data> items;
  for (std::size_t i = 0; i < rows.size() && i < most_rows_of_table; ++i) items.push_back(describe_row(page, rows[i]).set_flag("same", false));  // these tables are short: nothing is hidden
  return items;
}

/// About how much HTML a row becomes: its words, tags around each, and a link for each place of a row that differs.
std::size_t estimate(const CompareRow& row) {
  std::size_t bytes = row.aspect.size() + 60;
  for (const CompareCell& cell : row.cells) {
    bytes += row.same ? 70 : 250;
    for (const std::string& value : cell.values) bytes += value.size() + 16;
  }
  return bytes;
}

/// Groups until the page is full; a large stack shows its differences only.
std::vector<Data> describe_groups(const PageContext& page, const Comparison& comparison, std::size_t& left_out) {
  std::size_t all = 0, used = 0;
  for (const CompareGroup& group : comparison.services) {
    for (const CompareRow& row : group.rows) all += estimate(row);
  }
  const bool differences_only = all > most_bytes;
  std::vector<Data> groups;
  for (std::size_t i = 0; i < comparison.services.size(); ++i) {
    const CompareGroup& group = comparison.services[i];
    std::vector<Data> rows;
    for (const CompareRow& row : group.rows) {
      if (differences_only && row.same) continue;
      if (used + estimate(row) > most_bytes) {
        ++left_out;
        continue;
      }
      used += estimate(row);
      rows.push_back(describe_row(page, row));
    }
    if (rows.empty()) continue;
    groups.emplace_back().set("name", printable_utf8(group.name)).set("id", fmt::format("c-{}", i + 1)).set_flag("same_group", group.same).set_list("rows", std::move(rows));
  }
  return groups;
}

std::vector<Data> describe_matrix(const PageContext& page, const Comparison& comparison) {
  std::vector<Data> rows;
  const std::size_t most_rows = std::max<std::size_t>(1, most_cells / page.stack().environments.size());
  const bool small = comparison.services.size() <= most_rows;
  for (const CompareGroup& group : comparison.services) {
    if (rows.size() == most_rows) break;
    std::vector<Data> cells;
    Html drawing;
    for (std::size_t e = 0; e < group.present.size(); ++e) {
      const Service* service = group.present[e];
      Data& cell = cells.emplace_back();
      cell.set_flag("there", service != nullptr);
      cell.set("link", service ? service_link(page, e, group.name) : Html{});
      const std::string about = service && small ? describe_service(page.stack(), page.report(), e, *service) : "";
      cell.set("about", about.empty() ? "" : shown(find_secrets(page.stack().environments[e], page.sources()), about));
      std::vector<std::string> ports;
      for (std::size_t i = 0; service && i < service->ports.size() && i < 4; ++i) {
        const auto& published = service->ports[i].published;
        ports.push_back(published ? ":" + to_string(*published) : "any free port");
      }
      cell.set("ports", join(ports, " "));
      if (service && small && drawing.text.empty()) drawing = service_icon(page.stack(), *service);
    }
    rows.emplace_back().set("name", printable_utf8(group.name)).set("icon", drawing).set_list("cells", std::move(cells));
  }
  return rows;
}

Data describe_counts(const PageContext& page, const Comparison& comparison, const PlanDifferences& claims) {
  const CompareCounts& counts = comparison.counts;
  const auto& environments = page.stack().environments;
  Data data;
  data.set("first", environments.front().name).set("last", environments.back().name);
  data.set("added", fmt::to_string(counts.added)).set("removed", fmt::to_string(counts.removed)).set("changed", fmt::to_string(counts.changed));
  const auto noun = [](std::size_t count) { return count == 1 ? "service" : "services"; };
  data.set("added_noun", noun(counts.added)).set("removed_noun", noun(counts.removed)).set("changed_noun", noun(counts.changed));
  data.set("ports", fmt::format("{} → {}", counts.open_ports_first, counts.open_ports_last));
  data.set("claims", claims.claims == 0 ? "" : fmt::format("{} / {}", claims.verified, claims.claims));
  return data;
}

std::vector<Data> describe_claims(const PageContext& page, const std::vector<ClaimView>& views) {
  std::vector<Data> rows;
  for (std::size_t i = 0; i < views.size() && i < most_claims; ++i) {
    std::string where;
    for (const std::size_t e : views[i].claim->environments) {
      if (e < page.stack().environments.size()) where += environment_chip(page, e).text + " ";
    }
    rows.push_back(describe_claim(page, views[i]));
    rows.back().set("where", Html{where});
  }
  return rows;
}

/// What a cell of a plan's table says, and what became of it: each verdict once, and the findings.
Data describe_plan_cell(const PageContext& page, const PlanRow::Cell& cell, const Masking& masking) {
  std::string chips, findings;
  std::vector<Outcome> outcomes;
  for (const ClaimView& view : cell.claims) {
    if (std::find(outcomes.begin(), outcomes.end(), view.claim->outcome) == outcomes.end()) {
      outcomes.push_back(view.claim->outcome);
      chips += " " + outcome_chip(view.claim->outcome).text;
    }
    if (view.claim->outcome != Outcome::contradicted) continue;
    const Finding* finding = find_finding(page.report(), *view.claim, *view.statement, page.sources());
    findings += "<br>" + (finding ? finding_link(page, *finding).text : escape_html(printable_utf8(view.claim->reason)));
  }
  Data data;
  data.set("text", shown(masking, cell.text, cell.span)).set("chips", Html{chips}).set("findings", Html{findings});
  return data;
}

std::vector<Data> describe_plan_rows(const PageContext& page, const std::vector<PlanRow>& rows) {
  std::vector<Data> items;
  const auto& environments = page.stack().environments;
  std::vector<Masking> maskings;
  for (const Environment& environment : environments) maskings.push_back(find_secrets(environment, page.sources()));
  for (std::size_t i = 0; i < rows.size() && items.size() * environments.size() < most_claims; ++i) {
    std::vector<Data> cells;
    for (std::size_t e = 0; e < rows[i].cells.size(); ++e) cells.push_back(describe_plan_cell(page, rows[i].cells[e], maskings[e]));
    Data& item = items.emplace_back();
    item.set("aspect", shown(maskings.front(), rows[i].aspect, rows[i].span)).set("place", source_link(page, rows[i].span)).set_list("cells", std::move(cells));
  }
  return items;
}

template <class Rows>
void add_list(Data& data, const std::string& name, Rows rows) {
  data.set_flag("has_" + name, !rows.empty()).set_list(name, std::move(rows));
}

std::string describe_lead(const Stack& stack) {
  std::vector<std::string> titles;
  for (const Environment& environment : stack.environments) titles.push_back(environment.title);
  if (titles.empty()) return "This stack has no environment.";
  if (titles.size() == 1) return fmt::format("{} is the only environment of this stack: there is nothing to compare it with.", titles.front());
  return fmt::format("What changes between {}.", join_naturally(titles));
}

std::string render_compare(const SiteContext& site, std::size_t stack) {
  const PageContext page{site, site.links.compare(stack), stack, std::nullopt};
  const bool several = page.stack().environments.size() > 1;
  Data data;
  data.set_flag("several", several);
  if (several) {
    const Comparison comparison = compare_environments(page.stack(), page.sources());
    const PlanDifferences claims = list_plan_differences(page.stack(), page.report());
    std::size_t left_out = 0;
    data.set_object("counts", describe_counts(page, comparison, claims)).set_list("columns", describe_columns(page));
    data.set("width", fmt::to_string(page.stack().environments.size() + 1));
    std::vector<Data> matrix = describe_matrix(page, comparison);
    const std::size_t unlisted = comparison.services.size() - matrix.size();
    data.set("more_services", unlisted > 0 ? fmt::format("{} more services are not shown.", unlisted) : "");
    add_list(data, "matrix", std::move(matrix));
    add_list(data, "groups", describe_groups(page, comparison, left_out));
    add_list(data, "networks", describe_rows(page, comparison.networks));
    add_list(data, "volumes", describe_rows(page, comparison.volumes));
    std::vector<Data> rows = describe_plan_rows(page, claims.rows);
    const std::size_t untold = claims.rows.size() - rows.size();
    data.set("more_rows", untold > 0 ? fmt::format("{} of the plans are not shown: the plans have them.", count_of(untold, "more row")) : "");
    add_list(data, "rows", std::move(rows));
    add_list(data, "claims", describe_claims(page, claims.others));
    data.set_flag("claimed", claims.claims > 0);
    data.set("more", left_out > 0 ? fmt::format("{} more rows are not shown: the page of each service has its facts.", left_out) : "");
  }
  Frame frame{.title = "Compare environments", .lead = describe_lead(page.stack()), .width = PageWidth::wide,
              .previous = PagerLink{"Overview", site.links.overview(stack)}, .next = PagerLink{"Findings", site.links.findings(stack)}, .body = Html{page.render("compare", data)}};
  std::string places;
  for (const Environment& environment : page.stack().environments) {
    for (const FileId file : environment.compose_files) places += " " + source_link(page, Span{file, 0, 0}).text;
  }
  if (!places.empty()) frame.facts.push_back({"From" + places});
  return frame_page(page, frame);
}

}  // namespace

void plan_compare(const SiteContext& site, std::vector<PagePlan>& pages) {
  for (std::size_t s = 0; s < site.input.handbook.stacks.size(); ++s) pages.push_back({site.links.compare(s), [&site, s] { return render_compare(site, s); }});
}

}  // namespace portolan::render
