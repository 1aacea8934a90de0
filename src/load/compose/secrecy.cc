#include "load/compose/secrecy.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "base/text.h"

namespace portolan::load {

/// Upper-case words of NAME_LIKE_THIS, name-like-this and nameLikeThis.
static std::vector<std::string> words_of(std::string_view name) {
  std::vector<std::string> words(1);
  char before = '_';
  for (const char c : name) {
    const bool upper = c >= 'A' && c <= 'Z', lower = c >= 'a' && c <= 'z', digit = c >= '0' && c <= '9';
    if (!upper && !lower && !digit) {
      words.emplace_back();
    } else {
      if (upper && before >= 'a' && before <= 'z') words.emplace_back();
      words.back() += lower ? static_cast<char>(c - 'a' + 'A') : c;
    }
    before = c;
  }
  std::erase_if(words, [](const std::string& word) { return word.empty(); });
  return words;
}

bool is_secret_variable(std::string_view name) {
  constexpr std::array<std::string_view, 18> whole{"CRED",  "CREDS",      "PASS",        "PASSWORD", "PASSWD", "PASSPHRASE", "PGPASS", "PWD",   "PW",
                                                   "SECRET", "SECRETS",   "TOKEN",       "TOKENS",   "CREDENTIAL", "CREDENTIALS", "PRIVATE", "KEY", "APIKEY"};
  constexpr std::array<std::string_view, 6> inside{"PASSWORD", "PASSWD", "SECRET", "APIKEY", "CREDENTIAL", "PASSPHRASE"};
  constexpr std::array<std::string_view, 28> about{"FILE",    "PATH",   "DIR",     "TTL",     "EXPIRY",   "EXPIRES", "EXPIRATION", "LENGTH", "MINUTES", "SECONDS",
                                                   "HOURS",   "DAYS",   "NAME",    "COUNT",   "SIZE",     "ALGORITHM", "TYPE",     "HEADER", "ISSUER",  "ENABLED",
                                                   "POLICY",  "ROTATION", "LIFETIME", "REQUIRED", "URL",  "URI",     "ENDPOINT",   "LIMIT"};
  constexpr std::array<std::string_view, 7> last{"AUTH", "COOKIE", "NONCE", "PEM", "PFX", "SALT", "SALTS"};
  constexpr std::array<std::string_view, 3> counted{"MAX", "MIN", "NUM"};  // MAX_TOKENS
  const std::vector<std::string> words = words_of(name);
  if (words.empty() || words == std::vector<std::string>{"PWD"}) return false;
  if (std::find(about.begin(), about.end(), words.back()) != about.end()) return false;
  if (std::find(words.begin(), words.end(), "PUBLIC") != words.end()) return false;
  if (std::find(counted.begin(), counted.end(), words.front()) != counted.end()) return false;
  if (std::find(last.begin(), last.end(), words.back()) != last.end()) return true;
  return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
    const std::string_view bare = std::string_view(word).substr(0, word.find_last_not_of("0123456789") + 1);  // PASSWORD2
    const bool is = std::find(whole.begin(), whole.end(), bare) != whole.end();
    return is || bare.ends_with("TOKEN") || std::any_of(inside.begin(), inside.end(), [&](std::string_view part) { return word.find(part) != std::string::npos; });
  });
}

bool holds_secret(std::string_view name, std::string_view value) {
  if (value.empty() || !is_secret_variable(name)) return false;
  constexpr std::array<std::string_view, 30> kinds{"true",  "false",    "yes",    "no",    "on",     "off",    "enabled", "disabled", "required", "optional", "none",  "basic", "digest", "bearer", "jwt",
                                                   "ldap",  "oauth",    "oauth2", "oidc",  "saml",   "local",  "internal", "anonymous", "trust",   "md5",      "plain", "login", "session", "kerberos", "scram-sha-256"};
  const std::string lower = to_lower(value);
  if (lower == "true" || lower == "false") return false;
  return words_of(name).back() != "AUTH" || std::find(kinds.begin(), kinds.end(), lower) == kinds.end();
}

