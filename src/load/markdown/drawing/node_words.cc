#include "load/markdown/drawing/node_words.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace portolan::load {

namespace {

bool is_any(std::string_view word, std::initializer_list<std::string_view> list) { return std::find(list.begin(), list.end(), word) != list.end(); }

bool is_digit(char c) { return c >= '0' && c <= '9'; }

Stretch trimmed(Stretch words) {
  const std::string& text = words.phrase->text();
  const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '`' || c == '*'; };
  while (words.begin < words.end && blank(text[words.begin])) ++words.begin;
  while (words.end > words.begin && (blank(text[words.end - 1]) || text[words.end - 1] == ':' || text[words.end - 1] == ',' || text[words.end - 1] == '.')) --words.end;
  return words;
}

/// Behind "- ", "• ", "2. " and a picture.
Stretch without_bullet(Stretch words) {
  const std::string& text = words.phrase->text();
  words = trimmed(words);
  std::size_t at = words.begin;
  while (at < words.end && is_digit(text[at])) ++at;
  if (at > words.begin && at + 1 < words.end && (text[at] == '.' || text[at] == ')') && text[at + 1] == ' ') return trimmed({words.phrase, at + 2, words.end});
  at = words.begin;
  while (at < words.end && (static_cast<unsigned char>(text[at]) >= 0x80 || text[at] == '-' || text[at] == '*')) ++at;
  const bool sign = at > words.begin && at < words.end && text[at] == ' ';
  return sign ? trimmed({words.phrase, at + 1, words.end}) : words;
}

std::optional<Spanned<int>> port_at(const Phrase& phrase, std::size_t begin, std::size_t end) {
  const auto number = parse_digits(std::string_view(phrase.text()).substr(begin, end - begin));
  if (!number || *number < 1 || *number > 65535) return std::nullopt;
  return Spanned<int>{*number, phrase.span(begin, end)};
}

/// "80", "80/443", "5433:5432", ":3000" at the offsets; empty for anything else.
std::vector<WrittenPort> ports_of_token(const Phrase& phrase, std::size_t begin, std::size_t end) {
  const std::string& text = phrase.text();
  std::vector<WrittenPort> ports;
  while (begin < end && text[begin] == ':') ++begin;
  for (std::size_t at = begin; at < end;) {
    std::size_t stop = at;
    while (stop < end && is_digit(text[stop])) ++stop;
    const auto first = port_at(phrase, at, stop);
    if (!first) {
      const std::string_view rest = std::string_view(text).substr(at, end - at);
      return !ports.empty() && (rest == "tcp" || rest == "udp" || rest == "TCP" || rest == "UDP") ? ports : std::vector<WrittenPort>{};
    }
    WrittenPort port{*first, {}};
    if (stop < end && (text[stop] == ':')) {
      std::size_t last = stop + 1;
      while (last < end && is_digit(text[last])) ++last;
      const auto second = port_at(phrase, stop + 1, last);
      if (!second) return {};
      port = {*second, first};
      stop = last;
    }
    ports.push_back(port);
    if (stop < end && text[stop] != '/' && text[stop] != ',' && text[stop] != '+') return {};
    at = stop + 1;
  }
  return ports;
}

bool is_framework(std::string_view lower) {
  return is_any(lower, {"angular", "celery", "django", "express", "fastapi", "flask", "go", "laravel", "nestjs", "next.js", "node", "node.js", "php", "python", "rails", "react", "spring", "svelte", "vite", "vue"});
}

/// Words behind a service's name that only say what it is.
bool is_kind_word(std::string_view lower) {
  return is_any(lower, {"app", "application", "broker", "cache", "container", "database", "db", "instance", "proxy", "queue", "reverse", "server", "service", "store", "ui"});
}

