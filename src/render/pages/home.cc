// The first page: all stacks, from what their summaries tell.
#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "base/text.h"
#include "render/document_links.h"
#include "render/frame.h"
#include "render/pages/pages.h"
#include "render/pieces.h"

namespace portolan::render {

namespace {

/// Ranges longer than this are taken by their first numbers: nobody lists a thousand clashing ports.
constexpr int longest_range = 256;

/// What a page of many stacks can hold: it stays below its budget, and the stacks' own pages have the rest.
constexpr std::size_t most_clashes = 30, most_users = 12, most_detailed_cards = 60;

struct PortUser {
  std::size_t stack = 0;
  std::string service;
  std::string host_ip;
  std::string environment;
};

using PortUsers = std::map<std::pair<int, std::string>, std::vector<PortUser>>;

PortUsers collect_ports(const std::vector<StackSummary>& stacks) {
  PortUsers users;
  for (std::size_t i = 0; i < stacks.size(); ++i) {
    for (const PortSummary& port : stacks[i].ports) {
      const int last = std::min<int>(port.published.last, port.published.first + longest_range);
      for (int number = std::max<int>(1, port.published.first); number <= last; ++number) {
        users[{number, port.protocol}].push_back({i, port.service, port.host_ip, port.environment});
      }
    }
  }
  return users;
}

bool is_any_address(std::string_view ip) { return ip.empty() || ip == "0.0.0.0" || ip == "::" || ip == "[::]"; }

bool clash(const std::vector<PortUser>& users) {
  for (const PortUser& a : users) {
    for (const PortUser& b : users) {
      if (a.stack != b.stack && (is_any_address(a.host_ip) || is_any_address(b.host_ip) || a.host_ip == b.host_ip)) return true;
    }
  }
  return false;
}

/// "Exhibition db (development, basic)", one line for each service of each stack.
std::vector<Data> describe_users(const SiteContext& site, const std::vector<PortUser>& users) {
  std::map<std::pair<std::size_t, std::string>, std::vector<std::string>> environments;
  for (const PortUser& user : users) environments[{user.stack, user.service}].push_back(user.environment);
  std::vector<Data> rows;
  for (const auto& [who, where] : environments) {
    if (rows.size() == most_users) break;
    rows.emplace_back()
        .set("href", relative_link(site.links.home(), site.links.overview(who.first)))
        .set("stack", site.input.summaries[who.first].title)
        .set("service", who.second)
        .set("environments", join(where, ", "));
  }
  return rows;
}

std::vector<Data> clashes(const SiteContext& site) {
  std::vector<Data> rows;
  for (const auto& [port, users] : collect_ports(site.input.summaries)) {
    if (rows.size() == most_clashes || !clash(users)) continue;
    const std::string label = port.second == "tcp" ? fmt::format(":{}", port.first) : fmt::format(":{}/{}", port.first, port.second);
    rows.emplace_back().set("port", label).set_list("users", describe_users(site, users));
  }
  return rows;
}

std::string findings_text(const StackSummary& summary) {
  std::vector<std::string> parts;
  if (summary.errors > 0) parts.push_back(count_of(summary.errors, "error"));
  if (summary.warnings > 0) parts.push_back(count_of(summary.warnings, "warning"));
  if (summary.notes > 0) parts.push_back(count_of(summary.notes, "note"));
  return parts.empty() ? "no findings" : join(parts, ", ");
}

std::string count_more(std::size_t number, std::size_t shown) { return shown == 0 ? count_of(number, "service") : fmt::format("{} more", number); }

Data stack_card(const SiteContext& site, std::size_t index) {
  const StackSummary& summary = site.input.summaries[index];
  std::vector<Data> environments, services;
  std::set<std::string> seen;
  const std::size_t most_chips = site.input.summaries.size() > most_detailed_cards ? 0 : 10;
  for (std::size_t i = 0; i < summary.environments.size(); ++i) {
    environments.emplace_back().set("name", summary.environments[i].name).set("colour", std::string(colour_class(summary, i)));
    for (const std::string& service : summary.environments[i].services) {
      if (seen.insert(service).second && services.size() < most_chips) services.emplace_back().set("name", service);
    }
  }
  const Severity worst = summary.errors > 0 ? Severity::error : summary.warnings > 0 ? Severity::warning : Severity::info;
  const bool clean = summary.errors + summary.warnings + summary.notes == 0;
  Data card;
  card.set("href", relative_link(site.links.home(), site.links.overview(index))).set("title", summary.title).set("lead", summary.lead);
  card.set("icon", icon("layers")).set_list("environments", std::move(environments)).set_list("services", std::move(services));
  card.set("more", seen.size() > most_chips ? count_more(seen.size() - most_chips, most_chips) : "");
  card.set("findings", findings_text(summary)).set("findings_class", clean ? "ok" : std::string(class_of(worst)));
  card.set("findings_icon", icon(clean ? "circle-check" : worst == Severity::error ? "circle-x" : worst == Severity::warning ? "triangle-alert" : "info"));
  const std::size_t judged = summary.verified + summary.contradicted + summary.unverifiable;
  card.set("claims", judged > 0 ? fmt::format("{} of {} claims verified", summary.verified, judged) : "");
  return card;
}

std::vector<Data> all_findings(const SiteContext& site) {
  std::vector<std::tuple<Severity, std::size_t, const FindingSummary*>> sorted;
  for (std::size_t i = 0; i < site.input.summaries.size(); ++i) {
    for (const FindingSummary& finding : site.input.summaries[i].findings) sorted.emplace_back(finding.severity, i, &finding);
  }
  std::stable_sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return std::get<0>(a) < std::get<0>(b); });
  constexpr std::size_t most = 50;
  if (sorted.size() > most) sorted.resize(most);
  std::vector<Data> rows;
  for (const auto& [severity, stack, finding] : sorted) {
    rows.emplace_back()
        .set("severity", severity_chip(severity))
        .set("href", relative_link(site.links.home(), site.links.findings(stack) + "#" + finding_id(finding->fingerprint)))
        .set("message", sentence(finding->message))
        .set("stack", site.input.summaries[stack].title)
        .set("environments", join(finding->environments, ", "));
  }
  return rows;
}

