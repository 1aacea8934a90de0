#include <doctest/doctest.h>

#include "tests/golden.h"
#include "tests/render/pages/depot.h"
#include "tests/render/pages/page_text.h"

using namespace portolan;

TEST_CASE("the volumes page tells who mounts what, what is kept, and how it is saved") {
  const test::Files site = test::build_site(test::depot());
  std::string text;
  for (const char* path : {"depot/development/volumes.html", "depot/production/volumes.html"}) {
    CAPTURE(path);
    CHECK(test::find_broken_markup(site.at(path)) == "");
    text += std::string("== ") + path + "\n" + test::page_text(site.at(path));
  }
  CHECK(test::differs_from_golden("pages/volumes.txt", text) == "");
  CHECK(site.at("depot/production/volumes.html").find("<tr id=\"volume-media\">") != std::string::npos);
  CHECK(site.at("depot/production/services/web.html").find("href=\"../volumes.html#volume-media\"") != std::string::npos);
}

TEST_CASE("volumes that are lent, limited or in no file are told as they are") {
  const test::Files site = test::build_site({{"s/compose.yml", R"(services:
  a:
    image: busybox
    volumes:
      - data:/data
      - type: volume
        source: data
        target: /part
        volume: {subpath: logs, nocopy: true}
      - {type: tmpfs, target: /cache, tmpfs: {size: 64m}}
      - nowhere:/x
  b:
    image: busybox
    volumes_from: ["a:ro"]
volumes:
  data:
)"}});
  const std::string text = test::page_text(site.at("s/default/volumes.html"));
  for (const std::string line : {
           "data s_data driver local shared compose.yml:16\na /data compose.yml:5\na /part only its folder logs, starts empty compose.yml:6\nb /data read-only as a mounts it "
           "compose.yml:14\n",
           "nowhere not defined shared\n",
           "a /cache at most 64 MiB compose.yml:10\n",
           "2 named volumes and 1 place in memory.",
           "The plans say nothing about saving or restoring the data of this environment.",
       }) {
    CAPTURE(line);
    CAPTURE(text);
    CHECK(text.find(line) != std::string::npos);
  }
}

TEST_CASE("a stack that mounts nothing says so") {
  const test::Files site = test::build_site({{"s/compose.yml", "services:\n  a:\n    image: busybox\n"}});
  CHECK(test::page_text(site.at("s/default/volumes.html")) ==
        "Volumes\nNo service keeps data outside its container.\nFrom compose.yml:1\n"
        "The files of this environment mount nothing. What a container writes is lost when it is made anew.\n"
        "Save and restore\nThe plans say nothing about saving or restoring the data of this environment.\n");
}
