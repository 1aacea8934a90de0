#include "write/file_writer.h"

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include <doctest/doctest.h>

#include "base/fatal.h"
#include "write/site_writer.h"

using namespace portolan;
using namespace portolan::write;
namespace fs = std::filesystem;

namespace {

/// A folder of its own, gone at the end of the test.
struct Scratch {
  fs::path path;
  Scratch() {
    std::string name = (fs::temp_directory_path() / "portolan-writer-XXXXXX").generic_string();
    path = ::mkdtemp(name.data());
  }
  ~Scratch() { fs::remove_all(path); }
  std::string site() const { return (path / "site").generic_string(); }
};

void write_file(const fs::path& path, std::string_view text) {
  fs::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << text;
}

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

std::set<std::string> files_below(const fs::path& root) {
  std::set<std::string> names;
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    if (entry.is_regular_file()) names.insert(entry.path().lexically_relative(root).generic_string());
  }
  return names;
}

WriteCounts publish(const std::string& out, const std::map<std::string, std::string>& files) {
  const auto writer = make_disk_writer(out);
  for (const auto& [path, bytes] : files) writer->put(path, bytes);
  return writer->commit();
}

std::string failure_of(const std::function<void()>& action) {
  try {
    action();
  } catch (const Fatal& fatal) {
    return fatal.what();
  }
  return "no failure";
}

}  // namespace

TEST_CASE("a publication writes what changed, keeps what did not, removes what is stale") {
  const Scratch scratch;
  WriteCounts counts = publish(scratch.site(), {{"index.html", "1"}, {"a/b/c.html", "2"}});
  CHECK(counts.written == 2);
  const auto before = fs::last_write_time(fs::path(scratch.site()) / "index.html");
  counts = publish(scratch.site(), {{"index.html", "1"}, {"d.html", "3"}});
  CHECK(counts.written == 1);
  CHECK(counts.unchanged == 1);
  CHECK(counts.removed == 1);
  CHECK(files_below(scratch.site()) == std::set<std::string>{".portolan-manifest", "d.html", "index.html"});
  CHECK_FALSE(fs::exists(fs::path(scratch.site()) / "a"));
  CHECK(fs::last_write_time(fs::path(scratch.site()) / "index.html") == before);
}

TEST_CASE("without commit nothing has changed, and nothing is left behind") {
  const Scratch scratch;
  { make_disk_writer(scratch.site())->put("index.html", "new"); }
  CHECK_FALSE(fs::exists(scratch.site()));
  publish(scratch.site(), {{"index.html", "old"}});
  { make_disk_writer(scratch.site())->put("index.html", "new"); }
  CHECK(read_file(fs::path(scratch.site()) / "index.html") == "old");
  CHECK(files_below(scratch.site()) == std::set<std::string>{".portolan-manifest", "index.html"});
}

TEST_CASE("a page that throws leaves the old site as it was") {
  const Scratch scratch;
  publish(scratch.site(), {{"a.html", "old"}});
  render::Site site;
  site.pages.push_back({"a.html", [] { return std::string("new"); }});
  site.pages.push_back({"b.html", []() -> std::string { throw Fatal("templates/b.html:1:1: broken"); }});
  {
    const auto writer = make_disk_writer(scratch.site());
    CHECK_THROWS_AS(write_site(site, *writer, 2), Fatal);
  }
  CHECK(files_below(scratch.site()) == std::set<std::string>{".portolan-manifest", "a.html"});
  CHECK(read_file(fs::path(scratch.site()) / "a.html") == "old");
}

TEST_CASE("the next run completes an interrupted commit") {
  const Scratch scratch;
  publish(scratch.site(), {{"a.html", "old"}, {"gone.html", "old"}});
  const fs::path site = scratch.site();
  write_file(site / ".portolan-staging/a.html", "new");
  write_file(site / ".portolan-staging/.portolan-manifest", "a.html\n");
  write_file(site / ".portolan-journal", "put a.html\nput done-already.html\nremove gone.html\n");
  { make_disk_writer(scratch.site()); }
  CHECK(read_file(site / "a.html") == "new");
  CHECK(files_below(site) == std::set<std::string>{".portolan-manifest", "a.html"});
}

TEST_CASE("files of somebody else are never overwritten") {
  const Scratch scratch;
  const fs::path site = scratch.site();
  write_file(site / "thesis.txt", "mine");
  CHECK(failure_of([&] { make_disk_writer(scratch.site()); }) ==
        "cannot write \"" + site.generic_string() + "\": it holds \"thesis.txt\", which portolan did not write; choose an empty folder");
  fs::remove(site / "thesis.txt");
  write_file(site / ".gitignore", "*");
  publish(scratch.site(), {{"index.html", "1"}});
  write_file(site / "notes.html", "mine");
  CHECK(failure_of([&] { publish(scratch.site(), {{"index.html", "1"}, {"notes.html", "2"}}); }) ==
        "cannot write \"" + (site / "notes.html").generic_string() + "\": a file that portolan did not write stands there");
  CHECK(read_file(site / "notes.html") == "mine");
  CHECK(read_file(site / ".gitignore") == "*");
}

TEST_CASE("two builds into one folder do not mix") {
  const Scratch scratch;
  const auto first = make_disk_writer(scratch.site());
  CHECK(failure_of([&] { make_disk_writer(scratch.site()); }) == "cannot write \"" + scratch.site() + "\": another build is writing there");
}

TEST_CASE("a file where the folder should be is a clear failure") {
  const Scratch scratch;
  write_file(scratch.site(), "a file");
  CHECK(failure_of([&] { make_disk_writer(scratch.site()); }) == "cannot write to \"" + scratch.site() + "\": it is no folder");
}

TEST_CASE("two pages of one path are a fault of the site, not a race") {
  std::map<std::string, std::string> files;
  const auto writer = make_memory_writer(files);
  writer->put("a", "1");
  CHECK(failure_of([&] { writer->put("a", "2"); }) == "two pages want to be \"a\"");
}
