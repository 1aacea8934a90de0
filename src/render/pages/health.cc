// Health and start-up of one environment: in which order services start, how long that may take, and what tells that they are well.
#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "base/utf8.h"
#include "render/facts/health.h"
#include "render/facts/masking.h"
#include "render/pages/environment_page.h"
#include "render/pages/pages.h"
#include "render/pages/start_steps.h"
#include "render/pieces.h"

namespace portolan::render {

namespace {

// What keeps the page below 150 KB in an environment of hundreds of services.
constexpr std::size_t most_unchecked = 60, most_faults = 20, most_claims = 60;

/// A setting of a check; Docker's default is marked as one.
void set_value(Data& row, const std::string& name, const std::string& given, const std::string& fallback) {
  row.set(name, given.empty() ? fallback : given).set_flag(name + "_default", given.empty());
}

std::string text_of(const std::optional<std::chrono::nanoseconds>& duration) { return duration ? to_string(*duration) : std::string(); }

Data describe_check(const PageContext& page, const CheckFact& fact, const Masking& masking) {
  const HealthCheck& check = fact.check;
  const std::string command = shown(masking, check.command(), fact.span);
  Data row;
  row.set("id", fmt::format("h-{}", fact.service - page.environment().services.data() + 1));
  row.set("service", service_link(page, *page.environment_index, fact.service->name.value)).set("probe", command);
  row.set("about", shown(masking, describe_probe(command))).set_flag("inherited", fact.origin == CheckOrigin::dockerfile);
  set_value(row, "interval", text_of(check.interval), to_string(CheckDefaults::interval));
  set_value(row, "timeout", text_of(check.timeout), to_string(CheckDefaults::timeout));
  set_value(row, "retries", check.retries ? fmt::to_string(*check.retries) : "", fmt::to_string(CheckDefaults::retries));
  set_value(row, "start_period", text_of(check.start_period), to_string(CheckDefaults::start_period));
  set_value(row, "start_interval", text_of(check.start_interval), to_string(CheckDefaults::start_interval));
  row.set("longest", to_string(longest_check(check))).set("source", source_link(page, fact.span));
  return row;
}

std::string why_unchecked(const CheckFact& fact) {
  if (fact.origin == CheckOrigin::disabled) return fact.service->health_check ? "switched off" : "switched off by its Dockerfile";
  if (fact.service->health_check) return "the compose file gives times but no test";
  return fact.service->build ? "none in the compose file, none in its Dockerfile" : "none in the compose file";
}

/// "web (until it is healthy), worker".
Html describe_dependants(const PageContext& page, const Service& service) {
  std::vector<std::string> parts;
  const auto dependants = find_dependants(page.environment(), service.name.value);
  for (const Dependant& dependant : dependants) {
    const char* until = dependant.dependency->condition == DependencyCondition::healthy     ? " (until it is healthy)"
                        : dependant.dependency->condition == DependencyCondition::completed ? " (until it has ended)"
                                                                                            : "";
    parts.push_back(service_link(page, *page.environment_index, dependant.service->name.value).text + until);
    if (parts.size() == 8) break;
  }
  if (dependants.size() > parts.size()) parts.push_back(fmt::format("{} more", dependants.size() - parts.size()));
  return {join(parts, ", ")};
}

Data describe_unchecked(const PageContext& page, const CheckFact& fact) {
  Data row;
  row.set("id", fmt::format("h-{}", fact.service - page.environment().services.data() + 1));
  row.set("service", service_link(page, *page.environment_index, fact.service->name.value)).set("why", why_unchecked(fact));
  row.set("waiting", describe_dependants(page, *fact.service)).set("source", source_link(page, fact.span));
  return row;
}

Data describe_fault(const PageContext& page, const HopelessWait& wait) {
  const std::size_t e = *page.environment_index;
  Data item;
  item.set("waiting", service_link(page, e, wait.waiting->name.value)).set("target", service_link(page, e, wait.target.service->name.value));
  item.set("why", why_unchecked(wait.target)).set("source", source_link(page, wait.dependency->span.known() ? wait.dependency->span : wait.dependency->service.span));
  return item;
}

std::vector<Data> list_health_claims(const PageContext& page) {
  std::vector<ClaimView> views = all_claims(page.stack(), page.report());
  std::erase_if(views, [&](const ClaimView& view) {
    const Fact& fact = view.statement->fact;
    const bool about = std::holds_alternative<HealthFact>(fact) || std::holds_alternative<WaitsFor>(fact);
    return !about || !speaks_of(*view.claim, *page.environment_index);
  });
  return describe_claims(page, views, most_claims);
}

struct Health {
  StartOrder order;
  std::vector<CheckFact> checked, unchecked;
  std::vector<HopelessWait> faults;
};

Health find_health(const PageContext& page) {
  Health health{.order = order_start(page.stack(), page.environment()), .checked = {}, .unchecked = {}, .faults = find_hopeless_waits(page.stack(), page.environment())};
  for (const Service& service : page.environment().services) {
    CheckFact fact = find_check(page.stack(), service);
    (fact.runs() ? health.checked : health.unchecked).push_back(std::move(fact));
  }
  return health;
}

std::string describe_lead(const Environment& environment, const Health& health) {
  if (environment.services.empty()) return "This environment defines no service.";
  const std::string steps = health.order.steps.size() == 1 ? "start together" : fmt::format("start in {}", count_of(health.order.steps.size(), "step"));
  const auto extra = std::count_if(environment.services.begin(), environment.services.end(), [](const Service& service) { return !service.profiles.empty(); });
  const std::string only = extra == 0 ? "" : fmt::format(", {} of them only with a profile", extra);
  const std::string checks = health.checked.size() == environment.services.size()
                                 ? "Each has a check"
                                 : fmt::format("{} of {} {} a check", health.checked.size(), environment.services.size(), health.checked.size() == 1 ? "has" : "have");
  const std::string who = environment.services.size() == 1 ? "One service starts" : fmt::format("{} {}", count_of(environment.services.size(), "service"), steps);
  if (health.order.steps.empty()) return fmt::format("No service of {} can start. {}.", environment.services.size(), checks);
  if (environment.services.size() == 1) return health.checked.empty() ? "One service, without a check." : "One service, with a check.";
  return fmt::format("{}{}. {}.", who, only, checks);
}

/// How long the whole start may take, in words; "" when no check puts a time on anything.
std::string describe_total(const Health& health) {
  const auto total = longest_start(health.order);
  bool open_end = false;
  for (const auto& step : health.order.steps) open_end = open_end || std::any_of(step.begin(), step.end(), [](const StartEntry& entry) { return entry.open_end; });
  if (total.count() == 0) return {};
  return fmt::format("At worst, all that is checked is healthy after {}{}.", to_string(total), open_end ? ", not counting what the files put no limit on" : "");
}

template <class Facts, class Describe>
void add_rows(Data& data, const std::string& name, const Facts& facts, std::size_t most, Describe describe) {
  std::vector<Data> rows;
  for (std::size_t i = 0; i < facts.size() && i < most; ++i) rows.push_back(describe(facts[i]));
  data.set("more_" + name, facts.size() > most ? fmt::format("{} more are not shown; the page of each service has its own.", facts.size() - most) : "");
  data.set_flag("has_" + name, !rows.empty()).set_list(name, std::move(rows));
}

std::string render_health(const PageContext& page) {
  const Masking masking = find_secrets(page.environment(), page.sources());
  const Health health = find_health(page);
  std::vector<Data> claims = list_health_claims(page);
  Data data;
  add_broken(page, data);
  data.set_object("start", describe_start(page, health.order)).set("total", describe_total(health)).set("icon_err", icon("circle-x"));
  data.set_flag("together", health.order.steps.size() == 1 && page.environment().services.size() > 1).set_flag("has_services", !page.environment().services.empty());
  add_rows(data, "faults", health.faults, most_faults, [&](const HopelessWait& wait) { return describe_fault(page, wait); });
  add_rows(data, "checks", health.checked, most_checks_of_page, [&](const CheckFact& fact) { return describe_check(page, fact, masking); });
  add_rows(data, "unchecked", health.unchecked, most_unchecked, [&](const CheckFact& fact) { return describe_unchecked(page, fact); });
  data.set_flag("has_claims", !claims.empty()).set_list("claims", std::move(claims));
  return frame_environment_page(page, describe_lead(page.environment(), health), Html{page.render("health", data)});
}

}  // namespace

void plan_health(const SiteContext& site, std::vector<PagePlan>& pages) { plan_for_environments(site, pages, &Links::health, render_health); }

}  // namespace portolan::render