std::vector<Spanned<std::string>> services_in(const Reading& reading, const Stretch& words) {
  const Spanned<std::string> whole_text = words.take();
  if (reading.is_defined_service(whole_text.value) || reading.is_defined_service(to_lower(whole_text.value))) return {whole_text};
  if (auto services = services_of(reading, words); !services.empty()) return services;
  const std::vector<Word> all = words.words();
  // In capitals a word is a variable's name elsewhere: "NGINX", "DB".
  const bool capitals = all.size() == 1 && is_variable_name(whole_text.value) && whole_text.value.find('_') == std::string::npos;
  if (capitals && reading.knows_service(whole_text.value)) return {whole_text};
  if (all.size() < 2 || all.size() > 4 || std::any_of(all.begin(), all.end() - 1, [](const Word& word) { return word.ends_clause; })) return {};
  const auto one = [&](std::size_t i) { return services_of(reading, {words.phrase, all[i].begin, all[i].end}); };
  if (std::all_of(all.begin() + 1, all.end(), [](const Word& word) { return is_kind_word(word.lower); })) {
    if (auto services = one(0); services.size() == 1) return services;
  }
  if (all.size() == 2 && is_framework(all[0].lower)) return one(1);
  return {};
}

/// "web-network:80/443", "port 80", "8000" in brackets.
void read_remark(NodeWords& node) {
  const Stretch remark = node.remark;
  if (auto ports = ports_alone(remark); !ports.empty()) {
    node.ports = std::move(ports);
    return;
  }
  const std::string_view text = remark.text();
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || text.find(' ') != std::string_view::npos) return;
  auto ports = ports_of_token(*remark.phrase, remark.begin + colon + 1, remark.end);
  const Spanned<std::string> name = remark.phrase->take(remark.begin, remark.begin + colon);
  if (ports.empty() || !looks_like_service(name.value)) return;
  node.ports = std::move(ports);
  if (name.value.find("network") != std::string::npos || name.value.ends_with("-net") || name.value.ends_with("_net")) node.network = name;
}

}  // namespace

std::vector<WrittenPort> ports_alone(const Stretch& stretch) {
  std::vector<WrittenPort> ports;
  const std::string& text = stretch.phrase->text();
  for (std::size_t at = stretch.begin; at < stretch.end;) {
    if (text[at] == ' ' || text[at] == ',' || text[at] == '(' || text[at] == ')' || text[at] == '&') {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < stretch.end && text[end] != ' ' && text[end] != ',' && text[end] != '(' && text[end] != ')') ++end;
    const std::string word = to_lower(std::string_view(text).substr(at, end - at));
    const bool said = is_any(word, {"port", "ports", "port:", "ports:", "tcp", "udp", "http", "https", "http:", "https:", "http/https", "and", "/", ":", "tcp:"});
    std::vector<WrittenPort> more = said ? std::vector<WrittenPort>{} : ports_of_token(*stretch.phrase, at, end);
    if (!said && more.empty()) return {};
    ports.insert(ports.end(), more.begin(), more.end());
    at = end;
  }
  return ports;
}

NodeWords read_node_words(const Reading& reading, const Stretch& words) {
  NodeWords node;
  const std::string& text = words.phrase->text();
  Stretch name = without_bullet(words);
  const bool framed = name.end - name.begin > 2 && text[name.begin] == '[' && text[name.end - 1] == ']';  // "[db (MariaDB)]"
  if (framed) name = trimmed({name.phrase, name.begin + 1, name.end - 1});
  const std::size_t bracket = text.find_first_of("([", name.begin);
  if (bracket < name.end && bracket > name.begin) {
    const std::size_t close = std::min(text.find_first_of(")]", bracket), name.end);
    if (close + 1 < name.end && !trim(std::string_view(text).substr(close + 1, name.end - close - 1)).empty()) return node;  // goes on behind the brackets
    node.remark = {words.phrase, bracket + 1, close};
    name.end = bracket;
    name = trimmed(name);
    read_remark(node);
  }
  const std::size_t colon = text.rfind(':', name.end);
  if (colon != std::string::npos && colon > name.begin && colon < name.end) {
    auto ports = ports_of_token(*words.phrase, colon + 1, name.end);
    if (ports.empty()) return {};
    node.ports = std::move(ports);
    name.end = colon;
    name = trimmed(name);
  }
  if (name.empty() || name.end - name.begin > 60) return {};
  const Spanned<std::string> written = name.take();
  if (outside_of(to_lower(written.value)) != Outside::none && !reading.is_defined_service(to_lower(written.value))) {
    node.outside = written;
  } else {
    node.services = services_in(reading, name);
  }
  return node;
}

}  // namespace portolan::load
