#include "load/markdown/client_call.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "load/markdown/url.h"

namespace portolan::load {

namespace {

using Words = std::vector<Spanned<std::string>>;

bool is_any(std::string_view text, std::initializer_list<std::string_view> list) { return std::find(list.begin(), list.end(), text) != list.end(); }

/// "/usr/bin/curl" → "curl".
std::string_view program_of(const Words& words) {
  if (words.empty()) return {};
  const std::string_view text = words.front().value;
  return text.substr(text.rfind('/') == std::string_view::npos ? 0 : text.rfind('/') + 1);
}

/// Whether positions in the value are positions in the file.
bool is_exact(const Spanned<std::string>& word) { return word.span.end - word.span.begin == word.value.size(); }

Spanned<std::string> part(const Spanned<std::string>& word, std::size_t begin, std::size_t end) {
  Spanned<std::string> cut{word.value.substr(begin, end - begin), word.span};
  const std::size_t quote = word.span.end - word.span.begin == word.value.size() + 2 ? 1 : 0;
  if (is_exact(word) || quote == 1) {
    cut.span.end = word.span.begin + static_cast<std::uint32_t>(end + quote);
    cut.span.begin = word.span.begin + static_cast<std::uint32_t>(begin + quote);
  }
  return cut;
}

std::optional<AskedAddress> address_of_url(const Spanned<std::string>& word) {
  const auto url = parse_url(word.value);
  if (!url) return std::nullopt;
  AskedAddress asked{.host = part(word, url->host_begin, url->host_end), .begin = word.span.begin, .end = word.span.end};
  asked.port.value = url->port;
  if (url->port_begin < url->port_end) asked.port.span = part(word, url->port_begin, url->port_end).span;
  if (url->path_begin < url->path_end) asked.path = part(word, url->path_begin, url->path_end);
  return asked;
}

std::optional<Spanned<int>> port_in(const Spanned<std::string>& word, std::size_t begin, std::size_t end) {
  const auto port = parse_digits(std::string_view(word.value).substr(begin, end - begin));
  if (!port || *port < 1 || *port > 65535) return std::nullopt;
  return Spanned<int>{*port, part(word, begin, end).span};
}

/// What a client of a server takes, and the letters that it takes it by.
struct Client {
  std::string_view program;
  std::string_view host, port, user, database;  ///< options: "-h", "--host"
  std::string_view long_host, long_port, long_user, long_database;
  std::string_view switches;  ///< single letters that take no value
  int default_port = 0;
  bool positional_database = false;
};

// Sources: the reference page of each program.
constexpr Client clients[] = {
    {"mongosh", "-h", "-p", "-u", "-d", "--host", "--port", "--username", "--db", "", 27017, false},
    {"mysql", "-h", "-P", "-u", "-D", "--host", "--port", "--user", "--database", "BNbefnqrstvVAEHX", 3306, true},
    {"mysqladmin", "-h", "-P", "-u", "", "--host", "--port", "--user", "", "bfEsvV", 3306, false},
    {"mysqldump", "-h", "-P", "-u", "", "--host", "--port", "--user", "", "ABEFQRXYcdefiklnqtv", 3306, true},
    {"pg_dump", "-h", "-p", "-U", "-d", "--host", "--port", "--username", "--dbname", "abBcCOsvVwWx", 5432, true},
    {"pg_isready", "-h", "-p", "-U", "-d", "--host", "--port", "--username", "--dbname", "qV", 5432, false},
    {"psql", "-h", "-p", "-U", "-d", "--host", "--port", "--username", "--dbname", "aAbeEHilnqsStVwWxXz01", 5432, true},
    {"redis-cli", "-h", "-p", "", "", "-h", "-p", "--user", "", "xvc3e", 6379, false},
};

/// Reads the options of one client.
class ClientReader {
 public:
  ClientReader(const Client& client, const Words& words) : client_(client), words_(words) {}

  std::optional<AskedAddress> read(CalledFrom from) {
    for (std::size_t i = 1; i < words_.size() && !broken_; ++i) {
      if (redirects(words_[i].value)) break;
      read_word(i);
    }
    // In a container "psql" alone asks the container itself, which says nothing; who signs in does.
    const bool says_where = host_ || asked_.port.value != 0 || (from == CalledFrom::container && (asked_.user || asked_.database));
    if (broken_ || !says_where) return std::nullopt;
    if (host_) asked_.host = *host_;
    if (!host_) asked_.host = {"localhost", {}};
    if (asked_.port.value == 0) asked_.port.value = client_.default_port;
    asked_.begin = words_.front().span.begin;
    asked_.end = words_.back().span.end;
    return asked_;
  }

 private:
  static bool redirects(std::string_view word) { return word.starts_with('<') || word.starts_with('>') || word.starts_with("2>"); }
  static bool is_placeholder(std::string_view word) { return is_placeholder_operand(word) && !parse_digits(word) && !is_this_machine(word); }

