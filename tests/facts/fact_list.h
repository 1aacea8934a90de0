// The fact lists of tests/facts/*.txt, and the pages on which a reader looks for each kind of fact.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace portolan::test {

/// One line `kind | subject | value | environment`. `subject` and each part of `value` is a list of wordings of which one is enough.
struct Fact {
  std::string text;  ///< the line as written
  std::string kind;
  std::vector<std::string> subject;
  std::vector<std::vector<std::string>> value;
  std::string environment;
};

/// The facts of a list; a line that has not four fields becomes a fact of the kind "?".
std::vector<Fact> read_facts(std::string_view text);

/// Path below the site → bytes.
using SiteFiles = std::map<std::string, std::string>;

/// The environments of `stack` in `site`, from its folders.
std::vector<std::string> environments_of(const SiteFiles& site, std::string_view stack);

/// The facts that stand on no page where a reader would look, each as `FACT: not on PAGES`.
std::vector<std::string> find_missing(const std::vector<Fact>& facts, std::string_view stack, const SiteFiles& site);

}  // namespace portolan::test
