#include "render/sidebar.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "render/document_links.h"
#include "render/environment_pages.h"
#include "render/pieces.h"

namespace portolan::render {

namespace {

struct Item {
  std::string target = {};  ///< path of the site
  std::string label = {};
  std::string_view icon = {};
  std::string_view go = "";  ///< key of the shortcut `g` + key
  std::size_t count = 0;
  std::string_view count_class = "";
  std::string_view count_of = "";
};

Data to_data(const PageContext& page, const Item& item) {
  const std::string folder = item.target.substr(0, item.target.rfind('/') + 1);
  // A list of services or rules stands for each single one below it.
  const bool lists = item.target.ends_with("/services/index.html") || item.target == page.links().rules();
  const bool above = lists && page.path.starts_with(folder);
  Data data;
  data.set("href", page.link_to(item.target)).set("label", item.label).set("icon", icon(item.icon)).set("go", std::string(item.go));
  data.set("current", item.target == page.path ? "page" : above ? "true" : "");
  data.set("count", item.count > 0 ? fmt::to_string(item.count) : "");
  data.set("count_class", std::string(item.count_class)).set("count_of", std::string(item.count_of));
  return data;
}

Data group(const PageContext& page, std::string heading, const std::vector<Item>& items) {
  std::vector<Data> rows;
  for (const Item& item : items) rows.push_back(to_data(page, item));
  Data data;
  data.set("heading", std::move(heading)).set("colour", "").set("title", "").set_flag("open", false).set_list("items", std::move(rows));
  return data;
}

Item findings_item(const Links& links, const StackSummary& summary, std::size_t stack) {
  return {.target = links.findings(stack), .label = "Findings", .icon = "triangle-alert", .go = "f", .count = summary.errors + summary.warnings + summary.notes,
          .count_class = summary.errors > 0 ? "e" : "w", .count_of = "findings"};
}

std::string_view go(bool here, std::string_view key) { return here ? key : std::string_view{}; }

Data environment_group(const PageContext& page, std::size_t stack, std::size_t environment, bool open) {
  const Links& links = page.links();
  const Environment& shown = page.stack().environments[environment];
  std::vector<Item> items;
  for (const EnvironmentPageKind& kind : environment_page_kinds()) {
    Item& item = items.emplace_back(Item{.target = (links.*kind.path)(stack, environment), .label = std::string(kind.title), .icon = kind.icon, .go = go(open, kind.go)});
    if (kind.path != &Links::services) continue;
    item.count = shown.services.size();
    item.count_of = "services";
  }
  Data data = group(page, environment == 0 ? "Environments" : "", items);
  data.set("colour", std::string(colour_class(page.stack(), environment))).set("title", shown.title).set_flag("open", open);
  return data;
}

std::vector<Data> stack_groups(const PageContext& page) {
  const std::size_t stack = *page.stack_index;
  const Links& links = page.links();
  std::vector<Data> groups;
  std::vector<Item> top{{.target = links.overview(stack), .label = "Overview", .icon = "book-open", .go = "o"}};
  if (page.stack().environments.size() > 1) top.push_back({.target = links.compare(stack), .label = "Compare environments", .icon = "git-compare", .go = "c"});
  top.push_back(findings_item(links, page.site.input.summaries.at(stack), stack));
  groups.push_back(group(page, "", top));
  const std::size_t open = page.environment_index.value_or(0);
  for (std::size_t i = 0; i < page.stack().environments.size(); ++i) groups.push_back(environment_group(page, stack, i, i == open));
  groups.push_back(group(page, "Operate", {{.target = links.commands(stack), .label = "Commands", .icon = "terminal", .go = "m"},
                                           {.target = links.troubleshooting(stack), .label = "Troubleshooting", .icon = "life-buoy", .go = "t"}}));
  std::vector<Item> plans;
  for (std::size_t i = 0; i < page.stack().plans.size(); ++i) {
    const auto contradicted = std::count_if(page.report().claims.begin(), page.report().claims.end(),
                                            [&](const Claim& claim) { return claim.plan == i && claim.outcome == Outcome::contradicted; });
    plans.push_back({.target = links.plan(stack, i), .label = page.stack().plans[i].title, .icon = "file-text",
                     .count = static_cast<std::size_t>(contradicted), .count_class = "e", .count_of = "contradicted claims"});
  }
  if (!plans.empty()) groups.push_back(group(page, "Plans", plans));
  return groups;
}

std::vector<Data> handbook_groups(const PageContext& page) {
  const Links& links = page.links();
  const Handbook& handbook = page.site.input.handbook;
  std::vector<Data> groups;
  groups.push_back(group(page, "", {{.target = links.home(), .label = "All stacks", .icon = "house", .go = "o"}}));
  std::vector<Item> stacks, guide;
  for (std::size_t i = 0; i < handbook.stacks.size(); ++i) {
    Item item = findings_item(links, page.site.input.summaries.at(i), i);
    item.target = links.overview(i);
    item.label = handbook.stacks[i].title;
    item.icon = "layers";
    item.go = "";
    stacks.push_back(item);
  }
  if (!stacks.empty()) groups.push_back(group(page, "Stacks", stacks));
  for (const std::size_t i : reading_order(handbook.guide)) guide.push_back({.target = links.guide(i), .label = handbook.guide[i].title, .icon = "book-open"});
  if (!guide.empty()) groups.push_back(group(page, "Guide", guide));
  groups.push_back(group(page, "Reference", {{.target = links.rules(), .label = "Rules", .icon = "list-checks"}}));
  return groups;
}

}  // namespace

void add_sidebar(const PageContext& page, Data& data) {
  const bool in_stack = page.stack_index.has_value();
  data.set("stack_title", in_stack ? page.stack().title : "");
  data.set("stack_environments", in_stack ? count_of(page.stack().environments.size(), "environment") : "");
  data.set("icon_layers", icon("layers"));
  data.set_list("groups", in_stack ? stack_groups(page) : handbook_groups(page));
}

}  // namespace portolan::render
