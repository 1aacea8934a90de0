// The first page of a stack: start it, know its traps, find the rest.
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/file_reader.h"
#include "base/text.h"
#include "render/facts/claims.h"
#include "render/facts/commands.h"
#include "render/facts/getting_started.h"
#include "render/frame.h"
#include "render/pages/pages.h"
#include "render/pieces.h"

namespace portolan::render {

namespace {

std::string port_check(const std::vector<std::string>& ports) {
  return fmt::format("# no output means that all of them are free\nlsof -nP -sTCP:LISTEN -iTCP:{}", join(ports, ","));
}

/// Creates the files of secrets without showing one: each gets a random value that nobody has seen.
std::string secret_commands(const std::vector<SecretStep>& steps) {
  std::set<std::string> folders;
  std::string text;
  for (const SecretStep& step : steps) {
    if (step.file.empty()) {
      text += fmt::format("export {}=\"$(openssl rand -hex 24)\"\n", step.variable);
      continue;
    }
    const std::string folder = folder_of(step.file);
    if (!folder.empty() && folders.insert(folder).second) text += fmt::format("mkdir -p {}\n", quote_for_shell(folder));
    text += fmt::format("openssl rand -hex 24 > {}\n", quote_for_shell(step.file));
  }
  return text;
}

std::string copy_commands(const std::vector<CopyStep>& steps) {
  std::string text;
  for (const CopyStep& step : steps) text += fmt::format("cp {} {}\n", quote_for_shell(step.from), quote_for_shell(step.to));
  return text;
}

Data start_data(const PageContext& page, const GettingStarted& start) {
  Data data;
  std::vector<Data> ports, secrets, opens;
  for (const std::string& port : start.host_ports) ports.emplace_back().set("port", port);
  for (const SecretStep& step : start.secrets) {
    secrets.emplace_back().set("name", step.file.empty() ? step.variable : step.file).set("services", join_naturally(step.services));
  }
  for (const OpenStep& step : start.opens) {
    opens.emplace_back().set("url", step.url).set("address", step.address).set("service", service_link(page, start.environment, step.service))
        .set("speaks", step.speaks).set("source", source_link(page, step.span));
  }
  data.set_flag("has_ports", !ports.empty()).set_list("ports", std::move(ports));
  data.set("port_check", start.host_ports.empty() ? Html{} : code_block({.text = port_check(start.host_ports), .language = "bash", .caption = "Check the ports"}));
  data.set("copy", start.copies.empty() ? Html{} : code_block({.text = copy_commands(start.copies), .language = "bash", .caption = "Copy the templates"}));
  std::vector<Data> steps;
  for (const PlanCommand& step : start.plan_steps) {
    steps.emplace_back().set("comment", step.comment).set("place", source_link(page, page.sources().original(step.span)))
        .set("block", code_block({.text = step.text, .language = "bash", .caption = page.stack().environments[start.environment].name, .mark = environment_dot(page.stack(), start.environment)}));
  }
  data.set_flag("has_plan_steps", !steps.empty()).set_list("plan_steps", std::move(steps));
  data.set("variables", join_naturally(start.variables));
  data.set_flag("has_secrets", !secrets.empty()).set_list("secrets", std::move(secrets));
  const bool made = std::any_of(start.plan_steps.begin(), start.plan_steps.end(), [](const PlanCommand& step) { return step.text.find("secret") != std::string::npos; });
  data.set("make_secrets", start.secrets.empty() || made ? Html{} : code_block({.text = secret_commands(start.secrets), .language = "bash", .caption = "Create the secrets"}));
  data.set("command", command_block(page, start.environment, start.start)).set_flag("builds", start.builds);
  data.set("environment", page.stack().environments[start.environment].title);
  data.set_flag("has_opens", !opens.empty()).set_list("opens", std::move(opens));
  return data;
}

bool holds_in(const Finding& finding, const Stack& stack, std::size_t environment) {
  const auto& names = finding.environments;
  return names.empty() || std::find(names.begin(), names.end(), stack.environments[environment].name) != names.end();
}

/// Errors in the environment that a newcomer starts, and in the plan that he reads first.
std::vector<Data> traps(const PageContext& page, std::size_t environment) {
  std::vector<Data> rows;
  for (const Finding& finding : page.report().findings) {
    if (finding.diagnostic.severity != Severity::error || !holds_in(finding, page.stack(), environment) || rows.size() == 3) continue;
    rows.emplace_back().set("icon", icon("circle-x")).set("message", sentence(finding.diagnostic.message)).set("help", sentence(finding.diagnostic.help))
        .set("place", source_link(page, finding.diagnostic.span)).set("href", page.link_to(page.links().findings(*page.stack_index) + "#" + finding_id(finding.fingerprint)));
  }
  return rows;
}

std::vector<Data> environment_cards(const PageContext& page) {
  std::vector<Data> cards;
  for (std::size_t i = 0; i < page.stack().environments.size(); ++i) {
    const Environment& environment = page.stack().environments[i];
    std::vector<Data> services;
    for (const Service& service : environment.services) {
      if (services.size() < 12) services.emplace_back().set("name", service.name.value);
    }
    cards.emplace_back()
        .set("href", page.link_to(page.links().architecture(*page.stack_index, i)))
        .set("colour", std::string(colour_class(page.stack(), i)))
        .set("title", environment.title)
        .set("files", join(environment.compose_paths, ", "))
        .set_flag("broken", environment.broken)
        .set("more", environment.services.size() > 12 ? fmt::format("{} more", environment.services.size() - 12) : "")
        .set_list("services", std::move(services));
  }
  return cards;
}

std::string published_text(const Service& service) {
  std::vector<std::string> ports;
  for (const PortMapping& port : service.ports) {
    if (port.published) ports.push_back(fmt::format(":{}{}", to_string(*port.published), port.protocol == "tcp" ? "" : "/" + port.protocol));
  }
  return ports.empty() ? "internal" : join(ports, " ");
}

/// At most this many rows; the services pages list them all.
constexpr std::size_t most_services = 100;

std::vector<Data> service_rows(const PageContext& page) {
  const Stack& stack = page.stack();
  std::vector<Data> rows;
  std::set<std::string> seen;
  for (std::size_t first = 0; first < stack.environments.size(); ++first) {
    for (const Service& service : stack.environments[first].services) {
      if (!seen.insert(service.name.value).second || rows.size() >= most_services) continue;
      std::vector<Data> cells;
      for (std::size_t i = 0; i < stack.environments.size(); ++i) {
        const Service* here = stack.environments[i].find_service(service.name.value);
        const auto target = page.links().service(*page.stack_index, i, service.name.value);
        cells.emplace_back().set("text", here ? published_text(*here) : "").set("href", target ? page.link_to(*target) : "");
      }
      rows.emplace_back().set("icon", service_icon(stack, service)).set("name", service.name.value)
          .set("purpose", describe_service_generally(stack, page.report(), first, service)).set_list("cells", std::move(cells));
    }
  }
  return rows;
}

std::vector<Data> top_findings(const PageContext& page) {
  std::vector<const Finding*> sorted;
  for (const Finding& finding : page.report().findings) sorted.push_back(&finding);
  std::stable_sort(sorted.begin(), sorted.end(), [](const Finding* a, const Finding* b) { return a->diagnostic.severity < b->diagnostic.severity; });
  if (sorted.size() > 8) sorted.resize(8);
  std::vector<Data> rows;
  for (const Finding* finding : sorted) {
    rows.emplace_back().set("severity", severity_chip(finding->diagnostic.severity)).set("link", link(page, page.links().findings(*page.stack_index) + "#" + finding_id(finding->fingerprint), sentence(finding->diagnostic.message)))
        .set("environments", join(finding->environments, ", "));
  }
  return rows;
}

std::vector<Data> plan_rows(const PageContext& page) {
  std::vector<Data> rows;
  for (std::size_t i = 0; i < page.stack().plans.size(); ++i) {
    std::size_t verified = 0, contradicted = 0;
    for (const Claim& claim : page.report().claims) {
      if (claim.plan != i) continue;
      verified += claim.outcome == Outcome::verified ? 1 : 0;
      contradicted += claim.outcome == Outcome::contradicted ? 1 : 0;
    }
    const Plan& plan = page.stack().plans[i];
    rows.emplace_back().set("href", page.link_to(page.links().plan(*page.stack_index, i))).set("title", plan.title).set("path", plan.path)
        .set("verified", verified > 0 ? fmt::format("{} verified", verified) : "").set("contradicted", contradicted > 0 ? fmt::format("{} contradicted", contradicted) : "");
  }
  return rows;
}

/// Files that load could not read: a stack without environments has nothing but this to show.
std::vector<Data> problem_rows(const PageContext& page) {
  std::vector<Data> rows;
  for (const Diagnostic& problem : page.stack().problems) {
    if (problem.severity != Severity::error || rows.size() == 20) continue;
    rows.emplace_back().set("message", sentence(problem.message)).set("help", sentence(problem.help)).set("place", source_link(page, problem.span)).set("icon", icon("circle-x"))
        .set("excerpt", excerpt(page, problem.span, 1, "err", fmt::format("Excerpt {}", rows.size())));
  }
  return rows;
}

/// Several environments are compared; the only one is looked at.
std::string environments_target(const PageContext& page) {
  const std::size_t s = *page.stack_index;
  return page.stack().environments.size() == 1 ? page.links().architecture(s, 0) : page.links().compare(s);
}

Data counts(const PageContext& page) {
  const StackSummary& summary = page.site.input.summaries.at(*page.stack_index);
  std::set<std::string> services;
  std::set<std::pair<int, std::string>> ports;
  for (const EnvironmentSummary& environment : summary.environments) services.insert(environment.services.begin(), environment.services.end());
  for (const PortSummary& port : summary.ports) ports.emplace(port.published.first, port.protocol);
  Data data;
  data.set("environments", fmt::to_string(summary.environments.size())).set("services", fmt::to_string(services.size())).set("ports", fmt::to_string(ports.size()));
  data.set("environments_word", plural(summary.environments.size(), "environment")).set("services_word", plural(services.size(), "service"));
  data.set("ports_word", plural(ports.size(), "host port")).set("errors_word", plural(summary.errors, "error"));
  data.set("errors", fmt::to_string(summary.errors)).set("warnings", fmt::to_string(summary.warnings + summary.notes));
  data.set("claims", fmt::format("{} / {}", summary.verified, summary.verified + summary.contradicted + summary.unverifiable));
  data.set("errors_class", summary.errors > 0 ? "err" : "ok").set("environments_target", page.link_to(environments_target(page)));
  data.set("findings", page.link_to(page.links().findings(*page.stack_index)));
  return data;
}

template <class Rows>
void set_rows(Data& data, const std::string& name, Rows rows) {
  data.set_flag("has_" + name, !rows.empty()).set_list(name, std::move(rows));
}

std::string render_overview(const SiteContext& site, std::size_t index) {
  const PageContext page{site, site.links.overview(index), index, std::nullopt};
  const Stack& stack = page.stack();
  const std::optional<GettingStarted> start = getting_started(stack, page.report(), page.sources());
  Data data;
  std::vector<Data> columns;
  for (std::size_t i = 0; i < stack.environments.size(); ++i) columns.emplace_back().set("name", stack.environments[i].name);
  data.set_object("counts", counts(page)).set_list("columns", std::move(columns));
  set_rows(data, "start", start ? std::vector<Data>{start_data(page, *start)} : std::vector<Data>{});
  set_rows(data, "traps", start ? traps(page, start->environment) : std::vector<Data>{});
  set_rows(data, "problems", problem_rows(page));
  set_rows(data, "environments", environment_cards(page));
  set_rows(data, "services", service_rows(page));
  set_rows(data, "findings", top_findings(page));
  set_rows(data, "plans", plan_rows(page));
  data.set("all_findings", page.link_to(site.links.findings(index))).set("findings_count", count_of(page.report().findings.size(), "finding"));
  data.set("compare", stack.environments.size() > 1 ? page.link_to(site.links.compare(index)) : "").set("commands", page.link_to(site.links.commands(index)));
  data.set("troubleshooting", page.link_to(site.links.troubleshooting(index)));
  std::set<FileId> files;
  for (const Environment& environment : stack.environments) {
    if (!environment.on_paper) files.insert(environment.compose_files.begin(), environment.compose_files.end());
  }
  Frame frame{.title = stack.title, .lead = site.input.summaries.at(index).lead, .body = Html{page.render("overview", data)}};
  if (stack.on_paper) frame.facts.push_back(Html{escape_html("This stack exists only on paper: " + stack.reason)});
  frame.facts.push_back(Html{escape_html(fmt::format("From {}, {} and {}", count_of(stack.plans.size(), "plan"), count_of(files.size(), "Compose file"),
                                                     count_of(stack.dockerfiles.size(), "Dockerfile")))});
  return frame_page(page, frame);
}

}  // namespace

void plan_overviews(const SiteContext& site, std::vector<PagePlan>& pages) {
  for (std::size_t i = 0; i < site.input.handbook.stacks.size(); ++i) {
    pages.push_back({site.links.overview(i), [&site, i] { return render_overview(site, i); }});
  }
}

}  // namespace portolan::render
