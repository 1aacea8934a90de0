#include "model/traefik_rule.h"

#include <algorithm>
#include <utility>

#include "base/text.h"

namespace portolan {

namespace {

constexpr std::size_t most_terms = 64;
constexpr int deepest = 32;
constexpr std::size_t longest_rule = 4096;

using Terms = std::vector<TraefikTerm>;

void add_new(std::vector<std::string>& into, const std::vector<std::string>& more) {
  for (const std::string& item : more) {
    if (std::find(into.begin(), into.end(), item) == into.end()) into.push_back(item);
  }
}

/// Both must hold. Two lists of names, or two of paths, have something in common that nobody writes and that is not worked out.
TraefikTerm both(const TraefikTerm& a, const TraefikTerm& b) {
  TraefikTerm term = a;
  term.plain = a.plain && b.plain && (a.names.empty() || b.names.empty()) && (a.paths.empty() || b.paths.empty());
  add_new(term.names, b.names);
  term.paths.insert(term.paths.end(), b.paths.begin(), b.paths.end());
  return term;
}

/// Terms that differ in their names alone, or in their paths alone, are one.
Terms joined(const Terms& terms) {
  Terms out;
  for (const TraefikTerm& term : terms) {
    const auto same = std::find_if(out.begin(), out.end(), [&](const TraefikTerm& other) {
      if (!term.plain || !other.plain) return false;
      return term.names == other.names ? term.paths.empty() == other.paths.empty() : term.paths == other.paths && term.names.empty() == other.names.empty();
    });
    if (same == out.end()) {
      out.push_back(term);
    } else if (same->names == term.names) {
      same->paths.insert(same->paths.end(), term.paths.begin(), term.paths.end());
    } else {
      add_new(same->names, term.names);
    }
  }
  return out;
}

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  Terms parse() {
    Terms terms = any(0);
    skip();
    if (at_ < text_.size()) {
      for (TraefikTerm& term : terms) term.plain = false;  // what follows is not understood
    }
    return joined(terms);
  }

 private:
  void skip() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t' || text_[at_] == '\n' || text_[at_] == '\r')) ++at_;
  }

  bool take(std::string_view sign) {
    skip();
    if (!text_.substr(at_).starts_with(sign)) return false;
    at_ += sign.size();
    return true;
  }

  static void limit(Terms& terms) {
    if (terms.size() <= most_terms) return;
    terms.resize(most_terms);
    for (TraefikTerm& term : terms) term.plain = false;
  }

  Terms any(int depth) {
    Terms terms = all(depth);
    while (take("||")) {
      for (TraefikTerm& term : all(depth)) terms.push_back(std::move(term));
      limit(terms);
    }
    return terms;
  }

  Terms all(int depth) {
    Terms terms = one(depth);
    while (take("&&")) {
      const Terms more = one(depth);
      Terms product;
      for (const TraefikTerm& a : terms) {
        for (const TraefikTerm& b : more) product.push_back(both(a, b));
      }
      terms = joined(product);
      limit(terms);
    }
    return terms;
  }

  Terms one(int depth) {
    if (depth >= deepest) {
      at_ = text_.size();
      return {{.plain = false}};
    }
    if (take("!")) {
      one(depth + 1);
      return {{.plain = false}};
    }
    if (take("(")) {
      Terms terms = any(depth + 1);
      take(")");
      return joined(terms);
    }
    return {matcher()};
  }

  TraefikTerm matcher() {
    skip();
    const std::size_t begin = at_;
    while (at_ < text_.size() && ((text_[at_] >= 'a' && text_[at_] <= 'z') || (text_[at_] >= 'A' && text_[at_] <= 'Z'))) ++at_;
    const std::string name = to_lower(text_.substr(begin, at_ - begin));
    TraefikTerm term;
    std::vector<std::string> arguments;
    if (name.empty() || !take("(") || !read_arguments(arguments)) {
      at_ = text_.size();
      term.plain = false;
    } else if (name == "host") {
      term.names = std::move(arguments);
    } else if (name == "pathprefix" || name == "path") {
      for (std::string& path : arguments) {
        term.plain = term.plain && path.find_first_of("{}") == std::string::npos;  // version 2: a pattern
        term.paths.push_back({std::move(path), name == "path"});
      }
    } else {
      term.plain = false;
    }
    return term;
  }

  bool read_arguments(std::vector<std::string>& arguments) {
    while (!take(")")) {
      skip();
      const char quote = at_ < text_.size() ? text_[at_] : '\0';
      const std::size_t end = quote == '`' || quote == '"' ? text_.find(quote, at_ + 1) : std::string_view::npos;
      if (end == std::string_view::npos) return false;
      arguments.emplace_back(text_.substr(at_ + 1, end - at_ - 1));
      at_ = end + 1;
      take(",");
    }
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

std::vector<TraefikTerm> read_traefik_rule(std::string_view text) {
  if (text.size() > longest_rule) return {{.plain = false}};
  return Parser(text).parse();
}

bool go_through(const TraefikMiddleware& middleware, Route& route) {
  if (middleware.strips && route.action == "proxy_pass" && !route.target.value.ends_with('/')) route.target.value += '/';
  if (middleware.scheme.empty() && middleware.replacement.empty()) return true;
  const std::string where = middleware.scheme.empty() ? middleware.replacement : middleware.scheme + "://$host$request_uri";
  route.target.value = (middleware.permanent ? "301 " : "302 ") + where;
  route.action = "return";
  return false;
}

std::vector<ProxyServer> servers_behind(const Spanned<std::string>& rule, const ProxyServer& door, const Route& route) {
  std::vector<ProxyServer> servers;
  for (const TraefikTerm& term : read_traefik_rule(rule.value)) {
    ProxyServer server = door;
    for (const std::string& name : term.names) server.names.push_back({name, rule.span});
    Route each = route;
    each.path = {"/", rule.span};
    if (!term.plain) each.rule = rule;
    if (term.paths.empty()) server.routes.push_back(each);
    for (const TraefikTerm::Path& path : term.paths) {
      each.path.value = (path.exact ? "= " : "") + path.path;
      server.routes.push_back(each);
    }
    servers.push_back(std::move(server));
  }
  return servers;
}

}  // namespace portolan
