// How many there are: services, networks, files.
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/file_reader.h"
#include "base/text.h"
#include "check/claims/provers.h"
#include "check/claims/words.h"

namespace portolan::check {
namespace {

/// The numbers that a careful reader could arrive at, the first of which is the plain one; and where the things are.
struct Tally {
  std::string_view thing;        ///< "service"
  std::vector<std::size_t> numbers{};
  std::vector<Span> places{};
};

Tally count_services(const Scene& scene, std::string_view thing) {
  std::size_t all = 0, started = 0, containers = 0;
  Tally tally{.thing = thing};
  for (const Service& service : scene.environment.services) {
    ++all;
    tally.places.push_back(place_of(service));
    if (!service.profiles.empty()) continue;
    ++started;
    containers += service.replicas ? static_cast<std::size_t>(std::max(0, service.replicas->value)) : 1;
  }
  // Services of profiles are counted by some and not by others.
  tally.numbers = {all, started};
  if (thing == "container") tally.numbers.push_back(containers);
  return tally;
}

template <class Items>
Tally count_items(const Items& items, std::string_view thing) {
  Tally tally{.thing = thing};
  std::size_t own = 0;
  for (const auto& item : items) {
    if (item.span.known()) tally.places.push_back(item.span);
    ++own;
  }
  tally.numbers = {own};
  return tally;
}

Tally count_networks(const Scene& scene) {
  Tally tally{.thing = "network"};
  std::size_t all = 0, written = 0;
  for (const Network& network : scene.environment.networks) {
    ++all;
    if (network.implied) continue;
    ++written;
    if (network.span.known()) tally.places.push_back(network.span);
  }
  tally.numbers = {written, all};
  return tally;
}

bool is_compose_name(std::string_view path) {
  const std::string_view name = path.substr(path.rfind('/') == std::string_view::npos ? 0 : path.rfind('/') + 1);
  const bool yaml = name.ends_with(".yml") || name.ends_with(".yaml");
  return yaml && (name.starts_with("docker-compose") || name.starts_with("compose."));
}

Tally count_files(const Scene& scene) {
  std::set<std::string> used, lying;
  Tally tally{.thing = "compose file"};
  for (const Environment& environment : scene.stack.environments) {
    for (std::size_t i = 0; i < environment.compose_paths.size(); ++i) {
      if (used.insert(environment.compose_paths[i]).second) tally.places.push_back({environment.compose_files[i], 0, 0});
    }
  }
  for (const std::string& path : scene.stack.paths.files) {
    if (is_compose_name(path)) lying.insert(path);
  }
  tally.numbers = {used.size(), lying.size()};
  return tally;
}

Tally count_dockerfiles(const Scene& scene) {
  Tally tally{.thing = "Dockerfile"};
  std::set<std::string> built;
  for (const Environment& environment : scene.stack.environments) {
    for (const Service& service : environment.services) {
      if (service.build && !service.build->resolved_dockerfile.empty()) built.insert(service.build->resolved_dockerfile);
    }
  }
  for (const Dockerfile& dockerfile : scene.stack.dockerfiles) tally.places.push_back({dockerfile.file, 0, 0});
  tally.numbers = {scene.stack.dockerfiles.size(), built.size()};
  return tally;
}

Tally count_profiles(const Scene& scene) {
  Tally tally{.thing = "profile"};
  std::set<std::string> names;
  for (const Service& service : scene.environment.services) {
    for (const Spanned<std::string>& profile : service.profiles) {
      if (names.insert(profile.value).second) tally.places.push_back(profile.span);
    }
  }
  tally.numbers = {names.size()};
  return tally;
}

Tally count_environments(const Scene& scene) {
  Tally tally{.thing = "environment"};
  for (const Environment& environment : scene.stack.environments) {
    if (!environment.compose_files.empty()) tally.places.push_back({environment.compose_files.back(), 0, 0});
  }
  tally.numbers = {scene.stack.environments.size()};
  return tally;
}

Tally tally_of(const Scene& scene, const std::string& things) {
  const auto ends = [&](std::string_view noun) { return things.ends_with(noun); };
  if (ends("compose files") || ends("compose configurations") || ends("configuration files")) return count_files(scene);
  if (ends("services") || ends("service")) return count_services(scene, "service");
  if (ends("containers") || ends("container")) return count_services(scene, "container");
  if (ends("networks") || ends("network")) return count_networks(scene);
  if (ends("volumes")) return count_items(scene.environment.volumes, "volume");
  if (ends("secrets")) return count_items(scene.environment.secrets, "secret");
  if (ends("dockerfiles") || ends("docker files")) return count_dockerfiles(scene);
  if (ends("profiles")) return count_profiles(scene);
  if (ends("environments")) return count_environments(scene);
  return {.thing = {}};
}

}  // namespace

Judgement prove(const CountsThings& fact, const Scene& scene) {
  const Tally tally = tally_of(scene, to_lower(unquoted(fact.things.value)));
  if (tally.numbers.empty()) return open(fmt::format("Portolan does not count {}", quoted(unquoted(fact.things.value))));
  const bool fits = std::any_of(tally.numbers.begin(), tally.numbers.end(), [&](std::size_t number) { return static_cast<std::size_t>(std::max(0, fact.count.value)) == number; });
  std::vector<Span> places = tally.places;
  constexpr std::size_t most_places = 12;
  places.resize(std::min(places.size(), most_places));
  const std::string reason = fmt::format("the files have {}", count_of(tally.numbers.front(), tally.thing));
  if (fits) return holds(fmt::format("the files have {}", count_of(static_cast<std::size_t>(fact.count.value), tally.thing)), std::move(places));
  return refuted(reason, fact.count.span, std::move(places));
}

}  // namespace portolan::check
