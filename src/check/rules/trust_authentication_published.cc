#include <optional>

#include <fmt/format.h>

#include "base/text.h"
#include "check/claims/words.h"
#include "check/rules/rules.h"

namespace portolan::check {

/// Where other machines get in: a port that is not on the loopback address, or the host's network.
static std::optional<Span> way_in(const Service& service) {
  for (const PortMapping& mapping : service.ports) {
    if (!mapping.loopback()) return mapping.span;
  }
  if (service.network_mode && service.network_mode->value == "host") return service.network_mode->span;
  return std::nullopt;
}

/// Source: https://hub.docker.com/_/postgres, POSTGRES_HOST_AUTH_METHOD: "trust" lets everybody connect without a password.
static void run(const RuleInput& input, const Reporter& report) {
  for (const Environment& environment : input.stack.environments) {
    for (const Service& service : environment.services) {
      const Variable* method = service.find_variable("POSTGRES_HOST_AUTH_METHOD");
      if (!method || !method->value || to_lower(trim(method->value->value)) != "trust") continue;
      const std::optional<Span> open = way_in(service);
      if (!open) continue;
      Report found;
      found.diagnostic.span = method->name.span;
      found.diagnostic.message = fmt::format("{} asks for no password, and other machines reach it", quoted(service.name.value));
      found.diagnostic.help = "set a password, or bind the port to 127.0.0.1";
      found.diagnostic.related.push_back({*open, "other machines get in here"});
      found.subject = {"service", service.name.value};
      found.environments = {environment.name};
      report(std::move(found));
    }
  }
}

const Rule trust_authentication_published{
    .name = "trust-authentication-published",
    .category = Category::security,
    .summary = "a database that asks for no password is published to other machines",
    .run = run,
};

}  // namespace portolan::check
