#include "render/facts/getting_started.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/file_reader.h"
#include "base/text.h"
#include "check/knowledge/images.h"
#include "render/facts/commands.h"
#include "render/facts/ports.h"

namespace portolan::render {

namespace {

std::string in_stack(const Stack& stack, std::string_view path) {
  if (!stack.folder.empty() && path.starts_with(stack.folder + "/")) path.remove_prefix(stack.folder.size() + 1);
  return std::string(path);
}

std::optional<std::size_t> first_environment(const Stack& stack) {
  std::optional<std::size_t> found;
  for (std::size_t i = 0; i < stack.environments.size(); ++i) {
    const Environment& environment = stack.environments[i];
    if (environment.broken || environment.services.empty()) continue;
    if (environment.kind == EnvironmentKind::development) return i;
    if (!found) found = i;
  }
  return found;
}

std::vector<std::string> host_ports(const Environment& environment) {
  std::set<std::pair<int, int>> ports;
  for (const Service& service : environment.services) {
    if (!service.profiles.empty()) continue;  // `up` alone does not start it
    for (const PortMapping& port : service.ports) {
      if (port.published && port.published->first > 0 && port.protocol == "tcp") ports.emplace(port.published->first, port.published->last);
    }
  }
  std::vector<std::string> out;
  for (const auto& [first, last] : ports) out.push_back(first == last ? fmt::to_string(first) : fmt::format("{}-{}", first, last));
  return out;
}

/// Whether Compose reads this file for the environment: `.env` for ${VARIABLES}, others as an `env_file`.
bool reads_file(const Stack& stack, const Environment& environment, std::string_view path) {
  if (file_name_of(path) == ".env" && !environment.variables.empty()) return true;
  return std::any_of(environment.services.begin(), environment.services.end(), [&](const Service& service) {
    return std::any_of(service.env_files.begin(), service.env_files.end(), [&](const EnvFileReference& file) { return in_stack(stack, file.resolved) == path; });
  });
}

std::vector<CopyStep> copies(const Stack& stack, const Environment& environment) {
  std::vector<CopyStep> steps;
  for (const EnvTemplate& variables : stack.env_templates) {
    const std::string from = in_stack(stack, variables.path);
    const std::string to = copy_target(from);
    const bool missing = !to.empty() && stack.paths.complete && !stack.paths.has_file(to);
    if (missing && reads_file(stack, environment, to)) steps.push_back({from, to});
  }
  return steps;
}

/// "cp .env.example .env", in one line of several.
bool copies_file(std::string_view text, const CopyStep& copy) {
  for (const std::string_view line : split(text, '\n')) {
    const std::vector<std::string_view> words = split_words(line);
    const auto has = [&](std::string_view word) { return std::find(words.begin(), words.end(), word) != words.end(); };
    if (has("cp") && has(copy.from) && has(copy.to)) return true;
  }
  return false;
}

std::vector<SecretStep> secrets(const Stack& stack, const Environment& environment) {
  std::vector<SecretStep> steps;
  for (const Secret& secret : environment.secrets) {
    if (secret.external) continue;
    SecretStep step{.name = secret.name.value, .file = {}, .variable = secret.environment ? secret.environment->value : "", .services = {}};
    if (secret.file) step.file = in_stack(stack, secret.resolved_file);
    const bool there = step.file.empty() ? step.variable.empty() : step.file.starts_with('/') || stack.paths.has_file(step.file) || !stack.paths.complete;
    if (there) continue;
    for (const Service& service : environment.services) {
      const bool reads = std::any_of(service.secrets.begin(), service.secrets.end(), [&](const GrantReference& grant) { return grant.source.value == step.name; });
      if (reads) step.services.push_back(service.name.value);
    }
    steps.push_back(std::move(step));
  }
  return steps;
}

std::vector<std::string> missing_variables(const Environment& environment) {
  std::vector<std::string> names;
  for (const VariableUse& use : environment.variables) {
    const bool known = std::find(names.begin(), names.end(), use.name.value) != names.end();
    if (use.required && !use.set && !known) names.push_back(use.name.value);
  }
  return names;
}

/// A browser is offered what is known or built to speak HTTP; a database is an address for its own tools.
bool shows_in_browser(const Stack& stack, const PortFact& port) {
  if (port.protocol != "tcp") return false;
  if (!port.speaks.empty()) return port.speaks == "HTTP" || port.speaks == "HTTPS";
  const check::ServiceRole role = check::role_of(stack, *port.service);
  return role == check::ServiceRole::application || role == check::ServiceRole::proxy;
}

std::vector<OpenStep> opens(const Stack& stack, const StackReport& report, std::size_t environment, const Masking& masking) {
  std::vector<OpenStep> steps;
  for (const PortFact& port : list_ports(stack, report, environment, masking)) {
    if (!port.host || port.host->first == 0 || !port.service->profiles.empty()) continue;
    const bool tls = port.container.first == 443 || port.container.first == 8443 || port.speaks == "HTTPS";
    const std::string address = fmt::format("localhost:{}", port.host->first);
    const std::string url = port.host->first == (tls ? 443 : 80) ? "localhost" : address;
    steps.push_back({shows_in_browser(stack, port) ? fmt::format("{}://{}", tls ? "https" : "http", url) : "", address, port.service->name.value,
                     port.purpose.empty() ? port.speaks : port.purpose, port.span});
  }
  std::stable_sort(steps.begin(), steps.end(), [](const OpenStep& a, const OpenStep& b) { return !a.url.empty() && b.url.empty(); });
  return steps;
}

}  // namespace

std::string copy_target(std::string_view path) {
  for (const std::string_view ending : {".example", ".sample", ".template", ".dist"}) {
    if (path.ends_with(ending)) return std::string(path.substr(0, path.size() - ending.size()));
  }
  // "example.env" in a folder stands for ".env" beside it.
  const std::string name = file_name_of(path);
  if (name == "example.env" || name == "sample.env" || name == "env.example") return join_path(folder_of(path), ".env");
  return "";
}

std::optional<GettingStarted> getting_started(const Stack& stack, const StackReport& report, const SourceMap& sources) {
  const std::optional<std::size_t> index = first_environment(stack);
  if (!index) return std::nullopt;
  const Environment& environment = stack.environments[*index];
  GettingStarted out;
  out.environment = *index;
  out.host_ports = host_ports(environment);
  out.plan_steps = find_first_steps(list_plan_commands(stack, report, sources), *index);
  out.copies = copies(stack, environment);
  std::erase_if(out.copies, [&](const CopyStep& copy) { return std::any_of(out.plan_steps.begin(), out.plan_steps.end(), [&](const PlanCommand& step) { return copies_file(step.text, copy); }); });
  out.secrets = secrets(stack, environment);
  out.variables = missing_variables(environment);
  out.start = compose_line(environment, "up");
  out.opens = opens(stack, report, *index, find_secrets(environment, sources));
  out.builds = std::any_of(environment.services.begin(), environment.services.end(), [](const Service& service) { return service.build.has_value(); });
  return out;
}

}  // namespace portolan::render
