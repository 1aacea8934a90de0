// Settings of one environment: which files it is made of, what its services may use, how they restart, and what differs in the other environments.
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "base/text.h"
#include "base/utf8.h"
#include "render/facts/commands.h"
#include "render/facts/settings.h"
#include "render/pages/environment_page.h"
#include "render/pages/pages.h"
#include "render/pieces.h"

namespace portolan::render {

namespace {

// What keeps the page below 150 KB in an environment of hundreds of services.
constexpr std::size_t most_limits = 80, most_rows = 150, most_claims = 60, most_values = 12, most_files = 30;

/// A row of the table about the environment itself; `value` is HTML.
Data make_fact(std::string key, Html value, Html source = {}) {
  Data row;
  row.set("key", std::move(key)).set("value", std::move(value)).set("source", std::move(source));
  return row;
}

/// The files in the order in which they are joined: what a later one says wins.
Data describe_files(const PageContext& page) {
  std::string text;
  const auto& files = page.environment().compose_files;
  for (std::size_t i = 0; i < files.size() && i < most_files; ++i) text += fmt::format("{}{}", i > 0 ? ", then " : "", source_link(page, Span{files[i], 0, 0}).text);
  if (page.environment().on_paper) return make_fact("No compose file: assembled from", {text});
  return make_fact(files.size() > 1 ? "Compose files, later ones win" : "Compose file", {text.empty() ? "none could be read" : text});
}

std::vector<Data> describe_env_files(const PageContext& page) {
  struct EnvFile {
    const EnvFileReference* reference = nullptr;
    std::vector<const Service*> services;
  };
  std::map<std::string, EnvFile> files;
  for (const Service& service : page.environment().services) {
    for (const EnvFileReference& reference : service.env_files) {
      EnvFile& file = files[reference.resolved];
      if (!file.reference) file.reference = &reference;
      if (file.services.empty() || file.services.back() != &service) file.services.push_back(&service);
    }
  }
  std::vector<Data> rows;
  for (const auto& [path, file] : files) {
    if (rows.size() == most_files) break;
    const char* state = file.reference->present ? "" : file.reference->required ? ", not there: nothing starts without it" : ", not there, and not needed";
    rows.push_back(make_fact("Env file", {fmt::format("<code>{}</code> for {}{}", escape_html(printable_utf8(file.reference->path.value)),
                                                      service_list(page, *page.environment_index, file.services).text, state)},
                             source_link(page, file.reference->path.span)));
  }
  return rows;
}

std::vector<Data> describe_profiles(const PageContext& page) {
  struct Profile {
    Span span;
    std::vector<const Service*> services;
  };
  std::map<std::string, Profile> profiles;
  for (const Service& service : page.environment().services) {
    for (const auto& profile : service.profiles) {
      Profile& entry = profiles[profile.value];
      if (!entry.span.known()) entry.span = profile.span;
      entry.services.push_back(&service);
    }
  }
  std::vector<Data> rows;
  for (const auto& [name, profile] : profiles) {
    if (rows.size() == most_files) break;
    rows.push_back(make_fact("Profile", {fmt::format("<code>{}</code> starts {} as well", escape_html(printable_utf8(name)),
                                                     service_list(page, *page.environment_index, profile.services).text)},
                             source_link(page, profile.span)));
  }
  return rows;
}

std::vector<Data> describe_environment(const PageContext& page) {
  const Environment& environment = page.environment();
  std::vector<Data> rows{describe_files(page)};
  if (!environment.reason.empty()) rows.push_back(make_fact("Why these files", {escape_html(printable_utf8(environment.reason))}));
  const Value* name = environment.resolved.find("name");
  const bool written = name && name->span.known();
  if (!environment.project_name.empty()) {
    rows.push_back(make_fact("Project name", {fmt::format("<code>{}</code>{}", escape_html(printable_utf8(environment.project_name)), written ? "" : ", after the folder")},
                             written ? source_link(page, name->span) : Html{}));
  }
  std::string files;
  for (const FileId file : variable_files(environment, page.sources())) files += (files.empty() ? "" : ", ") + source_link(page, Span{file, 0, 0}).text;
  if (!files.empty()) rows.push_back(make_fact("Variables from", {files}));
  for (Data& row : describe_env_files(page)) rows.push_back(std::move(row));
  for (Data& row : describe_profiles(page)) rows.push_back(std::move(row));
  if (!environment.compose_paths.empty()) rows.push_back(make_fact("Start it with", {fmt::format("<code>{}</code>", escape_html(compose_line(environment, "up -d")))}));
  return rows;
}

/// A value that leads to its place in the file.
Html placed(const PageContext& page, const Span& span, const std::string& text) {
  const auto target = page.links().place(span);
  return target ? link(page, *target, text) : Html{escape_html(text)};
}

Html placed_size(const PageContext& page, const std::optional<Spanned<std::int64_t>>& bytes) {
  return bytes ? placed(page, bytes->span, format_bytes(bytes->value)) : Html{};
}

const Setting* find_here(const ServiceSettings* group, std::string_view aspect) {
  if (!group) return nullptr;
  const auto row = std::find_if(group->rows.begin(), group->rows.end(), [&](const SettingRow& candidate) { return candidate.here.aspect == aspect; });
  return row == group->rows.end() || row->here.values.empty() ? nullptr : &row->here;
}

Data describe_limits(const PageContext& page, const Service& service, const ServiceSettings* group) {
  const auto said = [&](std::string_view aspect) {
    const Setting* setting = find_here(group, aspect);
    return setting ? placed(page, setting->span, setting->values.front()) : Html{};
  };
  Data row;
  row.set("service", service_link(page, *page.environment_index, service.name.value)).set("restart", said("Restart")).set_flag("restarts", restarts(service));
  row.set("replicas", said("Replicas")).set("workers", said("Server workers"));
  row.set("memory", placed_size(page, service.limits.memory)).set("reserved", placed_size(page, service.limits.memory_reservation));
  row.set("cpus", service.limits.nano_cpus ? placed(page, service.limits.nano_cpus->span, format_cpus(service.limits.nano_cpus->value)) : Html{});
  row.set("stop", said("Time to stop"));
  return row;
}

Data describe_totals(const LimitTotals& totals, std::size_t services) {
  const auto of = [&](std::size_t count) { return fmt::format("{} of {}", count, services); };
  Data row;
  row.set("restarting", of(totals.restarting));
  row.set("memory", totals.with_memory ? format_bytes(totals.memory) : "").set("with_memory", of(totals.with_memory));
  row.set("reserved", totals.with_reserved_memory ? format_bytes(totals.reserved_memory) : "").set("with_reserved", of(totals.with_reserved_memory));
  row.set("cpus", totals.with_cpus ? format_cpus(totals.nano_cpus) : "").set("with_cpus", of(totals.with_cpus));
  return row;
}

std::vector<Data> describe_values(const Setting& setting) {
  std::vector<Data> values;
  for (std::size_t i = 0; i < setting.values.size() && i < most_values; ++i) values.emplace_back().set("value", setting.values[i]).set_flag("code", setting.form == Setting::Form::code);
  if (setting.values.size() > most_values) values.emplace_back().set("value", fmt::format("and {} more", setting.values.size() - most_values)).set_flag("code", false);
  return values;
}

Data describe_row(const PageContext& page, const SettingRow& row) {
  std::vector<Data> elsewhere;
  for (const SettingRow::Elsewhere& other : row.elsewhere) {
    std::vector<Data> values = describe_values(other.setting);
    elsewhere.emplace_back().set("environment", environment_chip(page, other.environment)).set_flag("has_values", !values.empty()).set_list("values", std::move(values))
        .set("source", source_link(page, other.setting.span));
  }
  std::vector<Data> values = describe_values(row.here);
  Data data;
  data.set("aspect", row.here.aspect).set("typed", row.here.typed).set("source", source_link(page, row.here.span));
  data.set("colour", std::string(class_of(row.change))).set("sign", change_sign(row.change)).set_flag("same", row.elsewhere.empty());
  data.set_flag("has_values", !values.empty()).set_list("values", std::move(values)).set_flag("differs", !elsewhere.empty()).set_list("elsewhere", std::move(elsewhere));
  return data;
}

/// Groups until the page is full; then what differs comes before what is the same everywhere.
std::vector<Data> describe_groups(const PageContext& page, const std::vector<ServiceSettings>& groups, std::size_t& left_out) {
  std::size_t all = 0, used = 0;
  for (const ServiceSettings& group : groups) all += group.rows.size();
  std::vector<Data> items;
  for (const ServiceSettings& group : groups) {
    std::vector<Data> rows;
    bool same = true;
    for (const SettingRow& row : group.rows) {
      const bool skip = (all > most_rows && row.elsewhere.empty() && page.stack().environments.size() > 1) || used >= most_rows;
      left_out += skip;
      if (skip) continue;
      ++used;
      same = same && row.elsewhere.empty();
      rows.push_back(describe_row(page, row));
    }
    if (rows.empty()) continue;
    std::string missing;
    for (std::size_t e = 0; e < page.stack().environments.size(); ++e) {
      if (!page.stack().environments[e].find_service(group.service->name.value)) missing += " " + environment_chip(page, e).text;
    }
    items.emplace_back().set("missing", Html{missing}).set("id", fmt::format("s-{}", group.service - page.environment().services.data() + 1))
        .set("service", service_link(page, *page.environment_index, group.service->name.value)).set_flag("same_group", same).set_list("rows", std::move(rows));
  }
  return items;
}

std::vector<Data> list_setting_claims(const PageContext& page) {
  std::vector<ClaimView> views = all_claims(page.stack(), page.report());
  std::erase_if(views, [&](const ClaimView& view) {
    const Fact& fact = view.statement->fact;
    const bool about = std::holds_alternative<RestartPolicy>(fact) || std::holds_alternative<MemoryLimit>(fact) || std::holds_alternative<WorkerCount>(fact) ||
                       std::holds_alternative<RunsServer>(fact);
    return !about || !speaks_of(*view.claim, *page.environment_index);
  });
  return describe_claims(page, views, most_claims);
}

void add_limits(const PageContext& page, const std::vector<ServiceSettings>& groups, Data& data) {
  const auto& services = page.environment().services;
  std::vector<Data> rows;
  for (std::size_t i = 0; i < services.size() && i < most_limits; ++i) {
    const auto group = std::find_if(groups.begin(), groups.end(), [&](const ServiceSettings& candidate) { return candidate.service == &services[i]; });
    rows.push_back(describe_limits(page, services[i], group == groups.end() ? nullptr : &*group));
  }
  const LimitTotals totals = sum_limits(page.environment());
  data.set_flag("unlimited", totals.with_memory < services.size());
  data.set("more_limits", services.size() > most_limits ? fmt::format("{} more services are not shown; the sums count them.", services.size() - most_limits) : "");
  data.set_object("totals", describe_totals(totals, services.size())).set_flag("has_limits", !rows.empty()).set_list("limits", std::move(rows));
}

std::string describe_lead(const Environment& environment) {
  if (environment.services.empty()) return "This environment defines no service.";
  const LimitTotals totals = sum_limits(environment);
  const std::size_t all = environment.services.size();
  const auto how_many = [&](std::size_t count) { return count == 0 ? std::string("none") : count == all ? std::string("all") : fmt::to_string(count); };
  return fmt::format("Of {}, {} restart by themselves, {} have a memory limit, {} a CPU limit.", count_of(all, "service"), how_many(totals.restarting),
                     how_many(totals.with_memory), how_many(totals.with_cpus));
}

std::string render_settings(const PageContext& page) {
  const std::size_t s = *page.stack_index, e = *page.environment_index;
  const std::vector<ServiceSettings> groups = compare_settings(page.stack(), e, page.sources());
  std::size_t left_out = 0;
  std::vector<Data> items = describe_groups(page, groups, left_out), claims = list_setting_claims(page);
  const bool several = page.stack().environments.size() > 1;
  Data data;
  add_broken(page, data);
  data.set_list("facts", describe_environment(page)).set_flag("several", several).set("width", several ? "4" : "3");
  data.set("compare", several ? page.link_to(page.links().compare(s)) : "");
  add_limits(page, groups, data);
  data.set_flag("has_groups", !items.empty()).set_list("groups", std::move(items));
  data.set("more", left_out > 0 ? fmt::format("{} more rows are not shown: the page of each service has its facts.", left_out) : "");
  data.set_flag("has_claims", !claims.empty()).set_list("claims", std::move(claims));
  return frame_environment_page(page, describe_lead(page.environment()), Html{page.render("settings", data)});
}

}  // namespace

void plan_settings(const SiteContext& site, std::vector<PagePlan>& pages) { plan_for_environments(site, pages, &Links::settings, render_settings); }

}  // namespace portolan::render
