// Volumes of one environment: where data is kept, who mounts it, what survives, and how it is saved.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/text.h"
#include "base/utf8.h"
#include "render/facts/backups.h"
#include "render/facts/volumes.h"
#include "render/pages/environment_page.h"
#include "render/pages/pages.h"
#include "render/pages/plan_sections.h"
#include "render/pieces.h"

namespace portolan::render {

namespace {

/// Pages stay below 150 KB: what is more is counted, not shown.
constexpr std::size_t most_stores = 140, most_uses = 24, most_parts = 10, most_commands = 20;

struct KindWords {
  StoreKind kind;
  const char* id;
  const char* title;
  const char* column;  ///< heading of the first column
  const char* note;
  const char* lead;    ///< counted in the lead
};

constexpr std::array<KindWords, 5> kinds{{
    {StoreKind::named, "named", "Named volumes", "Volume", "Docker keeps them outside the containers, under the name below the key.", "named volume"},
    {StoreKind::bind, "binds", "Files and folders of the host", "Path", "The container sees the host's own files; what it writes there stays when it goes.", "bind mount"},
    {StoreKind::anonymous, "anonymous", "Anonymous volumes", "Volume", "They have no name to find them by once their container is removed.", "anonymous volume"},
    {StoreKind::memory, "memory", "In memory", "Kept in", "What stands there is gone when the container stops.", "place in memory"},
    {StoreKind::other, "others", "Other mounts", "Source", "", "other mount"},
}};

/// Links from services and from the search lead to a volume by its name.
std::string anchor_of(const StoreFact& store) { return store.kind == StoreKind::named ? entity_id("volume", store.name) : std::string(); }

Html name_of_store(const StoreFact& store) {
  if (store.kind == StoreKind::anonymous) return {"<span class=\"mut\">without a name</span>"};
  if (store.kind == StoreKind::memory) return {"<span class=\"mut\">memory</span>"};
  return {fmt::format("<span class=\"mono\">{}</span>", escape_html(printable_utf8(store.name)))};
}

/// "development only" says more than "nowhere else".
std::string only_here(const PageContext& page, const StoreFact& store) {
  const bool only = !store.elsewhere.empty() && std::all_of(store.elsewhere.begin(), store.elsewhere.end(), [](const StoreElsewhere& other) {
    return other.presence == StoreElsewhere::Presence::absent;
  });
  return only ? fmt::format("{} only", page.environment().name) : "";
}

Html elsewhere_of(const PageContext& page, const StoreFact& store) {
  std::vector<Elsewhere> others;
  for (const StoreElsewhere& other : store.elsewhere) {
    std::string words;
    if (other.presence == StoreElsewhere::Presence::absent) words = "not there";
    if (other.presence == StoreElsewhere::Presence::renamed) words = fmt::format("<code>{}</code> instead", escape_html(printable_utf8(other.name)));
    others.push_back({other.environment, {words}});
  }
  return elsewhere_cell(page, others);
}

std::vector<Data> describe_uses(const PageContext& page, const Masking& masking, const StoreFact& store) {
  std::vector<Data> uses;
  for (const StoreUse& use : store.uses) {
    if (uses.size() == most_uses) break;
    uses.emplace_back().set("service", service_link(page, *page.environment_index, use.service->name.value)).set("target", shown(masking, use.target))
        .set_flag("read_only", use.read_only).set("options", use.options).set("source", source_link(page, use.span));
  }
  return uses;
}

Data describe_store(const PageContext& page, const Masking& masking, const StoreFact& store) {
  const bool named_otherwise = store.volume && !store.volume->resource_name.empty() && store.volume->resource_name != store.name;
  Data row;
  row.set("anchor", anchor_of(store)).set("name", name_of_store(store)).set("resource", named_otherwise ? printable_utf8(store.volume->resource_name) : "");
  row.set("driver", store.driver).set_flag("external", store.volume && store.volume->external).set_flag("missing", store.missing);
  row.set_flag("undefined", store.kind == StoreKind::named && !store.volume);
  row.set_flag("shared", store.shared()).set("only", only_here(page, store)).set("purpose", store.purpose);
  row.set_flag("unused", store.uses.empty()).set_list("uses", describe_uses(page, masking, store));
  row.set("more", store.uses.size() > most_uses ? fmt::format("and {} more", store.uses.size() - most_uses) : "");
  row.set("elsewhere", elsewhere_of(page, store)).set("defined", source_link(page, store.volume ? store.span : Span{}));
  add_claim(page, store.claim, row);
  return row;
}

std::vector<Data> describe_groups(const PageContext& page, const Masking& masking, const std::vector<StoreFact>& stores) {
  std::vector<Data> groups;
  std::size_t left = most_stores;
  for (const KindWords& words : kinds) {
    std::vector<Data> rows;
    std::size_t all = 0;
    for (const StoreFact& store : stores) {
      if (store.kind != words.kind || ++all > left) continue;
      rows.push_back(describe_store(page, masking, store));
    }
    if (all == 0) continue;
    left -= rows.size();
    groups.emplace_back().set("id", words.id).set("title", words.title).set("column", words.column).set("note", words.note)
        .set_flag("several", page.stack().environments.size() > 1)
        .set("more", all > rows.size() ? fmt::format("{} more are not shown; the page of each service has its own.", all - rows.size()) : "")
        .set_flag("has_rows", !rows.empty()).set_list("rows", std::move(rows));
  }
  return groups;
}

/// What becomes of the data when the containers are made anew, removed, and removed with their volumes.
/// Source: docker compose up, "--renew-anon-volumes"; docker compose down, "--volumes".
std::vector<Data> describe_survival(const std::vector<StoreFact>& stores) {
  struct Row {
    const char* name;
    bool (*applies)(const StoreFact&);
    std::array<bool, 3> kept;
  };
  const auto external = [](const StoreFact& store) { return store.volume && store.volume->external; };
  constexpr std::array rows{
      Row{"named volumes", [](const StoreFact& store) { return store.kind == StoreKind::named && !(store.volume && store.volume->external); }, {true, true, false}},
      Row{"external volumes", external, {true, true, true}},
      Row{"files and folders of the host", [](const StoreFact& store) { return store.kind == StoreKind::bind; }, {true, true, true}},
      Row{"anonymous volumes", [](const StoreFact& store) { return store.kind == StoreKind::anonymous; }, {true, false, false}},
      Row{"memory", [](const StoreFact& store) { return store.kind == StoreKind::memory; }, {false, false, false}},
  };
  std::vector<Data> told;
  for (const Row& row : rows) {
    if (std::none_of(stores.begin(), stores.end(), row.applies)) continue;
    std::vector<Data> cells;
    for (const bool kept : row.kept) cells.emplace_back().set_flag("kept", kept);
    told.emplace_back().set("name", row.name).set_list("cells", std::move(cells));
  }
  return told;
}

std::vector<Data> describe_backup_parts(const PageContext& page) {
  std::vector<Data> items;
  for (const BackupPart& part : find_backup_parts(page.stack(), page.report(), *page.environment_index)) {
    if (items.size() == most_parts) break;
    items.push_back(describe_sections(page, part.plan, part.sections));
    items.back().set("title", section_title(page, page.stack().plans[part.plan].sections[part.sections.front()]));
  }
  return items;
}

std::vector<Data> describe_backup_commands(const PageContext& page) {
  std::vector<Data> items;
  for (const CommandFact& command : find_backup_commands(page.stack(), page.report(), *page.environment_index, page.sources())) {
    if (items.size() == most_commands) break;
    const std::string_view verb = command.live ? "exec" : "ps";
    items.emplace_back().set("comment", printable_utf8(command.comment)).set("block", runbook_block(page, *page.environment_index, command.text, verb))
        .set("chip", command.checked() ? outcome_chip(command.claim.claim->outcome) : Html{"<span class=\"chip\">not checked</span>"})
        .set("place", source_link(page, page.sources().original(command.span)));
  }
  return items;
}

std::string describe_lead(const std::vector<StoreFact>& stores) {
  std::vector<std::string> parts;
  for (const KindWords& words : kinds) {
    const auto count = static_cast<std::size_t>(std::count_if(stores.begin(), stores.end(), [&](const StoreFact& store) { return store.kind == words.kind; }));
    const std::string plural = words.kind == StoreKind::memory ? "places in memory" : "";
    if (count > 0) parts.push_back(count_of(count, words.lead, plural));
  }
  return parts.empty() ? "No service keeps data outside its container." : sentence(join_naturally(parts)) + ".";
}

std::string render_volumes(const PageContext& page) {
  const Masking masking = find_secrets(page.environment(), page.sources());
  const std::vector<StoreFact> stores = list_stores(page.stack(), page.report(), *page.environment_index, masking);
  std::vector<Data> parts = describe_backup_parts(page), commands = describe_backup_commands(page), survival = describe_survival(stores);
  Data data;
  add_broken(page, data);
  data.set_object("verdict", describe_verdicts(page, judge_stores(page.stack(), page.report(), *page.environment_index), "mount"));
  data.set_flag("has_groups", !stores.empty()).set_list("groups", describe_groups(page, masking, stores));
  data.set_flag("has_survival", !survival.empty()).set_list("survival", std::move(survival));
  data.set_flag("saved", !parts.empty() || !commands.empty()).set_list("parts", std::move(parts)).set_list("commands", std::move(commands)).set("icon", icon("triangle-alert"));
  return frame_environment_page(page, describe_lead(stores), Html{page.render("volumes", data)});
}

}  // namespace

void plan_volumes(const SiteContext& site, std::vector<PagePlan>& pages) { plan_for_environments(site, pages, &Links::volumes, render_volumes); }

}  // namespace portolan::render
