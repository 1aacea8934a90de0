#include <utility>

#include "load/markdown/sentences/families.h"

namespace portolan::load {

namespace {

constexpr auto restarts = {"across container restarts",   "across restarts",          "across container recreation", "across container instances", "between container restarts", "between restarts",
                           "between runs",                "across container rebuilds", "across rebuilds",            "across deployments",         "across updates",             "even when the container is removed",
                           "even if the container is removed", "when the container is removed", "when the container is recreated", "when containers are recreated", "when containers are removed",
                           "over restarts",               "through restarts",         "container restarts",          "restarts",                   "a restart",                  "a container restart",
                           "restarts and updates",        "container recreation",     "recreation of the container", "the removal of the container", "container removal",        "upgrades",
                           "the container"};

constexpr auto losses = {"when the container is removed", "when the container is deleted", "when the container stops", "when the container is stopped", "when the container is recreated", "when the container restarts",
                         "when it restarts",              "when containers are removed",   "when it is recreated",     "when it stops",                 "if the container is removed",     "if the container is deleted",
                         "if it restarts",                "on restart",                    "on every restart",         "on each restart",               "on container restart",            "after a restart",
                         "with a restart",                "with its container",            "with the container",       "at a restart",                  "at every restart",                "by a restart"};

void add_kept(const Said& said, const Services& services, bool kept) {
  for (const Spanned<std::string>& service : services) said.add(KeepsData{.service = service, .kept = kept});
}

void add_volume(const Said& said, const Services& services, const Spanned<std::string>& volume, const std::optional<Spanned<std::string>>& target = std::nullopt) {
  for (const Spanned<std::string>& service : services) said.add(MountsVolume{.service = service, .source = volume, .target = target});
}

/// "in the named volume `pg`", "in a volume": with the volume's name when it stands there. False when it is no volume.
bool eat_volume(Clause& clause, std::optional<Spanned<std::string>>& volume) {
  const std::size_t start = clause.at();
  clause.eat_any({"in", "to", "on", "into", "inside", "using", "with", "through", "via", "by"});
  clause.eat_any({"the", "a", "an", "its own", "their own", "its"});
  clause.eat_any({"docker", "persistent"});
  clause.eat_any({"named", "docker", "named docker"});
  const bool noun = clause.eat_any({"volume", "volumes"});
  const std::size_t end = clause.at();
  const auto name = clause.code();
  const bool behind = name && clause.eat_any({"volume", "docker volume", "named volume"});
  if (name && looks_like_service(name->value) && (noun || behind || name->value.find_first_of("_-") != std::string::npos)) {
    volume = name;
    return true;
  }
  clause.go_to(noun ? end : start);
  return noun;
}

/// What is said of data: whether it outlives its container. Nothing when the verb says something else.
std::optional<bool> eat_fate(Clause& clause, std::optional<Spanned<std::string>>& volume) {
  const bool lost = clause.eat_any({"is lost", "are lost", "gets lost", "is gone", "vanishes", "disappears", "is deleted", "is discarded", "will be lost"});
  if (lost) return clause.eat_one_of(losses) ? std::optional(false) : std::nullopt;
  if (clause.eat_any({"is not persisted", "are not persisted", "is not persistent", "is not kept", "is ephemeral", "is not preserved", "is not stored", "does not persist", "do not persist"})) {
    clause.eat_one_of(restarts);
    return clause.closes() ? std::optional(false) : std::nullopt;
  }
  if (clause.eat_any({"does not survive", "do not survive", "never survives"})) return clause.eat_one_of(restarts) ? std::optional(false) : std::nullopt;
  if (clause.eat_any({"is not lost", "are not lost", "is never lost"})) return clause.eat_one_of(losses) ? std::optional(true) : std::nullopt;
  if (clause.eat_any({"survives", "survive", "will survive", "outlives", "outlive"})) return clause.eat_one_of(restarts) ? std::optional(true) : std::nullopt;
  if (clause.eat_any({"is stored", "are stored", "is kept", "are kept", "is saved", "lives", "live", "lies", "is written", "goes", "is held"})) {
    if (!eat_volume(clause, volume)) return std::nullopt;
    return clause.closes() ? std::optional(true) : std::nullopt;
  }
  if (clause.eat_any({"persists", "persist", "is persisted", "are persisted", "is persistent", "are persistent", "is preserved", "are preserved", "will persist", "should persist", "is durable", "stays"})) {
    const bool where = eat_volume(clause, volume) || clause.eat_one_of(restarts);
    return where || clause.ends() ? std::optional(true) : std::nullopt;
  }
  return std::nullopt;
}

bool add_fate(const Said& said, const Services& services) {
  std::optional<Spanned<std::string>> volume;
  const auto kept = eat_fate(said.clause, volume);
  if (!kept || services.empty()) return false;
  add_kept(said, services, *kept);
  if (volume) add_volume(said, services, *volume);
  return true;
}

}  // namespace

bool read_data_of(const Said& said) {
  Clause& clause = said.clause;
  clause.eat_any({"the", "all", "any"});
  clause.eat_any({"persistent", "stored"});
  if (clause.eat_any({"data of", "data in", "data from", "contents of", "files of", "state of"})) return add_fate(said, clause.services());
  if (clause.eat_any({"database data", "database contents", "database files"})) {
    Spanned<std::string> database = clause.taken(clause.at() - 2).take();
    database.value.resize(std::string_view("database").size());
    database.span.end = database.span.begin + static_cast<std::uint32_t>(database.value.size());
    return add_fate(said, {database});
  }
  if (clause.eat("data")) return said.frame.services.size() == 1 && add_fate(said, said.frame.services);
  clause.go_to(said.start);
  const auto subject = read_subject(clause);
  if (!subject || subject->kind != Subject::Kind::these || !clause.eat_any({"data", "contents", "files", "state", "queue data", "cache data"})) return false;
  return add_fate(said, subject->services);
}

bool read_volume_keeps(const Said& said) {
  Clause& clause = said.clause;
  clause.eat("the");
  clause.eat("named");
  clause.eat("volume");
  const auto volume = clause.code();
  if (!volume || !looks_like_service(volume->value)) return false;
  clause.eat("volume");
  if (!clause.eat_any({"keeps", "persists", "stores", "holds", "contains", "preserves", "is for", "will persist"})) return false;
  clause.eat_any({"the", "all"});
  const std::size_t noun = clause.at();
  Services services;
  if (clause.eat_any({"data of", "data for", "data from", "files of", "the data of"})) {
    services = clause.services();
  } else if (clause.go_to(noun); clause.eat_any({"database data", "database files"})) {
    Spanned<std::string> database = clause.taken(noun).take();
    database.value.resize(std::string_view("database").size());
    database.span.end = database.span.begin + static_cast<std::uint32_t>(database.value.size());
    services = {database};
  } else {
    clause.go_to(noun);
    services = clause.services();
    if (!clause.eat_any({"data", "files", "database files", "contents", "data files"})) return false;
  }
  if (services.size() != 1 || !clause.closes()) return false;
  add_volume(said, services, *volume);
  add_kept(said, services, true);
  return true;
}

bool read_keeping(const Said& said, const Subject& subject) {
  Clause& clause = said.clause;
  if (subject.kind != Subject::Kind::these) return false;
  if (clause.eat_any({"is stateless", "are stateless", "is completely stateless", "is fully stateless", "keeps no data", "keep no data", "keeps nothing", "keep nothing", "stores nothing", "stores no data", "keeps no state",
                      "keep no state", "has no state", "has no persistent data", "has no persistent storage", "has no persistence", "have no persistent storage", "does not persist data",
                      "does not persist its data", "does not persist anything", "does not keep data", "runs without persistence", "has no persistent volume"})) {
    if (!clause.closes() || clause.next() == "of" || clause.next() == "in") return false;
    add_kept(said, subject.services, false);
    return true;
  }
  if (clause.eat_any({"mounts the volume", "mounts the named volume", "mounts volume", "mounts a volume", "mounts the", "mounts"})) {
    const auto volume = clause.code();
    if (!volume || !looks_like_service(volume->value)) return false;
    const bool noun = clause.eat_any({"volume", "named volume"}) || clause.words()[clause.at() - 1].lower.find_first_of("_-") != std::string::npos;
    std::optional<Spanned<std::string>> target;
    if (clause.eat_any({"at", "to", "into", "under", "on"})) target = clause.code();
    if (target && !target->value.starts_with('/')) return false;
    if (!noun && !target) return false;
    add_volume(said, subject.services, *volume, target);
    return true;
  }
  if (clause.eat_any({"has persistent storage", "have persistent storage", "has persistent data"})) {
    add_kept(said, subject.services, clause.closes());
    return true;
  }
  if (!clause.eat_any({"keeps", "keep", "stores", "store", "persists", "persist", "saves", "writes", "will persist"})) return false;
  const bool persists = clause.words()[clause.at() - 1].lower.starts_with("persist");
  if (!clause.eat_any({"its data", "their data", "all data", "all its data", "its files", "data", "its database", "its state", "the data"})) return false;
  std::optional<Spanned<std::string>> volume;
  const bool where = eat_volume(clause, volume) || (persists && clause.eat_one_of(restarts));
  if (!where && !(persists && clause.ends())) return false;
  if (!clause.closes()) return false;
  add_kept(said, subject.services, true);
  if (volume) add_volume(said, subject.services, *volume);
  return true;
}

}  // namespace portolan::load
