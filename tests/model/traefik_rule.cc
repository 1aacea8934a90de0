#include "model/traefik_rule.h"

#include <doctest/doctest.h>

#include <string>

#include "base/text.h"

using namespace portolan;

/// "a b /x =/y; c": names and paths of each term; a question mark behind a term that is no plain one.
static std::string read(std::string_view text) {
  std::vector<std::string> terms;
  for (const TraefikTerm& term : read_traefik_rule(text)) {
    std::vector<std::string> words = term.names;
    for (const TraefikTerm::Path& path : term.paths) words.push_back((path.exact ? "=" : "") + path.path);
    terms.push_back(join(words, " ") + (term.plain ? "" : "?"));
  }
  return join(terms, "; ");
}

TEST_CASE("the rule of a router gives names and paths, or is no plain one") {
  struct Case {
    std::string_view rule, terms;
  };
  for (const Case& c : {
           Case{"Host(`a`)", "a"},
           Case{"Host(`a`, `b`) && (PathPrefix(`/x`) || Path(`/y`))", "a b /x =/y"},
           Case{"host(\"a\")", "a"},
           Case{"Host(`a`) || Host(`b`)", "a b"},
           Case{"(Host(`a`) || Host(`b`)) && PathPrefix(`/x`)", "a b /x"},
           Case{"(Host(`a`) && PathPrefix(`/x`)) || Host(`b`)", "a /x; b"},
           Case{"Host(`a`) && PathPrefix(`/x`) || Host(`a`) && PathPrefix(`/y`)", "a /x /y"},
           Case{"PathPrefix(`/x`, `/y`)", "/x /y"},
           Case{"Host(`a`) && !PathPrefix(`/x`)", "a?"},
           Case{"Host(`a`) || Headers(`X`, `y`)", "a; ?"},
           Case{"HostRegexp(`.+`)", "?"},
           Case{"PathPrefix(`/{id:[0-9]+}`)", "/{id:[0-9]+}?"},
           Case{"PathPrefix(`/x`) && PathPrefix(`/x/y`)", "/x /x/y?"},
           Case{"Host(`a", "?"},
           Case{"Host(`a`) Host(`b`)", "a?"},
           Case{"((((", "?"},
           Case{"", "?"},
       }) {
    CAPTURE(c.rule);
    CHECK(read(c.rule) == c.terms);
  }
}

TEST_CASE("a rule of any length and depth ends soon") {
  std::string deep, wide = "Host(`a`)", product = "(Host(`a`) || Path(`/b`))";
  for (int i = 0; i < 2000; ++i) deep += i % 2 ? "(" : "!";
  for (int i = 0; i < 100; ++i) wide += " || Path(`/" + std::to_string(i) + "`) && Host(`" + std::to_string(i) + "`)";
  for (int i = 0; i < 100; ++i) product += " && (Host(`a" + std::to_string(i) + "`) || Path(`/b`))";
  CHECK(read(deep) == "?");
  CHECK(read_traefik_rule(wide).size() == 64);
  CHECK(read_traefik_rule(product).size() <= 64);
  CHECK(read(std::string(5000, ' ')) == "?");
}