  /// The value of an option at `i`, joined ("-p5433", "--port=5433") or the next word; moves `i` behind it.
  std::optional<Spanned<std::string>> value_of(std::string_view letter, std::string_view name, std::size_t& i) const {
    const std::string& word = words_[i].value;
    const bool alone = (!letter.empty() && word == letter) || (!name.empty() && word == name);
    if (alone) return i + 1 < words_.size() ? std::optional(words_[++i]) : std::nullopt;
    if (name.starts_with("--") && word.starts_with(name) && word.size() > name.size() && word[name.size()] == '=') return part(words_[i], name.size() + 1, word.size());
    if (!letter.empty() && !word.starts_with("--") && word.starts_with(letter) && word.size() > letter.size()) return part(words_[i], letter.size(), word.size());
    return std::nullopt;
  }

  void read_word(std::size_t& i) {
    const std::size_t at = i;
    if (auto host = value_of(client_.host, client_.long_host, i)) return take_host(std::move(*host));
    if (auto port = value_of(client_.port, client_.long_port, i)) return take_port(*port);
    if (auto user = value_of(client_.user, client_.long_user, i)) return take(asked_.user, std::move(*user));
    if (auto database = value_of(client_.database, client_.long_database, i)) return take(asked_.database, std::move(*database));
    const std::string& word = words_[at].value;
    if (auto url = word.find("://") != std::string::npos ? address_of_url(words_[at]) : std::nullopt) {
      host_ = url->host;
      asked_.port = url->port;
      return;
    }
    if (word.find("://") != std::string::npos) {
      broken_ = true;  // somewhere else
    } else if (word.starts_with("--")) {
      return;
    } else if (word.starts_with('-') && word.size() > 1) {
      // "-c 'select 1'": a letter that is no switch takes the next word. "-it" are switches; MySQL's password stands in the same word.
      const bool joined = word.size() > 2 || client_.switches.find(word[1]) != std::string_view::npos || (client_.program.starts_with("mysql") && word[1] == 'p');
      if (!joined && client_.program != "redis-cli") ++i;
      if (client_.program == "redis-cli" && is_any(word, {"-a", "-n", "-r", "-i", "-u"})) ++i;
    } else if (client_.positional_database && !asked_.database && operands_++ == 0) {
      take(asked_.database, words_[at]);
    }
  }

  void take_host(Spanned<std::string> host) {
    if (host.value.find('.') != std::string::npos && !is_this_machine(host.value)) broken_ = true;
    if (host.value.starts_with('/') || is_placeholder(host.value)) broken_ = true;
    host_ = std::move(host);
  }
  void take_port(const Spanned<std::string>& word) {
    const auto port = port_in(word, 0, word.value.size());
    if (port) asked_.port = *port;
    if (!port) broken_ = true;
  }
  static void take(std::optional<Spanned<std::string>>& field, Spanned<std::string> word) {
    if (!is_placeholder(word.value) && word.value.find_first_of("= ") == std::string::npos) field = std::move(word);
  }

