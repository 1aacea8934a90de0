#include "model/statement.h"

#include <array>

namespace portolan {

std::string_view kind_of(const Fact& fact) {
  // In the order of the variant.
  constexpr std::array<std::string_view, std::variant_size_v<Fact>> names{
      "service-exists", "publishes-port", "uses-image",   "exposure",     "mounts-volume", "joins-network", "network-setting",
      "restart-policy", "memory-limit",   "worker-count", "waits-for",    "health-check",  "has-variable",  "reads-secret",
      "routes-path",    "runs-server",    "compares",     "runs-command", "names-file",   "sets-key",     "connects",      "counts",        "start-order",
      "keeps-data",     "mounts-code",  "reloads-code", "read-only",    "keeps-secrets", "names-address", "build-step",
      "sets-directive", "uses-version"};
  return names[fact.index()];
}

std::string_view name_of(Modality modality) {
  switch (modality) {
    case Modality::stated: return "stated";
    case Modality::planned: return "planned";
    case Modality::optional: return "optional";
    case Modality::example: return "example";
    case Modality::historical: return "historical";
    case Modality::alternative: return "alternative";
  }
  return "stated";
}

}  // namespace portolan
