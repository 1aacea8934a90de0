#include <utility>

#include "load/markdown/sentences/families.h"

namespace portolan::load {

namespace {

bool eat_code(Clause& clause) {
  clause.eat_any({"the", "your", "our", "all", "local", "application's"});
  clause.eat_any({"local", "application", "app", "project", "host", "backend", "frontend", "service"});
  return clause.eat_any({"source code", "sources", "source files", "source folder", "source folders", "source directory", "source", "code", "code base", "codebase", "application code", "source tree", "code changes"}) &&
         clause.words()[clause.at() - 1].lower != "changes";
}

/// Whose code: the service that the clause names behind it, else that of the bullet or heading, else any.
Spanned<std::string> whose(const Said& said) {
  Clause& clause = said.clause;
  const std::size_t before = clause.at();
  if (clause.eat_any({"into", "in", "inside", "of", "for", "by"})) {
    clause.eat_any({"the", "both"});
    clause.go_to(clause.at());
    const Services services = clause.services();
    if (services.size() == 1) return services.front();
  }
  clause.go_to(before);
  return said.frame.services.size() == 1 ? said.frame.services.front() : Spanned<std::string>{};
}

constexpr auto reload_nouns = {"hot reload",      "hot reloading",      "hot-reload",          "hot-reloading",  "live reload",           "live reloading",        "live-reload",      "live-reloading",
                               "auto-reload",     "auto reload",        "auto-reloading",      "automatic reload", "automatic reloading", "live code reloading",   "live code reload", "hot module replacement",
                               "hot module reload", "hot code reloading", "automatic code reload", "hmr",        "hot module reloading",  "automatic code reloading", "hot code reload"};

constexpr auto on_changes = {"on changes",       "on code changes",      "on file changes",         "on every change",          "when code changes",      "when files change",  "when a file changes",
                             "when the code changes", "on source changes", "after each change",     "when you change the code", "when you save a file",   "on change",          "whenever the code changes",
                             "whenever a file changes", "when the source changes", "when sources change", "after code changes", "when you edit a file", "on each change",     "upon code changes"};

}  // namespace

bool read_sources(const Said& said) {
  Clause& clause = said.clause;
  const auto add = [&](bool mounted) {
    const std::size_t end = clause.at();
    Spanned<std::string> service = whose(said);
    if (service.value.empty()) clause.go_to(end);
    return said.add(MountsCode{.service = std::move(service), .mounted = mounted});
  };
  if (clause.eat_any({"no bind mounts", "no bind mount", "no code volumes", "no code volume", "no code mounts", "no code mount", "no source mounts", "no code volume mounts", "no source code mounts", "no host mounts",
                      "no direct code mounting", "no source volumes"})) {
    clause.eat_any({"are used", "is used", "exist", "are allowed"});
    return clause.closes() && clause.next() != "for" && clause.next() != "between" && add(false);
  }
  if (clause.eat_any({"named volumes only", "only named volumes"})) {
    clause.eat("are used");
    return clause.ends() && add(false);
  }
  const bool none = clause.eat("no");
  if (!eat_code(clause)) return false;
  const std::size_t verb = clause.at();
  const auto be = eat_be(clause);
  const bool affirmed = be.value_or(true) != none;
  if (clause.eat_any({"bind-mounted", "mounted", "bind mounted", "mounted as a volume", "mounted as volumes", "volume-mounted", "mounted directly", "mounted live"})) {
    clause.eat_any({"as a volume", "as volumes", "as a bind mount", "from the host", "from the host machine", "directly", "live"});
    if (be || clause.ends()) {
      clause.eat_any({"into the containers", "into the container", "into containers", "in the container", "inside the container", "into their containers"});
      const std::string_view next = clause.next();
      if (!clause.closes() || next == "on" || next == "under") return false;
      add(affirmed);
      if (affirmed && clause.eat("for") && clause.eat_one_of(reload_nouns)) said.add(ReloadsCode{.service = whose(said)});  // "sources are mounted for live reloading"
      return true;
    }
    return false;
  }
  clause.go_to(verb);
  const auto baked = eat_be(clause);
  if (none || !baked || !*baked) return false;
  clause.eat_any({"fully", "completely"});
  if (!clause.eat_any({"baked into", "baked in", "built into", "copied into", "part of", "in", "included in", "contained in", "packed into"})) return false;
  clause.eat_any({"the", "its", "their", "each", "every", "production"});
  clause.eat_any({"docker", "production", "container"});
  return clause.eat_any({"image", "images"}) && (clause.closes() || clause.eat("at build time")) && add(false);
}

bool read_mounts(const Said& said, const Subject& subject) {
  Clause& clause = said.clause;
  if (subject.bare) return false;
  const bool verb = eat_do(clause);
  bool negated = false;
  bool read = false;
  if (clause.eat_any({"mounts", "mount", "bind-mounts", "bind-mount"})) {
    negated = clause.eat("no");
    read = eat_code(clause) || (negated && clause.eat_any({"host folder", "host folders", "folder of the host", "host directory", "host directories"}));
  } else if (clause.eat_any({"uses no", "use no", "has no", "have no"})) {
    negated = true;
    read = clause.eat_any({"bind mounts", "bind mount", "code volumes", "code mounts", "code mount", "host mounts", "code volume"});
  } else if (clause.eat_any({"runs without", "run without"})) {
    negated = true;
    read = clause.eat_any({"bind mounts", "a bind mount", "code mounts", "a code mount", "code volumes"});
  }
  if (!read || !clause.closes() || (clause.next() == "in" && negated)) return false;
  return add_each(said, subject, verb != negated, [](const Spanned<std::string>& service, bool so) -> std::optional<Fact> { return MountsCode{.service = service, .mounted = so}; });
}

bool read_reload(const Said& said) {
  Clause& clause = said.clause;
  const auto add = [&](bool reloads) {
    const std::size_t end = clause.at();
    Spanned<std::string> service = whose(said);
    if (service.value.empty()) clause.go_to(end);
    return said.add(ReloadsCode{.service = std::move(service), .reloads = reloads});
  };
  if (clause.eat_any({"code changes", "changes to the code", "changes in the code", "source changes", "changes to source files", "file changes", "changes to the source code", "changes to your code"})) {
    if (clause.eat_any({"are picked up automatically", "are reflected immediately", "are reloaded automatically", "are applied automatically", "are picked up immediately", "take effect immediately", "show at once",
                        "reload automatically", "are reflected automatically", "are picked up without a restart", "are detected automatically", "are automatically reloaded", "are automatically picked up",
                        "trigger a reload", "trigger an automatic reload", "are immediately reflected", "are hot-reloaded"})) {
      return add(true);
    }
    if (clause.eat_any({"need a rebuild", "require a rebuild", "need a new image", "require rebuilding the image", "require rebuilding", "require a new image", "need a restart", "require a restart"})) return add(false);
    return false;
  }
  const bool none = clause.eat("no");
  clause.eat_any({"automatic", "enabled"});
  if (!clause.eat_one_of(reload_nouns)) {
    if (none || !clause.eat_any({"volume mounts for", "volumes for", "bind mounts for", "code mounted for", "sources are mounted for", "source code is mounted for", "code is mounted for", "mounted for", "with"})) return false;
    if (!clause.eat_one_of(reload_nouns)) return false;
  }
  const std::size_t end = clause.at();
  const auto be = eat_be(clause);
  bool active = clause.eat_any({"enabled", "active", "on", "supported", "available", "configured", "activated", "works"});
  if (!active) clause.go_to(end);
  active = active && be.value_or(true);
  if (be && clause.at() != end && !clause.closes()) return false;
  if (clause.at() == end && !clause.ends() && clause.next() != "for" && clause.next() != "of" && clause.next() != "on" && clause.next() != "via" && clause.next() != "in" && clause.next() != "with") return false;
  const bool refused = be && clause.at() != end && !*be;
  return add(!(none || refused));
}

bool read_reloading(const Said& said, const Subject& subject) {
  Clause& clause = said.clause;
  if (subject.bare) return false;
  const auto add = [&](bool reloads) {
    return add_each(said, subject, reloads, [](const Spanned<std::string>& service, bool so) -> std::optional<Fact> { return ReloadsCode{.service = service, .reloads = so}; });
  };
  const std::size_t start = clause.at();
  const bool verb = eat_do(clause);
  clause.eat("automatically");
  if (clause.eat_any({"hot-reloads", "auto-reloads", "live-reloads", "hot reloads", "hot-reload", "auto-reload"})) {
    clause.eat_one_of(on_changes);
    return clause.closes() && add(verb);
  }
  if (clause.eat_any({"reloads", "reload", "restarts", "restart", "reloads itself", "restarts itself", "is reloaded", "are reloaded", "is restarted", "are restarted"})) {
    clause.eat_any({"automatically", "itself", "the server", "the code", "changed code"});
    if (clause.eat_one_of(on_changes)) return add(verb);
    return false;
  }
  clause.go_to(start);
  const auto have = eat_have(clause);
  const bool verb_of_use = !have && clause.eat_any({"supports", "support", "runs with", "run with", "uses", "starts with", "with"});
  if (!have && !verb_of_use) return false;
  clause.eat_any({"the", "enabled", "a dev server with", "a development server with"});
  return clause.eat_one_of(reload_nouns) && clause.closes() && add(have.value_or(true));
}

}  // namespace portolan::load
