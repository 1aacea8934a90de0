#include <doctest/doctest.h>

#include "tests/golden.h"
#include "tests/render/pages/depot.h"
#include "tests/render/pages/page_text.h"

using namespace portolan;

TEST_CASE("the builds page tells stages, targets, what an image ends up with, and where images come from") {
  const test::Files site = test::build_site(test::depot());
  std::string text;
  for (const char* path : {"depot/development/builds.html", "depot/production/builds.html"}) {
    CAPTURE(path);
    CHECK(test::find_broken_markup(site.at(path)) == "");
    text += std::string("== ") + path + "\n" + test::page_text(site.at(path));
  }
  CHECK(test::differs_from_golden("pages/builds.txt", text) == "");
  CHECK(site.at("depot/production/services/web.html").find("href=\"../builds.html\"") != std::string::npos);
}

TEST_CASE("a build whose Dockerfile cannot be seen says why") {
  struct Case {
    std::string build, words;
  };
  for (const Case& c : {
           Case{"{context: ., dockerfile_inline: \"FROM a\"}", "its Dockerfile is written in the compose file"},
           Case{"https://github.com/acme/app.git", "its context is fetched from elsewhere"},
           Case{"./nowhere", "its Dockerfile is not in the repository"},
           Case{"{context: ., target: absent}", "no stage is called \"absent\""},
       }) {
    CAPTURE(c.build);
    const test::Files site = test::build_site({{"s/compose.yml", "services:\n  a:\n    build: " + c.build + "\n"}, {"s/Dockerfile", "FROM busybox\n"}});
    const std::string text = test::page_text(site.at("s/default/builds.html"));
    CAPTURE(text);
    CHECK(text.find(c.words) != std::string::npos);
    CHECK(text.find("1 service is built.") != std::string::npos);
  }
}

TEST_CASE("services that share a build stand together, and compose's own words are told apart from the image's") {
  const test::Files site = test::build_site({
      {"s/compose.yml", "services:\n  web:\n    build: .\n    command: serve\n  worker:\n    build: .\n    command: work\n    user: \"1000\"\n"},
      {"s/Dockerfile", "FROM busybox:1.36.1\nUSER root\nCMD idle\n"},
  });
  const std::string text = test::page_text(site.at("s/default/builds.html"));
  CAPTURE(text);
  CHECK(text.find("web and worker | . | Dockerfile\nthe last stage\n| busybox:1.36.1 → then stage 1 | none | compose.yml:3\n") != std::string::npos);
  CHECK(text.find("In the image of web and worker\nKey | Value | Source\nUser | root | Dockerfile:2\nCommand | idle | Dockerfile:3\n"
                  "Command | compose, for web: serve | compose.yml:4\nUser | compose, for worker: 1000 | compose.yml:8\nCommand | compose, for worker: work | compose.yml:7\n") !=
        std::string::npos);
  CHECK(text.find("busybox:1.36.1 | to a version | | stage 1 Dockerfile:1\n") != std::string::npos);
}
