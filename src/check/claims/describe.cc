#include "check/claims/describe.h"

#include <algorithm>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"
#include "check/claims/words.h"

namespace portolan::check {
namespace {

std::string_view is_or_are(const std::vector<Spanned<std::string>>& words) { return words.size() == 1 ? "is" : "are"; }

/// Says each kind of fact as a clause.
struct Clause {
  const SourceMap& sources;

  /// Masked where the document's own words are secret.
  std::string name_of(const Spanned<std::string>& words) const {
    return quoted(sources.is_secret(words.span) ? sources.shown(words.span) : unquoted(words.value));
  }

  /// `"web"`, or the words for a statement that names no service, or all of them.
  std::string service_or(const Spanned<std::string>& service, std::string_view otherwise) const {
    if (const auto group = parse_service_group(service.value)) return "every " + members_of(*group);
    return service.value.empty() ? std::string(otherwise) : name_of(service);
  }

  /// "service", "service but "db"", "database".
  std::string members_of(const ServiceGroup& group) const {
    std::vector<std::string> except;
    for (const std::string& name : group.except) except.push_back(quoted(unquoted(name)));
    return fmt::format("{}{}{}", group.databases ? "database" : "service", except.empty() ? "" : " but ", join_naturally(except));
  }

  std::string list_of(const std::vector<Spanned<std::string>>& words) const {
    std::vector<std::string> names;
    for (const Spanned<std::string>& word : words) names.push_back(service_or(word, ""));
    return join_naturally(names);
  }

  std::string operator()(const ServiceExists& fact) const { return fmt::format("there is a service {}", name_of(fact.service)); }

  std::string operator()(const PublishesPort& fact) const {
    const std::string service = service_or(fact.service, "a service");
    if (fact.published && !*fact.published) {
      return fact.container_port ? fmt::format("port {} of {} is not published", fact.container_port->value, service)
                                 : fmt::format("{} is not published", service);
    }
    if (fact.host_port) return fmt::format("{} is published on host port {}", service, fact.host_port->value);
    if (fact.container_port) return fmt::format("{} listens on port {}", service, fact.container_port->value);
    return fmt::format("{} is published", service);
  }

  std::string operator()(const UsesImage& fact) const { return fmt::format("{} uses the image {}", service_or(fact.service, "a service"), name_of(fact.image)); }

  std::string say_entry(const Exposure& fact) const {
    const std::string port = fact.port ? fmt::format("port {}", fact.port->value) : std::string();
    if (fact.subjects.empty()) return fmt::format("every way in leads through {}", port.empty() ? "one place" : port);
    return fmt::format("every way in leads through {}{}{}", list_of(fact.subjects), port.empty() ? "" : " on ", port);
  }

  std::string operator()(const Exposure& fact) const {
    const std::string subjects = list_of(fact.subjects);
    const std::string_view verb = is_or_are(fact.subjects);
    const auto group = fact.subjects.size() == 1 ? parse_service_group(fact.subjects[0].value) : std::nullopt;
    if (group && fact.kind == ExposureKind::not_published) return fmt::format("no {} is published", members_of(*group));
    switch (fact.kind) {
      case ExposureKind::only_exposed: return fmt::format("only {} {} exposed", subjects, verb);
      case ExposureKind::exposed: return fmt::format("{} {} exposed", subjects, verb);
      case ExposureKind::not_exposed: return fmt::format("{} {} not reachable from outside", subjects, verb);
      case ExposureKind::not_published: return fmt::format("{} {} not published", subjects, verb);
      case ExposureKind::only_accessible_by: return fmt::format("{} {} only accessible by {}", subjects, verb, list_of(fact.peers));
      case ExposureKind::isolated: return fmt::format("{} {} isolated", subjects, verb);
      case ExposureKind::single_entry_point: return say_entry(fact);
    }
    return fmt::format("{} {} exposed", subjects, verb);
  }

