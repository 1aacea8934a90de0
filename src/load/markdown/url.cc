#include "load/markdown/url.h"

#include <algorithm>
#include <string>

#include "base/text.h"

namespace portolan::load {

namespace {

struct Scheme {
  std::string_view name;
  int port;
};

constexpr Scheme schemes[] = {{"http", 80},       {"https", 443}, {"ws", 80},      {"wss", 443},  {"postgres", 5432}, {"postgresql", 5432},
                              {"mysql", 3306},    {"redis", 6379}, {"amqp", 5672}, {"mongodb", 27017}};

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_host_char(char c) { return is_letter(c) || is_digit(c) || c == '-' || c == '_' || c == '.'; }

/// What ends an address in prose, Markdown, tables and shell text.
bool ends_url(char c) { return std::string_view(" \t\r\n\"'`()|,;\\").find(c) != std::string_view::npos; }
/// The reader fills something in.
bool is_placeholder_char(char c) { return std::string_view("<>{}$[]*").find(c) != std::string_view::npos; }

/// One label: "backend", "django-app"; or this machine.
bool is_near(std::string_view host) { return is_this_machine(host) || (!host.empty() && host.find('.') == std::string_view::npos && is_letter(host.front())); }

/// Reads from the host at `at`; `scheme_port`: 0 for an address without a scheme, which must name its port.
std::optional<UrlParts> read_from_host(std::string_view text, std::size_t begin, std::size_t at, int scheme_port) {
  UrlParts url{.begin = begin};
  std::size_t end = at;
  while (end < text.size() && !ends_url(text[end])) ++end;
  // "user:password@host": who calls does not change where.
  if (const std::size_t sign = text.substr(at, end - at).find('@'); sign != std::string_view::npos && text.substr(at, sign).find('/') == std::string_view::npos) at += sign + 1;
  url.host_begin = at;
  if (text.substr(at).starts_with("[::1]")) {
    at += 5;
  } else {
    while (at < end && is_host_char(text[at])) ++at;
  }
  url.host_end = at;
  while (url.host_end > url.host_begin && text[url.host_end - 1] == '.') --url.host_end;  // of the sentence
  if (url.host_end != at) end = at = url.host_end;
  if (!is_near(text.substr(url.host_begin, url.host_end - url.host_begin))) return std::nullopt;
  url.port = scheme_port;
  url.port_begin = url.port_end = at;
  if (at < end && text[at] == ':') {
    std::size_t last = at + 1;
    while (last < end && is_digit(text[last])) ++last;
    const auto port = parse_digits(text.substr(at + 1, last - at - 1));
    if (port && *port >= 1 && *port <= 65535) {
      url.port = *port;
      url.port_begin = at + 1;
      at = url.port_end = last;
    } else if (last > at + 1 || (last < end && is_placeholder_char(text[last]))) {
      return std::nullopt;
    } else {
      end = at;  // the colon of the sentence
    }
  }
  if (url.port == 0) return std::nullopt;
  while (end > at && std::string_view(".:!?").find(text[end - 1]) != std::string_view::npos) --end;
  if (at < end && text[at] != '/' && text[at] != '?' && text[at] != '#') {
    // "<http://localhost:80>", "**http://localhost**" end here; "localhost:80:80" and "http://web$X" are something else.
    if (text[at] != '>' && text[at] != '*' && text[at] != '<' && text[at] != ']') return std::nullopt;
    end = at;
  }
  url.path_begin = url.path_end = at;
  while (url.path_end < end && text[url.path_end] != '?' && text[url.path_end] != '#' && !is_placeholder_char(text[url.path_end])) ++url.path_end;
  if (url.path_end < end && is_placeholder_char(text[url.path_end])) {
    url.path_end = url.path_begin;  // "/api/{id}": the path has something to fill in, host and port have not
    while (end > at && (text[end - 1] == '>' || text[end - 1] == '*' || text[end - 1] == ']')) --end;
  }
  url.end = end;
  return url;
}

/// The scheme that ends at `colon`; 0 for none.
std::size_t scheme_length(std::string_view text, std::size_t colon) {
  std::size_t begin = colon;
  while (begin > 0 && is_letter(text[begin - 1])) --begin;
  return colon - begin;
}

/// "API_URL=http://localhost:8000" sets a variable; "-f=http://…" is an option.
bool is_assigned(std::string_view text, std::size_t begin) {
  if (begin > 0 && (text[begin - 1] == '"' || text[begin - 1] == '\'')) --begin;
  return begin > 1 && text[begin - 1] == '=' && (is_letter(text[begin - 2]) || is_digit(text[begin - 2]) || text[begin - 2] == '_');
}

void take_with_scheme(std::string_view text, std::size_t colon, std::vector<UrlParts>& urls) {
  const std::size_t length = scheme_length(text, colon);
  const auto port = default_port(text.substr(colon - length, length));
  if (!port || is_assigned(text, colon - length)) return;
  if (const auto url = read_from_host(text, colon - length, colon + 3, *port)) urls.push_back(*url);
}

/// "localhost:8000" alone; "-L 8080:localhost:80", "user@localhost:5432", "localhost:5000/image:tag" say something else.
void take_bare(std::string_view text, std::size_t at, std::vector<UrlParts>& urls) {
  const bool starts = at == 0 || std::string_view(" \t\n(`\"'|*").find(text[at - 1]) != std::string_view::npos;
  if (!starts || is_assigned(text, at)) return;
  const auto url = read_from_host(text, at, at, 0);
  if (!url || text.substr(url->path_begin, url->path_end - url->path_begin).find(':') != std::string_view::npos) return;
  urls.push_back(*url);
}

}  // namespace

std::optional<int> default_port(std::string_view scheme) {
  const std::string lower = to_lower(scheme);
  const auto found = std::find_if(std::begin(schemes), std::end(schemes), [&](const Scheme& row) { return row.name == lower; });
  return found == std::end(schemes) ? std::nullopt : std::optional(found->port);
}

bool is_this_machine(std::string_view host) { return equals_ignoring_case(host, "localhost") || host == "127.0.0.1" || host == "0.0.0.0" || host == "[::1]" || host == "::1"; }

std::vector<UrlParts> find_urls(std::string_view text) {
  constexpr std::string_view local = "localhost:";
  std::vector<UrlParts> urls;
  std::size_t next_scheme = text.find("://"), next_bare = text.find(local);
  while (next_scheme != std::string_view::npos || next_bare != std::string_view::npos) {
    const std::size_t before = urls.size();
    const std::size_t at = std::min(next_scheme, next_bare);
    at == next_scheme ? take_with_scheme(text, at, urls) : take_bare(text, at, urls);
    const std::size_t from = std::max(at + 3, urls.size() > before ? urls.back().end : 0);
    if (next_scheme != std::string_view::npos && next_scheme < from) next_scheme = text.find("://", from);
    if (next_bare != std::string_view::npos && next_bare < from) next_bare = text.find(local, from);
  }
  return urls;
}

std::optional<UrlParts> parse_url(std::string_view word) {
  const std::size_t colon = word.find("://");
  if (colon == std::string_view::npos) {
    // A client takes a bare host for a web server.
    auto url = read_from_host(word, 0, 0, 80);
    const bool local = url && is_this_machine(word.substr(url->host_begin, url->host_end - url->host_begin));
    return url && (local || url->port_begin < url->port_end) ? url : std::nullopt;
  }
  const std::size_t length = scheme_length(word, colon);
  const auto port = default_port(word.substr(0, colon));
  return port && length == colon ? read_from_host(word, 0, colon + 3, *port) : std::nullopt;
}

}  // namespace portolan::load
