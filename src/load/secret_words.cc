#include <algorithm>
#include <array>
#include <string>

#include "base/text.h"
#include "load/compose/secrecy.h"
#include "load/secret_text.h"

namespace portolan::load {

static bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

/// Where names stand among other words, a bare KEY or PRIVATE is an ordinary word: only the plainer ones count.
bool names_secret(std::string_view name) {
  if (contains(name, " ") || !is_secret_variable(name)) return false;
  const std::string lower = to_lower(name);
  for (const std::string_view part : {"password", "passwd", "passphrase", "secret", "token", "api_key", "api-key", "apikey", "private_key", "access_key", "credential"}) {
    if (contains(lower, part)) return true;
  }
  return lower.ends_with("_pass") || lower.ends_with("_pwd") || lower == "pgpass";
}

bool is_secret_label(std::string_view label) {
  constexpr std::array labels{"password", "passwd", "passphrase", "pass", "pwd", "token", "api key", "secret key", "access key", "apikey"};
  std::string lower = to_lower(trim(label));
  std::replace(lower.begin(), lower.end(), '-', ' ');
  return std::any_of(labels.begin(), labels.end(), [&](std::string_view known) {
    return lower == known || (lower.ends_with(known) && lower.size() > known.size() && lower[lower.size() - known.size() - 1] == ' ');
  });
}

/// "POSTGRES_PASSWORD" where a value could stand says which variable holds it.
static bool is_name_of_secret(std::string_view value) {
  const bool plain = std::all_of(value.begin(), value.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; });
  return plain && contains(value, "_") && is_secret_variable(value);
}

bool is_placeholder(std::string_view value) {
  if (value.empty()) return true;
  const std::string lower = to_lower(value);
  constexpr std::array words{"changeme", "change-me", "change_me", "password", "pass",  "passwd", "secret", "token",  "required", "optional", "none",
                             "yes",      "no",        "true",      "false",    "empty", "unset",  "set",    "random", "generated", "trust",   "-",
                             "todo",     "tbd",       "string",    "null",     "value", "the",    "a",      "an",     "any",       "strong"};
  if (std::find(words.begin(), words.end(), lower) != words.end() || is_name_of_secret(value)) return true;
  const char first = value.front();
  if (first == '$' || first == '<' || first == '{' || first == '/' || first == '[' || first == '%') return true;
  if (lower.starts_with("./") || lower.starts_with("your") || lower.starts_with("my-") || lower.starts_with("example")) return true;
  return value.find_first_not_of("*.xX\xe2\x80\xa2\xa6") == std::string_view::npos;  // "****", "xxx", "…"
}

static bool is_token_char(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-'; }

static std::size_t token_length(std::string_view text) {
  return static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_token_char) - text.begin());
}

std::size_t secret_shape(std::string_view text) {
  // asked at every place of a document: most begin with none of the letters that the shapes below begin with
  constexpr std::string_view first_letters = "AEHSadeghnprswxy-$";
  if (text.empty() || first_letters.find(text.front()) == std::string_view::npos) return 0;
  struct Prefix { std::string_view start; std::size_t least; };
  constexpr std::array prefixes{Prefix{"AKIA", 16},    Prefix{"ASIA", 16},  Prefix{"sk_live_", 8}, Prefix{"sk_test_", 8}, Prefix{"rk_live_", 8}, Prefix{"whsec_", 8},
                                Prefix{"ghp_", 12},    Prefix{"gho_", 12},  Prefix{"ghs_", 12},    Prefix{"github_pat_", 12}, Prefix{"glpat-", 12}, Prefix{"xoxa-", 8},
                                Prefix{"xoxb-", 8},    Prefix{"xoxp-", 8},  Prefix{"npm_", 24},  Prefix{"xapp-", 12},  Prefix{"ghu_", 12},   Prefix{"ghr_", 12},
                                Prefix{"glrt-", 12},   Prefix{"gldt-", 12}, Prefix{"AIza", 30},    Prefix{"SG.", 16},      Prefix{"hvs.", 16},     Prefix{"dckr_pat_", 16}, Prefix{"dop_v1_", 16},
                                Prefix{"shpat_", 16},  Prefix{"pypi-", 20}, Prefix{"ya29.", 20},   Prefix{"hf_", 20},      Prefix{"sk-", 20},      Prefix{"rk_test_", 8},   Prefix{"AGE-SECRET-KEY-", 16}};
  for (const Prefix& prefix : prefixes) {
    if (!text.starts_with(prefix.start)) continue;
    const std::size_t length = prefix.start.size() + token_length(text.substr(prefix.start.size()));
    const bool digit = text.substr(0, length).find_first_of("0123456789") != std::string_view::npos;
    if (length >= prefix.start.size() + prefix.least && digit) return length;
  }
  if (text.starts_with("eyJ")) {
    const std::size_t head = token_length(text);
    if (head < 8 || head >= text.size() || text[head] != '.') return 0;
    const std::size_t end = std::min(text.find_first_of(" \t\r\n\"'`,;)<|", head), text.size());
    return end - head > 4 ? end : 0;
  }
  if (text.starts_with("-----BEGIN ")) {
    const std::size_t line = std::min(text.find('\n'), text.size());
    if (!contains(text.substr(0, line), "PRIVATE KEY")) return 0;
    const std::size_t end = text.find("-----END ", line);
    return end == std::string_view::npos ? text.size() : end;
  }
  for (const std::string_view scheme : {"apr1$", "2a$", "2b$", "2y$", "5$", "6$", "argon2id$"}) {
    const std::size_t at = text.find_first_not_of('$');
    if (at == 0 || at > 2 || at == std::string_view::npos || !text.substr(at).starts_with(scheme)) continue;
    const std::size_t end = std::min(text.find_first_of(" \t\r\n\"'`,;)<|", at), text.size());
    if (end > at + scheme.size() + 8) return end;
  }
  return 0;
}

}  // namespace portolan::load
