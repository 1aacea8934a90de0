#include <utility>

#include "base/text.h"
#include "load/markdown/sentences/families.h"

namespace portolan::load {

namespace {

bool eat_secrets(Clause& clause) {
  clause.eat_any({"all", "any", "the"});
  clause.eat_any({"database", "production", "application", "api", "other", "your"});
  return clause.eat_any({"secrets", "passwords", "credentials", "secret values", "sensitive data", "sensitive values", "sensitive configuration", "tokens", "api keys", "secret keys"});
}

bool is_env_file(std::string_view text) {
  const std::string_view name = text.substr(text.rfind('/') == std::string_view::npos ? 0 : text.rfind('/') + 1);
  return name.starts_with(".env") || name.ends_with(".env");
}

/// "from `.env`", "in Docker secrets": where they are.
std::optional<KeepsSecrets> eat_place(Clause& clause) {
  clause.eat_any({"the", "an", "a", "your"});
  const std::size_t start = clause.at();
  if (const auto code = clause.code()) {
    if (!is_env_file(code->value)) return std::nullopt;
    clause.eat_any({"file", "files"});
    return KeepsSecrets{.place = SecretPlace::env_file, .words = *code};
  }
  const auto found = [&](SecretPlace place) { return KeepsSecrets{.place = place, .words = clause.taken(start).take()}; };
  if (!clause.done() && is_env_file(clause.next())) {
    clause.go_to(start + 1);
    const KeepsSecrets fact = found(SecretPlace::env_file);
    clause.eat_any({"file", "files"});
    return fact;
  }
  if (clause.eat_any({"environment variables", "env vars", "env variables", "variables of the environment", "environment variable"})) return found(SecretPlace::environment);
  if (clause.eat_any({"docker secrets", "docker compose secrets", "compose secrets", "secret files", "docker secret files", "files under /run/secrets", "secrets files"})) return found(SecretPlace::secret_files);
  if (clause.eat("files") && clause.ends()) return found(SecretPlace::secret_files);
  return std::nullopt;
}

/// "in the code", "in Git": where no secret is.
bool eat_where(Clause& clause) {
  clause.eat_any({"the", "any", "our"});
  clause.eat_any({"docker", "git", "source", "compose", "image"});
  return clause.eat_any({"code", "source", "repository", "git", "version control", "control", "images", "image", "compose file", "compose files", "file", "files", "layers", "repo", "source code"});
}

}  // namespace

bool read_secret_place(const Said& said) {
  Clause& clause = said.clause;
  const auto add_absent = [&](std::size_t place) { return clause.closes() && said.add(KeepsSecrets{.place = SecretPlace::not_in_files, .words = clause.taken(place).take()}); };
  if (clause.eat_any({"no hard-coded", "no hardcoded"})) return eat_secrets(clause) && clause.closes() && said.add(KeepsSecrets{.place = SecretPlace::not_in_files, .words = clause.taken(said.start).take()});
  const bool none = clause.eat("no");
  if (!eat_secrets(clause)) return false;
  if (none) {
    clause.eat_any({"are", "is"});
    clause.eat_any({"stored", "kept", "committed", "written", "hard-coded", "hardcoded"});
    if (!clause.eat_any({"in", "into", "to"})) return false;
    const std::size_t place = clause.at();
    return eat_where(clause) && add_absent(place);
  }
  const std::size_t verb = clause.at();
  const auto be = eat_be(clause);
  if (be && !*be) {
    if (!clause.eat_any({"stored", "kept", "committed", "written", "hard-coded", "hardcoded", "baked", "part of"})) return false;
    if (clause.ends() && clause.words()[clause.at() - 1].lower.starts_with("committed")) return add_absent(clause.at() - 1);
    clause.eat_any({"in", "into", "to"});
    const std::size_t place = clause.at();
    return eat_where(clause) && add_absent(place);
  }
  clause.go_to(verb);
  if (be) eat_be(clause);
  if (!clause.eat_any({"come from", "comes from", "come", "read from", "kept in", "stored in", "passed via", "passed through", "passed as", "passed by", "passed in", "passed with", "live in", "lives in",
                       "provided by", "provided through", "provided via", "provided as", "provided in", "injected via", "injected through", "injected as", "injected by", "supplied by", "supplied via", "supplied through",
                       "set in", "loaded from", "mounted as", "taken from", "managed with", "managed via", "managed through", "managed by", "managed using", "handed over as", "given as", "belong in", "stored as",
                       "stored using", "sourced from"})) {
    return false;
  }
  clause.eat_any({"as", "from", "via"});
  auto fact = eat_place(clause);
  return fact && clause.closes() && said.add(std::move(*fact));
}

}  // namespace portolan::load