  std::string operator()(const MountsVolume& fact) const {
    const std::string target = fact.target ? fmt::format(" at {}", name_of(*fact.target)) : std::string();
    return fmt::format("{} mounts {}{}", service_or(fact.service, "a service"), fact.source.value.empty() ? "a volume" : name_of(fact.source), target);
  }

  std::string operator()(const JoinsNetwork& fact) const { return fmt::format("{} is on network {}", service_or(fact.service, "a service"), name_of(fact.network)); }

  std::string operator()(const NetworkSetting& fact) const {
    const std::string network = name_of(fact.network);
    if (fact.driver && fact.internal) {
      return fmt::format("network {} has driver {} and is {}internal", network, name_of(*fact.driver), fact.internal->value ? "" : "not ");
    }
    if (fact.driver) return fmt::format("network {} has driver {}", network, name_of(*fact.driver));
    if (fact.internal) return fmt::format("network {} is {}internal", network, fact.internal->value ? "" : "not ");
    return fmt::format("there is a network {}", network);
  }

  std::string operator()(const RestartPolicy& fact) const { return fmt::format("{} restarts {}", service_or(fact.service, "every service"), name_of(fact.policy)); }

  std::string operator()(const MemoryLimit& fact) const {
    return fmt::format("{} is limited to {}", service_or(fact.service, "every service"), format_bytes(fact.bytes.value));
  }

  std::string operator()(const WorkerCount& fact) const {
    return fmt::format("{} starts {}", service_or(fact.service, "a service"), count_of(static_cast<std::size_t>(std::max(0, fact.count.value)), "worker"));
  }

  std::string operator()(const WaitsFor& fact) const {
    const std::string_view until = !fact.condition || *fact.condition == DependencyCondition::started ? ""
                                   : *fact.condition == DependencyCondition::healthy                  ? " to be healthy"
                                                                                                      : " to complete";
    return fmt::format("{} waits for {}{}", name_of(fact.service), name_of(fact.dependency), until);
  }

  std::string operator()(const HealthFact& fact) const {
    const std::string service = service_or(fact.service, "every service");
    switch (fact.aspect) {
      case HealthAspect::present: return fmt::format("{} has a health check", service);
      case HealthAspect::absent: return fmt::format("{} has no health check", service);
      case HealthAspect::test: return fmt::format("the health check of {} is {}", service, name_of(fact.value));
      case HealthAspect::interval: return fmt::format("the health check of {} runs every {}", service, name_of(fact.value));
      case HealthAspect::timeout: return fmt::format("the health check of {} has a timeout of {}", service, name_of(fact.value));
      case HealthAspect::retries: return fmt::format("the health check of {} has {} retries", service, name_of(fact.value));
      case HealthAspect::start_period: return fmt::format("the health check of {} has a start period of {}", service, name_of(fact.value));
    }
    return fmt::format("{} has a health check", service);
  }

  std::string operator()(const HasVariable& fact) const {
    const std::string service = service_or(fact.service, "a service"), name = name_of(fact.name);
    if (!fact.value || sources.is_secret(fact.value->span)) return fmt::format("{} has variable {}", service, name);
    return fmt::format("{} has {} set to {}", service, name, name_of(*fact.value));
  }

  std::string operator()(const ReadsSecret& fact) const { return fmt::format("{} reads secret {}", service_or(fact.service, "a service"), name_of(fact.secret)); }

  std::string operator()(const RoutesPath& fact) const { return fmt::format("{} goes to {}", name_of(fact.path), name_of(fact.target)); }

  std::string operator()(const RunsServer& fact) const { return fmt::format("{} runs {}", service_or(fact.service, "a service"), name_of(fact.server)); }

  std::string operator()(const ComparesAspect& fact) const { return fmt::format("{} is {}", quoted(fact.aspect), name_of(fact.value)); }

