#include <algorithm>

#include <fmt/format.h>

#include "base/file_reader.h"
#include "base/text.h"
#include "check/claims/find_service.h"
#include "check/claims/provers.h"
#include "check/claims/words.h"

namespace portolan::check {
namespace {

// ---- volumes

std::string without_trailing_slash(std::string_view path) {
  while (path.size() > 1 && path.ends_with('/')) path.remove_suffix(1);
  return std::string(path);
}

bool is_path(std::string_view source) { return source.find('/') != std::string_view::npos || source.starts_with('.') || source.starts_with('~'); }

/// "./data/" and "data" are one folder; a name without a slash can also be a volume, by its key or as Docker calls it.
bool same_source(const Environment& environment, const Mount& mount, std::string_view written) {
  if (mount.type == MountType::volume) {
    if (mount.source == written) return true;
    const Volume* volume = environment.find_volume(mount.source);
    return volume && !volume->resource_name.empty() && volume->resource_name == written;
  }
  if (mount.source.empty()) return false;
  return normal_path(mount.source) == normal_path(written);
}

/// Sources that a document can name exactly: a path, or one word. "a named volume" is none.
bool is_exact_source(std::string_view source) { return is_path(source) || looks_like_name(source); }

Judgement judge_mount(const Scene& scene, const Service& service, const MountsVolume& fact) {
  const std::string source = unquoted(fact.source.value);
  const std::string target = fact.target ? without_trailing_slash(unquoted(fact.target->value)) : std::string();
  const std::string name = quoted(service.name.value);
  const Mount* same_target = nullptr;
  const Mount* other_target = nullptr;
  for (const Mount& mount : service.mounts) {
    const bool source_fits = source.empty() || same_source(scene.environment, mount, source);
    const bool target_fits = !fact.target || without_trailing_slash(mount.target) == target;
    if (source_fits && target_fits) return holds(fmt::format("compose mounts it into {} at {}", name, quoted(mount.target)), {mount.span});
    if (source_fits) other_target = &mount;
    if (target_fits && fact.target) same_target = &mount;
  }
  if (!source.empty() && !is_exact_source(source)) return open(fmt::format("{} does not say which volume it is", quoted(source)));
  if (other_target) {
    return refuted(fmt::format("compose mounts {} into {} at {}", quoted(source), name, quoted(other_target->target)), fact.target->span, {other_target->span});
  }
  if (same_target) {
    const std::string real = same_target->source.empty() ? fmt::format("an anonymous {}", name_of(same_target->type)) : quoted(same_target->source);
    return refuted(fmt::format("compose mounts {} into {} at {}", real, name, quoted(same_target->target)), fact.source.span, {same_target->span});
  }
  return refuted(fmt::format("compose mounts no {} into {}", source.empty() ? "volume" : quoted(source), name), fact.source.span, {place_of(service)});
}

/// Of a pair that does not belong together, the word that was written later: the member in a list of members, the network in a list of networks.
Span later_of(const Spanned<std::string>& a, const Spanned<std::string>& b) { return a.span.known() && b.span.begin < a.span.begin ? a.span : b.span; }

// ---- networks

Judgement judge_join(const Scene& scene, const Service& service, const JoinsNetwork& fact) {
  const std::string name = quoted(service.name.value);
  const Span wrong = later_of(fact.service, fact.network);
  const Network* network = find_network_by_words(scene.environment, fact.network.value);
  const std::string key = network ? network->name.value : unquoted(fact.network.value);
  std::vector<std::string> joined;
  std::vector<Span> places;
  for (const NetworkAttachment& attachment : service.networks) {
    const Span place = attachment.network.span.known() ? attachment.network.span : place_of(service);
    if (attachment.network.value == key) return holds(fmt::format("compose joins {} to it", name), {place});
    joined.push_back(quoted(attachment.network.value));
    places.push_back(place);
  }
  if (service.network_mode) {
    const std::string& mode = service.network_mode->value;
    if (mode == key) return holds(fmt::format("compose sets network_mode {}", quoted(mode)), {service.network_mode->span});
    return refuted(fmt::format("compose sets network_mode {} for {}", quoted(mode), name), wrong, {service.network_mode->span});
  }
  if (joined.empty()) return refuted(fmt::format("compose joins {} to the default network only", name), wrong, {place_of(service)});
  return refuted(fmt::format("compose joins {} to {}", name, join_naturally(joined)), wrong, std::move(places));
}

// ---- secrets

Judgement judge_secret(const Service& service, const ReadsSecret& fact) {
  const std::string secret = unquoted(fact.secret.value);
  for (const GrantReference& grant : service.secrets) {
    if (grant.source.value == secret || grant.target == secret) {
      return holds(fmt::format("compose gives it to {}", quoted(service.name.value)), {grant.source.span});
    }
  }
  return refuted(fmt::format("compose does not give secret {} to {}", quoted(secret), quoted(service.name.value)), later_of(fact.service, fact.secret), {place_of(service)});
}

}  // namespace

Judgement prove(const MountsVolume& fact, const Scene& scene) {
  const Subjects subjects = find_subjects(scene, fact.service);
  if (!subjects) return subjects.problem;
  Judgement judgement = judge_any(subjects, [&](const Service& service) { return judge_mount(scene, service, fact); });
  if (!subjects.named && judgement.proof == Proof::refuted) {
    return refuted(fmt::format("compose mounts {} into no service{}", quoted(unquoted(fact.source.value)),
                               fact.target ? fmt::format(" at {}", quoted(unquoted(fact.target->value))) : std::string()),
                   fact.source.span, std::move(judgement.evidence));
  }
  return judgement;
}

Judgement prove(const JoinsNetwork& fact, const Scene& scene) {
  const Subjects subjects = find_subjects(scene, fact.service);
  if (!subjects) return subjects.problem;
  return judge_any(subjects, [&](const Service& service) { return judge_join(scene, service, fact); });
}

Judgement prove(const NetworkSetting& fact, const Scene& scene) {
  const Network* network = find_network_by_words(scene.environment, fact.network.value);
  if (!network) return absent(fmt::format("no network is called {}", quoted(unquoted(fact.network.value))), fact.network.span);
  if (network->external) return open(fmt::format("network {} is external, its settings stand elsewhere", quoted(network->name.value)));
  const Span place = network->span.known() ? network->span : network->name.span;
  // Docker's default driver; Compose Specification, networks, driver.
  const std::string driver = network->driver.empty() ? "bridge" : network->driver;
  if (fact.driver && !equals_ignoring_case(unquoted(fact.driver->value), driver)) {
    return refuted(fmt::format("the driver of network {} is {}", quoted(network->name.value), quoted(driver)), fact.driver->span, {place});
  }
  if (fact.internal && fact.internal->value != network->internal) {
    return refuted(fmt::format("network {} is {}internal", quoted(network->name.value), network->internal ? "" : "not "), fact.internal->span, {place});
  }
  return holds(fmt::format("compose defines network {} so", quoted(network->name.value)), {place});
}

Judgement prove(const ReadsSecret& fact, const Scene& scene) {
  const Subjects subjects = find_subjects(scene, fact.service);
  if (!subjects) return subjects.problem;
  return judge_any(subjects, [&](const Service& service) { return judge_secret(service, fact); });
}

}  // namespace portolan::check
