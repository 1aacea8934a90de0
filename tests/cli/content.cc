// The handbook that ships with the program: no error, and most of what its plans state is proved.
#include <algorithm>
#include <filesystem>

#include <doctest/doctest.h>

#include "base/json.h"
#include "tests/cli/process.h"
#include "tests/source_tree.h"

using namespace portolan;
using namespace portolan::test;
namespace fs = std::filesystem;

TEST_CASE("the stacks have no error and no warning, and at least 85 % of their statements are verified") {
  const Outcome check = run_portolan({"check", "content", "--format", "json"}, fs::path(source_folder()));
  CHECK(check.code == 0);
  const Json report = Json::parse(check.out);
  CHECK(report["summary"]["error"] == 0);
  CHECK(report["summary"]["warning"] == 0);
  for (const fs::directory_entry& folder : fs::directory_iterator(fs::path(source_folder()) / "content" / "stacks")) {
    const std::string stack = folder.path().filename().string();
    CAPTURE(stack);
    std::size_t judged = 0, verified = 0;
    for (const Json& claim : report["claims"]) {
      if (claim["stack"] != stack || claim["modality"] != "stated") continue;
      ++judged;
      verified += claim["verdict"] == "verified" ? 1 : 0;
    }
    CHECK(judged >= 60);
    CHECK(static_cast<double>(verified) >= 0.85 * static_cast<double>(judged));
  }
}

TEST_CASE("no value of a secret is anywhere in the handbook or in the findings") {
  // What stands in content/ as the value of a key or a password: development needs no other, production has none in its files.
  const Scratch scratch;
  const fs::path root = fs::path(source_folder());
  REQUIRE(run_portolan({"build", (root / "content").generic_string(), "-o", "site"}, scratch.path()).code == 0);
  const auto site = read_tree(scratch.path() / "site");
  const std::string findings = run_portolan({"check", (root / "content").generic_string(), "--format", "json"}).out;
  for (const std::string_view secret : {"dev_pass_123", "development-only-not-a-secret", "weak-key-for-development"}) {
    CAPTURE(secret);
    for (const auto& [name, bytes] : site) {
      const std::string& path = name;  // clang 14 captures no structured binding
      CAPTURE(path);
      CHECK(bytes.find(secret) == std::string::npos);
    }
    CHECK(findings.find(secret) == std::string::npos);
  }
}