  const Client& client_;
  const Words& words_;
  AskedAddress asked_;
  std::optional<Spanned<std::string>> host_;
  int operands_ = 0;
  bool broken_ = false;
};

/// curl, wget and what opens pages: each argument that is an address.
std::vector<AskedAddress> urls_of(const Words& words) {
  std::vector<AskedAddress> asked;
  for (std::size_t i = 1; i < words.size(); ++i) {
    const std::string& word = words[i].value;
    // Headers, data and proxies hold addresses that nobody asks.
    if (is_any(word, {"-H", "--header", "-d", "--data", "--data-raw", "-x", "--proxy", "-e", "--referer", "-o", "--output", "-O", "-A", "--resolve", "--connect-to", "-u", "--user", "-X", "--request", "-w", "-F"})) {
      ++i;
      continue;
    }
    const bool plain = word.find("://") == std::string::npos;
    if (word.starts_with('-') || (plain && !word.starts_with("localhost") && word.find(':') == std::string::npos)) continue;
    if (auto address = address_of_url(words[i])) asked.push_back(std::move(*address));
  }
  return asked;
}

/// "nc -zv localhost 5432", "telnet db 5432".
std::vector<AskedAddress> host_and_port(const Words& words) {
  std::vector<const Spanned<std::string>*> operands;
  for (std::size_t i = 1; i < words.size(); ++i) {
    if (is_any(words[i].value, {"-w", "-i", "-p", "-s"})) {
      ++i;
    } else if (!words[i].value.starts_with('-')) {
      operands.push_back(&words[i]);
    }
  }
  if (operands.size() < 2 || (is_placeholder_operand(operands[0]->value) && !is_this_machine(operands[0]->value))) return {};
  const auto port = port_in(*operands[1], 0, operands[1]->value.size());
  const bool far = operands[0]->value.find('.') != std::string::npos && !is_this_machine(operands[0]->value);
  if (!port || far) return {};
  return {{.host = *operands[0], .port = *port, .path = {}, .user = {}, .database = {}, .begin = words.front().span.begin, .end = operands[1]->span.end}};
}

/// "lsof -i :8000", "lsof -ti:8000,5433", "lsof -i tcp:8000".
std::vector<AskedAddress> listed_ports(const Words& words) {
  std::vector<AskedAddress> asked;
  for (std::size_t i = 1; i < words.size(); ++i) {
    const std::string& word = words[i].value;
    const std::size_t colon = word.find(':');
    const bool after_option = word.starts_with('-') ? word.find('i') < colon : words[i - 1].value.starts_with('-') && words[i - 1].value.ends_with('i');
    if (colon == std::string::npos || !after_option) continue;
    for (std::size_t at = colon + 1; at < word.size();) {
      const std::size_t end = std::min(word.find(',', at), word.size());
      if (const auto port = port_in(words[i], at, end)) {
        asked.push_back({.host = {"localhost", {}}, .port = *port, .path = {}, .user = {}, .database = {}, .begin = words.front().span.begin, .end = words[i].span.end});
      }
      at = end + 1;
    }
  }
  return asked;
}

/// "ping db", "nslookup db": is there such a host?
std::vector<AskedAddress> hosts_of(const Words& words) {
  const Spanned<std::string>* host = nullptr;
  for (std::size_t i = 1; i < words.size(); ++i) {
    const std::string& word = words[i].value;
    if (is_any(word, {"-c", "-w", "-W", "-i", "-t", "-s"})) {
      ++i;
    } else if (!word.starts_with('-') && word != "hosts" && word != "ahosts") {
      if (host) return {};
      host = &words[i];
    }
  }
  const bool named = host && host->value.find_first_of(".:/") == std::string::npos && !is_placeholder_operand(host->value) && !is_this_machine(host->value);
  if (!named) return {};
  return {{.host = *host, .port = {}, .path = {}, .user = {}, .database = {}, .begin = words.front().span.begin, .end = host->span.end}};
}

}  // namespace

std::vector<AskedAddress> asked_addresses(const Words& words, CalledFrom from) {
  const std::string_view program = program_of(words);
  if (program.empty()) return {};
  if (is_any(program, {"curl", "wget", "http", "https", "open", "xdg-open", "start", "ab", "hey", "wrk", "firefox"})) return urls_of(words);
  if (is_any(program, {"nc", "ncat", "netcat", "telnet"})) return host_and_port(words);
  if (program == "lsof") return listed_ports(words);
  if (is_any(program, {"ping", "nslookup", "getent", "dig"})) return from == CalledFrom::container ? hosts_of(words) : std::vector<AskedAddress>{};
  const std::string_view family = program == "mongo" ? "mongosh" : program == "mariadb" ? "mysql" : program == "mariadb-dump" ? "mysqldump" : program;
  const auto client = std::find_if(std::begin(clients), std::end(clients), [&](const Client& row) { return row.program == family; });
  if (client == std::end(clients)) return {};
  auto asked = ClientReader(*client, words).read(from);
  return asked ? std::vector<AskedAddress>{std::move(*asked)} : std::vector<AskedAddress>{};
}

Words placed_words(std::string_view command, FileId file, std::size_t origin) {
  std::vector<ShellToken> tokens = shell_tokens(command);
  const auto is_lead = [](std::string_view word) { return is_any(word, {"$", "%", ">", "#", "!", "if", "while", "until", "do", "then", "else", "watch", "time", "sudo", "exec", "env"}); };
  std::size_t at = skip_prefix(tokens);
  while (at < tokens.size() && is_lead(tokens[at].text)) ++at;
  if (at + 1 < tokens.size() && tokens[at].text == "timeout") at += 2;
  Words words;
  for (; at < tokens.size(); ++at) words.push_back(tokens[at].placed(file, origin));
  return words;
}

bool lists_ports(std::string_view command) {
  const Words words = placed_words(command, FileId::none, 0);
  return is_any(program_of(words), {"ss", "netstat", "lsof"});
}

std::optional<AskedAddress> asked_by_filter(const Words& words) {
  if (!is_any(program_of(words), {"grep", "egrep"})) return std::nullopt;
  for (std::size_t i = 1; i < words.size(); ++i) {
    const std::string& word = words[i].value;
    if (word.starts_with('-')) continue;
    const std::size_t begin = word.starts_with(':') ? 1 : 0;
    const auto port = port_in(words[i], begin, word.size());
    // A bare number of few digits may be a process or a column.
    if (!port || (begin == 0 && port->value < 1000)) return std::nullopt;
    return AskedAddress{.host = {"localhost", {}}, .port = *port, .path = {}, .user = {}, .database = {}, .begin = words.front().span.begin, .end = words[i].span.end};
  }
  return std::nullopt;
}

}  // namespace portolan::load
