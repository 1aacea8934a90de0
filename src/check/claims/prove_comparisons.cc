// Rows of comparison tables about whole environments: how the code gets in, which ports are open, how the database lets people in.
#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "base/text.h"
#include "check/claims/code_mounts.h"
#include "check/claims/find_service.h"
#include "check/claims/provers.h"
#include "check/claims/words.h"
#include "check/knowledge/images.h"
#include "check/knowledge/process.h"
#include "check/running_proxies.h"

namespace portolan::check {
namespace {

using Words = std::vector<std::string>;

bool has_any(const Words& words, std::initializer_list<std::string_view> wanted) {
  return std::any_of(words.begin(), words.end(), [&](const std::string& word) { return std::find(wanted.begin(), wanted.end(), word) != wanted.end(); });
}

/// What a row says, in the form in which its provers look at it.
struct Row {
  const ComparesAspect& fact;
  Words aspect;
  Words value;
};

// ---- ports

Judgement judge_host_ports(const Scene& scene, const Row& row) {
  std::vector<int> written;
  for (const std::string& word : row.value) {
    const auto port = parse_digits(word);
    if (!port) return open(fmt::format("{} is no list of ports", quoted(row.fact.value.value)));
    written.push_back(*port);
  }
  std::vector<Span> evidence;
  std::optional<std::string> more;
  for (const Service& service : scene.environment.services) {
    for (const PortMapping& mapping : service.ports) {
      if (!mapping.published) continue;
      const auto listed = std::find_if(written.begin(), written.end(), [&](int port) { return mapping.published->contains(port); });
      if (listed == written.end() && service.profiles.empty()) more = to_string(*mapping.published);
      if (listed != written.end()) evidence.push_back(mapping.span);
    }
  }
  for (const int port : written) {
    const bool published = std::any_of(scene.environment.services.begin(), scene.environment.services.end(), [&](const Service& service) {
      return std::any_of(service.ports.begin(), service.ports.end(), [&](const PortMapping& mapping) { return mapping.published && mapping.published->contains(port); });
    });
    if (!published) return refuted(fmt::format("compose publishes nothing on {}", port), row.fact.value.span, {});
  }
  if (more) return open(fmt::format("compose publishes {}, too", *more));
  return holds("compose publishes these ports and no others", std::move(evidence));
}

// ---- networks

Judgement judge_network(const Scene& scene, const Row& row) {
  if (has_any(row.value, {"default"})) {
    for (const Network& network : scene.environment.networks) {
      if (!network.implied && network.name.value != "default") return refuted(fmt::format("compose defines network {}", quoted(network.name.value)), row.fact.value.span, {network.span});
    }
    if (scene.environment.compose_files.empty()) return open("no compose file says which networks there are");
    return holds("compose defines no network, so there is the default one alone", {Span{scene.environment.compose_files.front(), 0, 0}});
  }
  if (row.value.size() != 1) return open(fmt::format("{} is no name of a network", quoted(row.fact.value.value)));
  const Network* network = find_network_by_words(scene.environment, row.fact.value.value);
  if (!network) return absent(fmt::format("no network is called {}", quoted(unquoted(row.fact.value.value))), row.fact.value.span);
  return holds(fmt::format("compose defines network {}", quoted(network->name.value)), {network->span.known() ? network->span : network->name.span});
}

// ---- code

/// The service that the row's first cell names, else all that are built.
std::vector<const Service*> builders(const Scene& scene, const Row& row) {
  for (const std::string& word : row.aspect) {
    if (const Service* service = scene.environment.find_service(word); service && service->build) return {service};
  }
  std::vector<const Service*> found;
  for (const Service& service : scene.environment.services) {
    if (service.build && role_of(scene.stack, service) != ServiceRole::proxy) found.push_back(&service);
  }
  return found;
}

Judgement judge_code(const Scene& scene, const Row& row) {
  const bool mounted = has_phrase(row.value, {"bind", "mount"}) || has_any(row.value, {"mounted", "bind-mounted"});
  const bool baked = has_phrase(row.value, {"in", "the", "image"}) || has_phrase(row.value, {"into", "the", "image"}) || has_phrase(row.value, {"in", "image"});
  if (mounted == baked) return open(fmt::format("{} does not say how the code gets in", quoted(row.fact.value.value)));
  std::vector<Span> mounts, places;
  for (const Service* service : builders(scene, row)) {
    const std::optional<std::string> folder = code_folder(scene.stack, *service);
    if (!folder) return open(fmt::format("the files do not say where the code of {} lies", quoted(service->name.value)));
    const Mount* mount = find_mount_over(*service, *folder);
    (mount ? mounts : places).push_back(mount ? mount->span : place_of(*service));
  }
  if (mounts.empty() && places.empty()) return open("no service is built here");
  if (mounted) return mounts.empty() ? refuted("compose mounts no folder over the code", row.fact.value.span, std::move(places)) : holds("compose mounts the code", std::move(mounts));
  return mounts.empty() ? holds("compose mounts nothing over the code", std::move(places)) : refuted("compose mounts a folder over the code", row.fact.value.span, std::move(mounts));
}

// ---- the database's door

Judgement judge_authentication(const Scene& scene, const Row& row) {
  const bool trust = has_any(row.value, {"trust"}), password = !trust && has_any(row.value, {"password", "passwords"}) && !has_any(row.value, {"no", "without"});
  if (!trust && !password) return open(fmt::format("{} is no way to authenticate that Portolan knows", quoted(row.fact.value.value)));
  for (const Service& service : scene.environment.services) {
    if (role_of(scene.stack, service) != ServiceRole::database) continue;
    const Variable* method = service.find_variable("POSTGRES_HOST_AUTH_METHOD");
    const bool trusts = method && method->value && method->value->value == "trust";
    if (trusts) return trust ? holds(fmt::format("compose lets {} trust everybody", quoted(service.name.value)), {method->name.span})
                             : refuted(fmt::format("compose lets {} trust everybody", quoted(service.name.value)), row.fact.value.span, {method->name.span});
    for (const Variable& variable : service.environment) {
      const std::string& name = variable.name.value;
      if (!name.ends_with("PASSWORD") && !name.ends_with("PASSWORD_FILE")) continue;
      const std::string reason = fmt::format("compose gives {} a password", quoted(service.name.value));
      return trust ? refuted(reason, row.fact.value.span, {variable.name.span}) : holds(reason, {variable.name.span});
    }
  }
  return open("the files do not say how the database authenticates");
}

// ---- settings of the application

/// A variable of any service whose name ends so, and the word that its value must have.
Judgement judge_setting(const Scene& scene, const Row& row, std::string_view ending, std::string_view wanted) {
  Judgement result = open(fmt::format("no variable that ends in {} has a value", ending));
  for (const Service& service : scene.environment.services) {
    for (const Variable& variable : service.environment) {
      if (!variable.name.value.ends_with(ending) || !variable.value || variable.secret) continue;
      const std::string reason = fmt::format("compose sets {} to {} for {}", quoted(variable.name.value), quoted(variable.value->value), quoted(service.name.value));
      const bool fits = wanted == "*" ? variable.value->value == wanted : to_lower(variable.value->value).find(wanted) != std::string::npos;
      if (fits) return holds(reason, {variable.value->span});
      result = refuted(reason, row.fact.value.span, {variable.value->span});
    }
  }
  return result;
}

Judgement judge_mail(const Scene& scene, const Row& row) {
  const bool console = has_any(row.value, {"console", "log", "logs", "printed", "terminal"}), smtp = has_any(row.value, {"smtp"});
  if (console == smtp) return open(fmt::format("{} is no way to send mail that Portolan knows", quoted(row.fact.value.value)));
  return judge_setting(scene, row, "EMAIL_BACKEND", smtp ? "smtp" : "console");
}

Judgement judge_origins(const Scene& scene, const Row& row) {
  const bool any = row.fact.value.value == "*" || has_phrase(row.value, {"any", "origin"}) || has_phrase(row.value, {"all", "origins"});
  if (!any) return open(fmt::format("nothing in the files can prove what stands under {}", quoted(row.fact.aspect)));
  for (const std::string_view ending : {"CORS_ORIGINS", "CORS_ALLOWED_ORIGINS", "CORS_ALLOW_ORIGINS", "CORS_ORIGIN"}) {
    if (Judgement judgement = judge_setting(scene, row, ending, "*"); judgement.proof == Proof::holds) return judgement;
  }
  return open("no CORS variable of a service is \"*\"");
}

// ---- the proxy

Judgement judge_tls(const Scene& scene, const Row& row) {
  const bool yes = has_any({row.value.empty() ? std::string() : row.value.front()}, {"yes", "on", "enabled", "required"});
  if (!yes) return open(fmt::format("nothing in the files can prove what stands under {}", quoted(row.fact.aspect)));
  const std::vector<RunningProxy> proxies = running_proxies(scene.stack, scene.environment);
  for (const Service& service : scene.environment.services) {
    const auto secure = std::find_if(service.ports.begin(), service.ports.end(), [](const PortMapping& mapping) { return mapping.published && mapping.published->contains(443); });
    if (secure == service.ports.end() || role_of(scene.stack, service) != ServiceRole::proxy) continue;
    for (const RunningProxy& proxy : proxies) {
      if (proxy.service != &service) continue;
      for (const ProxyServer& server : proxy.servers) {
        if (server.tls) return holds(fmt::format("{} serves TLS on a published port", quoted(service.name.value)), {secure->span, server.span});
      }
    }
  }
  return open("no proxy configuration of this environment shows it");
}

// ---- all services

/// "Memory limits: every service", "Container names: fixed": whether each service that starts by itself has it.
template <class Has>
Judgement judge_every(const Scene& scene, const Row& row, std::string_view thing, Has has) {
  std::vector<Span> with, without;
  std::string first_without;
  for (const Service& service : scene.environment.services) {
    if (!service.profiles.empty()) continue;
    if (without.empty() && !has(service)) first_without = service.name.value;
    (has(service) ? with : without).push_back(place_of(service));
  }
  if (with.empty() && without.empty()) return open("no service starts by itself");
  if (without.empty()) return holds(fmt::format("every service has a {}", thing), std::move(with));
  return refuted(fmt::format("{} has no {}", quoted(first_without), thing), row.fact.value.span, {without.front()});
}

Judgement judge_limits(const Scene& scene, const Row& row) {
  if (!has_phrase(row.value, {"every", "service"}) && !has_phrase(row.value, {"all", "services"})) return open(fmt::format("{} is no limit of all services", quoted(row.fact.value.value)));
  return judge_every(scene, row, "memory limit", [](const Service& service) { return service.limits.memory.has_value(); });
}

Judgement judge_container_names(const Scene& scene, const Row& row) {
  if (has_any(row.value, {"fixed"})) return judge_every(scene, row, "fixed container name", [](const Service& service) { return service.container_name.has_value(); });
  const bool made = has_any(row.value, {"made", "generated", "default"});
  if (!made) return open(fmt::format("{} does not say who names the containers", quoted(row.fact.value.value)));
  for (const Service& service : scene.environment.services) {
    if (service.container_name) return refuted(fmt::format("compose names the container of {}", quoted(service.name.value)), row.fact.value.span, {service.container_name->span});
  }
  if (scene.environment.compose_files.empty()) return open("no compose file says it");
  return holds("compose names no container", {Span{scene.environment.compose_files.front(), 0, 0}});
}

Judgement judge_passwords(const Scene& scene, const Row& row) {
  const bool in_files = has_phrase(row.value, {"secret", "files"}) || has_phrase(row.value, {"docker", "secrets"});
  if (!in_files) return open(fmt::format("nothing in the files can prove what stands under {}", quoted(row.fact.aspect)));
  for (const Service& service : scene.environment.services) {
    if (!service.secrets.empty()) return holds("compose hands out secrets as files", {service.secrets.front().source.span});
  }
  return refuted("compose hands out no secret", row.fact.value.span, {});
}

struct Prover {
  std::initializer_list<std::string_view> words;  ///< one of them stands in the first cell
  Judgement (*judge)(const Scene& scene, const Row& row);
};

// The first row with a word of the first cell decides.
const Prover provers[] = {
    {{"authentication", "auth"}, judge_authentication},
    {{"ports"}, judge_host_ports},
    {{"network", "networks"}, judge_network},
    {{"code", "source"}, judge_code},
    {{"mail", "email", "e-mail", "mails"}, judge_mail},
    {{"cors"}, judge_origins},
    {{"tls", "https", "ssl"}, judge_tls},
    {{"limits"}, judge_limits},
    {{"passwords", "credentials"}, judge_passwords},
};

}  // namespace

Judgement prove(const ComparesAspect& fact, const Scene& scene) {
  const Row row{fact, plain_words(fact.aspect), plain_words(fact.value.value)};
  if (has_phrase(row.aspect, {"container", "names"})) return judge_container_names(scene, row);
  for (const Prover& prover : provers) {
    if (has_any(row.aspect, prover.words)) return prover.judge(scene, row);
  }
  return open(fmt::format("nothing in the files can prove what stands under {}", quoted(fact.aspect)));
}

}  // namespace portolan::check