  std::string operator()(const RunsCommand& fact) const {
    if (fact.plain_docker()) return fmt::format("to run docker {}", fact.verb.value);
    return fact.verb.value.empty() ? std::string("to run docker compose") : fmt::format("to run docker compose {}", fact.verb.value);
  }

  std::string operator()(const NamesFile& fact) const {
    if (!fact.anchor) return fmt::format("there is a {} {}", fact.path.value.ends_with('/') ? "folder" : "file", name_of(fact.path));
    return fact.path.value.empty() ? fmt::format("there is a section {}", name_of(*fact.anchor)) : fmt::format("{} has a section {}", name_of(fact.path), name_of(*fact.anchor));
  }

  std::string operator()(const SetsKey& fact) const {
    std::string key;
    for (const Spanned<std::string>& step : fact.path) key += fmt::format("{}{}", key.empty() ? "" : ".", unquoted(step.value));
    const std::string subject = fact.service.value.empty() ? "the compose file" : name_of(fact.service);
    if (!fact.value || sources.is_secret(fact.value->span)) return fmt::format("{} sets {}", subject, quoted(key));
    return fmt::format("{} sets {} to {}", subject, quoted(key), name_of(*fact.value));
  }

  std::string operator()(const Connects& fact) const {
    const std::string port = fact.port ? fmt::format(" on port {}", fact.port->value) : std::string();
    return fmt::format("{} connects to {}{}", name_of(fact.from), name_of(fact.to), port);
  }

  std::string operator()(const CountsThings& fact) const { return fmt::format("there are {} {}", fact.count.value, unquoted(fact.things.value)); }

  std::string operator()(const StartsInOrder& fact) const {
    std::vector<std::string> steps;
    for (const auto& step : fact.steps) steps.push_back(list_of(step));
    return fmt::format("the start order is {}", fmt::join(steps, ", then "));
  }

  std::string operator()(const KeepsData& fact) const {
    return fmt::format("the data of {} {}", service_or(fact.service, "each service"), fact.kept ? "outlives its container" : "is lost with its container");
  }

  std::string operator()(const MountsCode& fact) const {
    if (fact.service.value.empty()) return fact.mounted ? "code is mounted from the host" : "nothing is mounted from the host";
    return fmt::format("{} {} from the host", service_or(fact.service, "every service"), fact.mounted ? "mounts its code" : "mounts nothing");
  }

  std::string operator()(const ReloadsCode& fact) const {
    return fmt::format("{} {} changed code", service_or(fact.service, "a service"), fact.reloads ? "reloads" : "does not reload");
  }

  std::string operator()(const ReadOnly& fact) const {
    if (fact.path) return fmt::format("{} mounts {} read-only", service_or(fact.service, "a service"), name_of(*fact.path));
    return fmt::format("the file system of {} is read-only", service_or(fact.service, "every service"));
  }

  std::string operator()(const KeepsSecrets& fact) const {
    switch (fact.place) {
      case SecretPlace::environment: return "secrets come from variables";
      case SecretPlace::env_file: return fmt::format("secrets come from {}", name_of(fact.words));
      case SecretPlace::secret_files: return "secrets come from secret files";
      case SecretPlace::not_in_files: return "no file holds a secret";
    }
    return "no file holds a secret";
  }

  std::string operator()(const NamesAddress& fact) const {
    const bool here = fact.host.value.find(':') != std::string::npos || fact.host.value == "localhost" || fact.host.value.find('.') != std::string::npos;
    const std::string host = here ? std::string(fact.from.value.empty() ? "this machine" : "the container itself") : name_of(fact.host);
    const std::string inside = fact.from.value.empty() ? std::string() : fmt::format(" for {}", name_of(fact.from));
    if (fact.user || fact.database) {
      const std::string whose = here && !fact.from.value.empty() ? name_of(fact.from) : here ? fmt::format("port {}", fact.port.value) : host;
      const std::string what = fact.database ? fmt::format("the database {}", name_of(*fact.database)) : "a database";
      return fmt::format("{} opens {} at {}", fact.user ? name_of(*fact.user) : "a user", what, whose);
    }
    if (!fact.service.value.empty()) return fmt::format("{} answers on port {} of {}", name_of(fact.service), fact.port.value, host);
    if (fact.port.value == 0) return fmt::format("{} has an address{}", host, inside);
    return fmt::format("{} answers on port {}{}", host, fact.port.value, inside);
  }