/// The length of ${…} at the start of `text`, nested ones included; 0 when it does not close within a line of usual length.
static std::size_t variable_length(std::string_view text) {
  constexpr std::size_t longest = 512;
  if (!text.starts_with("${")) return 0;
  int depth = 0;
  for (std::size_t i = 0; i < std::min(text.size(), longest) && text[i] != '\n'; ++i) {
    if (text.substr(i).starts_with("${")) ++depth;
    if (text[i] == '}' && --depth == 0) return i + 1;
  }
  return 0;
}

std::size_t find_outside_variables(std::string_view text, std::string_view any, std::size_t from) {
  for (std::size_t at = from; at < text.size();) {
    if (const std::size_t length = variable_length(text.substr(at)); length > 0) {
      at += length;
    } else if (any.find(text[at]) != std::string_view::npos) {
      return at;
    } else {
      ++at;
    }
  }
  return std::string_view::npos;
}

std::optional<std::string_view> find_url_password(std::string_view text) {
  const std::size_t scheme = text.find("://");
  if (scheme == std::string_view::npos || scheme == 0) return std::nullopt;
  const std::size_t begin = scheme + 3;
  const std::size_t end = std::min(find_outside_variables(text, "/?# \t\"'", begin), text.size());
  const std::string_view authority = text.substr(begin, end - begin);
  const std::size_t at = authority.rfind('@');
  if (at == std::string_view::npos) return std::nullopt;
  const std::size_t colon = find_outside_variables(authority, ":");
  if (colon == std::string_view::npos || colon + 1 >= at) return std::nullopt;
  return authority.substr(colon + 1, at - colon - 1);
}

static void mark_part(SourceMap& sources, const Span& span, std::string_view whole, std::string_view part) {
  const auto begin = span.begin + static_cast<std::uint32_t>(part.data() - whole.data());
  sources.mark_secret({span.file, begin, begin + static_cast<std::uint32_t>(part.size())});
}

/// The text behind the operator of the first ${NAME:-text}; nothing when there is none.
static std::optional<std::string_view> find_default(std::string_view source) {
  const std::size_t open = source.find("${");
  const std::size_t close = source.rfind('}');
  if (open == std::string_view::npos || close == std::string_view::npos) return std::nullopt;
  const std::size_t dash = source.find('-', open);
  if (dash == std::string_view::npos || dash + 1 >= close) return std::nullopt;
  return source.substr(dash + 1, close - dash - 1);
}

bool mark_if_secret(SourceMap& sources, std::string_view name, const Value& value) {
  if (!value.is_scalar() || value.text.empty()) return false;
  const bool by_name = holds_secret(name, value.text) && value.text[0] != '/';
  const auto password = find_url_password(value.text);
  if (!by_name && !password) return false;
  const std::string_view source = value.span.known() ? sources.text(value.span) : std::string_view();
  bool from_variable = false;
  for (const Origin& origin : value.origins) {
    const bool variable = origin.kind == OriginKind::variable || origin.kind == OriginKind::default_value || origin.kind == OriginKind::unset;
    from_variable = from_variable || variable;
    if (variable && origin.definition.known() && (by_name || is_secret_variable(origin.name))) sources.mark_secret(origin.definition);
  }
  if (by_name && !from_variable) {
    sources.mark_secret(value.span);
  } else if (by_name) {
    if (const auto text = find_default(source)) mark_part(sources, value.span, source, *text);
  } else if (const auto typed = find_url_password(source); typed && !typed->starts_with("${") && !typed->starts_with('$')) {
    mark_part(sources, value.span, source, *typed);
  } else if (typed) {
    if (const auto text = find_default(*typed)) mark_part(sources, value.span, source, *text);
  }
  return true;
}

}  // namespace portolan::load