std::vector<Data> problems(const PageContext& page) {
  std::vector<Data> rows;
  for (const Finding& problem : page.site.input.problems) {
    rows.emplace_back()
        .set("severity", severity_chip(problem.diagnostic.severity))
        .set("place", source_link(page, problem.diagnostic.span))
        .set("message", sentence(problem.diagnostic.message))
        .set("help", sentence(problem.diagnostic.help));
  }
  return rows;
}

Data counts(const SiteContext& site) {
  std::size_t environments = 0, errors = 0, others = 0, verified = 0, judged = 0;
  std::set<std::pair<std::size_t, std::string>> services;
  for (std::size_t i = 0; i < site.input.summaries.size(); ++i) {
    const StackSummary& summary = site.input.summaries[i];
    environments += summary.environments.size();
    errors += summary.errors;
    others += summary.warnings + summary.notes;
    verified += summary.verified;
    judged += summary.verified + summary.contradicted + summary.unverifiable;
    for (const EnvironmentSummary& environment : summary.environments) {
      for (const std::string& service : environment.services) services.emplace(i, service);
    }
  }
  Data data;
  data.set("stacks", fmt::to_string(site.input.summaries.size())).set("environments", fmt::to_string(environments));
  data.set("stacks_word", plural(site.input.summaries.size(), "stack")).set("environments_word", plural(environments, "environment"));
  data.set("services_word", plural(services.size(), "service")).set("errors_word", plural(errors, "error"));
  data.set("services", fmt::to_string(services.size())).set("errors", fmt::to_string(errors)).set("others", fmt::to_string(others));
  data.set("claims", fmt::format("{} / {}", verified, judged)).set_flag("has_errors", errors > 0);
  return data;
}

std::string render_home(const SiteContext& site) {
  const PageContext page{site, site.links.home(), std::nullopt, std::nullopt};
  std::vector<Data> cards, guide;
  for (std::size_t i = 0; i < site.input.summaries.size(); ++i) cards.push_back(stack_card(site, i));
  for (const std::size_t i : reading_order(site.input.handbook.guide)) {
    guide.emplace_back().set("href", page.link_to(site.links.guide(i))).set("title", site.input.handbook.guide[i].title);
  }
  std::vector<Data> clash_rows = clashes(site), finding_rows = all_findings(site), problem_rows = problems(page);
  Data data;
  data.set_object("counts", counts(site));
  data.set_flag("has_stacks", !cards.empty()).set_list("stacks", std::move(cards));
  data.set_flag("has_clashes", !clash_rows.empty()).set_list("clashes", std::move(clash_rows));
  data.set_flag("has_guide", !guide.empty()).set_list("guide", std::move(guide));
  data.set_flag("has_findings", !finding_rows.empty()).set_list("findings", std::move(finding_rows));
  data.set_flag("has_problems", !problem_rows.empty()).set_list("problems", std::move(problem_rows));
  data.set("rules", page.link_to(site.links.rules()));
  return frame_page(page, {.title = site.input.options.title,
                           .lead = fmt::format("{}, read from their Compose files and plans. Every number names the file and line it came from.",
                                               count_of(site.input.summaries.size(), "system")),
                           .width = PageWidth::wide,
                           .body = Html{page.render("home", data)}});
}

}  // namespace

void plan_home(const SiteContext& site, std::vector<PagePlan>& pages) {
  pages.push_back({site.links.home(), [&site] { return render_home(site); }});
}

}  // namespace portolan::render