  std::string operator()(const BuildStep& fact) const {
    return fmt::format("the build of {} says {} {}", service_or(fact.service, "an image"), fact.instruction.value, name_of(fact.value));
  }

  std::string operator()(const SetsDirective& fact) const { return fmt::format("{} sets {} to {}", service_or(fact.service, "the proxy"), name_of(fact.name), name_of(fact.value)); }

  std::string operator()(const UsesVersion& fact) const {
    return fmt::format("{} uses {} {}", service_or(fact.service, "a service"), unquoted(fact.product.value), unquoted(fact.version.value));
  }
};

bool is_definition(const Stack& stack, const Span& place) {
  for (const Environment& environment : stack.environments) {
    for (const Service& service : environment.services) {
      if (service.name.span == place) return true;
    }
  }
  return false;
}

bool is_attachment(const Stack& stack, const Span& place) {
  for (const Environment& environment : stack.environments) {
    for (const Service& service : environment.services) {
      for (const NetworkAttachment& attachment : service.networks) {
        if (attachment.network.span == place) return true;
      }
    }
  }
  return false;
}

struct PlaceWords {
  std::string_view kind;
  std::string_view words;
};

// Sorted by kind_of(fact).
constexpr PlaceWords place_words[] = {
    {"exposure", "opened here"},     {"health-check", "checked here"},  {"memory-limit", "limited here"},
    {"mounts-volume", "mounted here"}, {"publishes-port", "published here"}, {"restart-policy", "set here"}, {"routes-path", "routed here"},
    {"runs-server", "started here"}, {"uses-image", "chosen here"},      {"waits-for", "waits here"},     {"worker-count", "started here"},
};

}  // namespace

std::string describe(const Fact& fact, const SourceMap& sources) { return std::visit(Clause{sources}, fact); }

std::string describe_place(const Stack& stack, const Fact& fact, const Span& place) {
  if (is_definition(stack, place)) return "the service is defined here";
  if (is_attachment(stack, place)) return "on this network";
  for (const PlaceWords& row : place_words) {
    if (row.kind == kind_of(fact)) return std::string(row.words);
  }
  return "set here";
}

std::string_view describe_source(Scope::Source source) {
  switch (source) {
    case Scope::Source::own_words: return "own words";
    case Scope::Source::table_column: return "column";
    case Scope::Source::heading: return "heading";
    case Scope::Source::compose_file: return "compose file";
    case Scope::Source::document: return "document";
  }
  return "document";
}

Subject subject_of(const Claim& claim, const Fact& fact) {
  if (const auto* command = std::get_if<RunsCommand>(&fact)) return {"command", command->verb.value};
  if (const auto* file = std::get_if<NamesFile>(&fact)) return {"file", file->path.value.empty() && file->anchor ? "#" + unquoted(file->anchor->value) : unquoted(file->path.value)};
  if (const auto* setting = std::get_if<NetworkSetting>(&fact)) return {"network", unquoted(setting->network.value)};
  if (!claim.service.empty()) return {"service", claim.service};
  if (const auto* variable = std::get_if<HasVariable>(&fact)) return {"variable", unquoted(variable->name.value)};
  if (const auto* exposure = std::get_if<Exposure>(&fact); exposure && !exposure->subjects.empty()) {
    return {"service", unquoted(exposure->subjects.front().value)};
  }
  return {"stack", ""};
}

}  // namespace portolan::check
