// Data at rest: what outlives a container, and what is mounted read-only.
#include <algorithm>

#include <fmt/format.h>

#include "base/file_reader.h"
#include "base/text.h"
#include "check/claims/provers.h"
#include "check/claims/words.h"
#include "check/knowledge/images.h"

namespace portolan::check {
namespace {

bool is_inside(std::string_view path, std::string_view around) {
  return path == around || (path.starts_with(around) && path.size() > around.size() && path[around.size()] == '/');
}

/// Where the image keeps its data, when it runs as what it is meant for.
std::string_view data_path_of(const Stack& stack, const Service& service) {
  const ImageFacts* facts = find_service_facts(stack, service);
  return facts && role_of(stack, service) == facts->role ? facts->data_path : std::string_view();
}

bool outlives(const Mount& mount) { return (mount.type == MountType::volume || mount.type == MountType::bind) && !mount.source.empty(); }

/// A mount that takes up what is written to `path`: at it, above it, or one level below it (a data folder within the data folder).
const Mount* find_mount_of(const Service& service, std::string_view path) {
  const Mount* found = nullptr;
  for (const Mount& mount : service.mounts) {
    if (!is_inside(path, mount.target) && !is_inside(mount.target, path)) continue;
    if (!found || outlives(mount)) found = &mount;
  }
  return found;
}

const Mount* find_named_volume(const Service& service) {
  const auto found = std::find_if(service.mounts.begin(), service.mounts.end(), [](const Mount& mount) { return mount.type == MountType::volume && !mount.source.empty() && !mount.read_only; });
  return found == service.mounts.end() ? nullptr : &*found;
}

/// Where the data of the service goes: holds when they are kept, refuted when they are lost.
Judgement find_fate(const Scene& scene, const Service& service) {
  const std::string name = quoted(service.name.value);
  const std::string_view path = data_path_of(scene.stack, service);
  if (path.empty()) {
    if (const Mount* volume = find_named_volume(service)) {
      Judgement judgement = open(fmt::format("{} keeps files in {}, and nothing tells which", name, quoted(volume->source)));
      judgement.evidence = {volume->span};
      return judgement;
    }
    return service.mounts.empty() ? refuted(fmt::format("{} mounts nothing that could keep its data", name), {}, {place_of(service)}) : open(fmt::format("nothing tells where {} writes its data", name));
  }
  const Mount* mount = find_mount_of(service, path);
  if (!mount) return refuted(fmt::format("{} mounts nothing at {}, where it keeps its data", name, quoted(path)), {}, {place_of(service)});
  if (outlives(*mount)) return holds(fmt::format("{} keeps its data in {}", name, quoted(mount->source)), {mount->span});
  return refuted(mount->type == MountType::tmpfs ? fmt::format("{} keeps its data in memory", name) : fmt::format("the volume of {} at {} has no name, so the next container gets a new one", name, quoted(mount->target)), {},
                 {mount->span});
}

Judgement judge_data(const Scene& scene, const Service& service, const KeepsData& fact) {
  Judgement fate = find_fate(scene, service);
  if (fact.kept) return fate.proof == Proof::open ? open(std::move(fate.reason)) : fate;
  // Whoever is said to keep nothing, and writes into a volume, keeps something.
  if (fate.proof == Proof::open && fate.evidence.empty()) return open(std::move(fate.reason));
  if (fate.proof == Proof::refuted) return holds(std::move(fate.reason), std::move(fate.evidence));
  return refuted(std::move(fate.reason), fact.service.span, std::move(fate.evidence));
}

bool is_mount_of(const Mount& mount, std::string_view path) {
  const std::string written = normal_path(path);
  if (mount.source == path || mount.target == path || (!mount.source.empty() && normal_path(mount.source) == written)) return true;
  return path.find('/') == std::string_view::npos && (file_name_of(mount.target) == path || (mount.type == MountType::bind && file_name_of(mount.source) == path));
}

Judgement judge_read_only(const Service& service, const ReadOnly& fact) {
  const std::string name = quoted(service.name.value);
  if (!fact.path) {
    return service.read_only ? holds(fmt::format("compose makes the file system of {} read-only", name), {place_of(service)})
                             : refuted(fmt::format("compose does not set read_only for {}", name), {}, {place_of(service)});
  }
  const std::string path = unquoted(fact.path->value);
  for (const Mount& mount : service.mounts) {
    if (!is_mount_of(mount, path)) continue;
    const std::string where = fmt::format("compose mounts {} into {} ", quoted(path), name);
    return mount.read_only ? holds(where + "read-only", {mount.span}) : refuted(where + "for writing, too", fact.path->span, {mount.span});
  }
  return open(fmt::format("compose mounts no {} into {}", quoted(path), name));
}

}  // namespace

Judgement prove(const KeepsData& fact, const Scene& scene) {
  const Subjects subjects = find_subjects(scene, fact.service);
  if (!subjects) return subjects.problem;
  if (!subjects.named && !subjects.every) return open("the document does not say of which service");
  return judge_all(subjects, [&](const Service& service) { return judge_data(scene, service, fact); });
}

Judgement prove(const ReadOnly& fact, const Scene& scene) {
  const Subjects subjects = find_subjects(scene, fact.service);
  if (!subjects) return subjects.problem;
  if (!subjects.named && !subjects.every && !fact.path) return open("the document does not say of which service");
  if (subjects.named || subjects.every) return judge_all(subjects, [&](const Service& service) { return judge_read_only(service, fact); });
  // Wherever it is mounted, it is read-only.
  Judgement result = open(fmt::format("compose mounts no {}", quoted(unquoted(fact.path->value))));
  for (const Service* service : subjects.services) {
    Judgement judgement = judge_read_only(*service, fact);
    if (judgement.proof == Proof::refuted) return judgement;
    if (judgement.proof != Proof::holds) continue;
    if (result.proof == Proof::holds) judgement.evidence.insert(judgement.evidence.begin(), result.evidence.begin(), result.evidence.end());
    result = std::move(judgement);
  }
  return result;
}

}  // namespace portolan::check
