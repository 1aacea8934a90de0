// Every fact that the stacks of content/ state is on the page where a reader would look for it.
#include <filesystem>

#include <doctest/doctest.h>

#include "tests/cli/process.h"
#include "tests/facts/fact_list.h"
#include "tests/golden.h"
#include "tests/source_tree.h"

using namespace portolan;
using namespace portolan::test;
namespace fs = std::filesystem;

TEST_CASE("every fact of the five stacks is where a reader would look for it") {
  const Scratch scratch;
  REQUIRE(run_portolan({"build", (fs::path(source_folder()) / "content").generic_string(), "-o", "site"}, scratch.path()).code == 0);
  const SiteFiles site = read_tree(scratch.path() / "site");
  for (const std::string stack : {"exhibition", "loc8", "pokemon-battle", "seculite", "timetracker"}) {
    CAPTURE(stack);
    const std::vector<Fact> facts = read_facts(read_source_file("tests/facts/" + stack + ".txt"));
    CHECK(facts.size() >= 60);
    const std::vector<std::string> missing = find_missing(facts, stack, site);
    MESSAGE(stack << ": " << facts.size() - missing.size() << " of " << facts.size() << " facts are in the handbook");
    for (const std::string& fact : missing) FAIL_CHECK(fact);
  }
}
