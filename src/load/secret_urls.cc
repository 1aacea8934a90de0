#include "load/secret_urls.h"

#include <algorithm>

#include "base/text.h"
#include "load/compose/secrecy.h"

namespace portolan::load {

namespace {

using Found = std::function<void(std::size_t begin, std::size_t end)>;

constexpr std::size_t longest = 2'000;

bool is_token_char(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-'; }

/// Made by a machine: long, letters and digits in one.
bool is_token(std::string_view part, std::size_t least) {
  const bool plain = std::all_of(part.begin(), part.end(), is_token_char);
  const bool letter = std::any_of(part.begin(), part.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
  return plain && letter && part.size() >= least && part.find_first_of("0123456789") != std::string_view::npos;
}

void find_in_account(std::string_view authority, std::size_t at, const Found& found) {
  const std::size_t host = authority.rfind('@'), colon = find_outside_variables(authority, ":");
  if (host == std::string_view::npos) return;
  if (colon < host) return found(at + colon + 1, at + host);
  const std::string_view account = authority.substr(0, host);
  if (is_token(account, 16)) return found(at, at + host);
  const std::size_t dash = account.find('-'), inside = dash == std::string_view::npos ? dash : account.find(':', dash);
  const std::size_t close = account.rfind('}');
  if (account.starts_with("${") && inside < close && close != std::string_view::npos) found(at + inside + 1, at + close);  // "${ACCOUNT:-me:x}@"
}

/// Shape:  https://HOST/…hook…/TOKEN, HOST with "hook" in it, or https://api.telegram.org/botTOKEN
void find_in_path(std::string_view url, std::size_t at, const Found& found) {
  const std::size_t slash = url.find('/');
  if (slash == std::string_view::npos) return;
  constexpr std::string_view telegram = "api.telegram.org/bot";
  if (url.starts_with(telegram) && url.size() > telegram.size() + 16) return found(at + telegram.size(), at + std::min(url.find('/', telegram.size()), url.size()));
  const std::size_t hook = to_lower(url).find("hook");
  if (hook == std::string_view::npos) return;
  for (std::size_t begin = slash + 1; begin <= url.size();) {
    const std::size_t end = std::min(url.find_first_of("/?&=", begin), url.size());
    if (begin > hook && is_token(url.substr(begin, end - begin), 9)) return found(at + begin, at + url.size());
    begin = end + 1;
  }
}

}  // namespace

void find_url_secrets(std::string_view text, std::size_t at, const Found& found) {
  const std::string_view near = text.substr(at, longest);
  const std::string_view authority = near.substr(0, find_outside_variables(near, " \t\r\n\"'`<>/?#"));
  find_in_account(authority, at, found);
  std::string_view url = near.substr(0, find_outside_variables(near, " \t\r\n\"'`<>)]},;|"));
  while (url.ends_with('.')) url.remove_suffix(1);
  find_in_path(url, at, found);
}

}  // namespace portolan::load
