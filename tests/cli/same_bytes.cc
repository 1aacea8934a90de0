// The same input gives the same bytes: twice, in another folder, with one thread or four.
#include <filesystem>

#include <doctest/doctest.h>

#include "tests/cli/process.h"
#include "tests/source_tree.h"

using namespace portolan::test;
namespace fs = std::filesystem;

TEST_CASE("building twice, in another folder, with 1 and 4 threads gives the same bytes") {
  const Scratch here, there;
  const fs::path content = fs::path(source_folder()) / "content";
  fs::copy(content, here.path() / "content", fs::copy_options::recursive);
  fs::create_directory(there.path() / "elsewhere");
  fs::copy(content, there.path() / "elsewhere" / "content", fs::copy_options::recursive);

  REQUIRE(run_portolan({"build", "content", "-o", "one", "--jobs", "1"}, here.path()).code == 0);
  REQUIRE(run_portolan({"build", "content", "-o", "four", "--jobs", "4"}, here.path()).code == 0);
  REQUIRE(run_portolan({"build", "elsewhere/content", "-o", "site", "--jobs", "4"}, there.path()).code == 0);
  const auto one = read_tree(here.path() / "one");
  CHECK(one.size() > 50);
  CHECK(one == read_tree(here.path() / "four"));
  CHECK(one == read_tree(there.path() / "site"));
  for (const auto& [name, bytes] : one) {
    const std::string& path = name;  // clang 14 captures no structured binding
    CAPTURE(path);
    CHECK(bytes.find(here.path().generic_string()) == std::string::npos);
    CHECK(bytes.find(source_folder()) == std::string::npos);
  }

  const Outcome again = run_portolan({"build", "content", "-o", "one", "--jobs", "2"}, here.path());
  CHECK(again.out.find(" 0 written, ") != std::string::npos);
  CHECK(read_tree(here.path() / "one") == one);
}

TEST_CASE("check prints the same findings from every folder and with any number of threads") {
  const fs::path content = fs::path(source_folder()) / "content";
  const Outcome one = run_portolan({"check", ".", "--format", "json", "--jobs", "1"}, content);
  const Outcome four = run_portolan({"check", "content", "--format", "json", "--jobs", "4"}, content.parent_path());
  CHECK(one.code == four.code);
  CHECK(one.out == four.out);
  CHECK(one.err == four.err);
}
