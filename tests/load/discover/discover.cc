#include "load/discover.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "base/text.h"

using namespace portolan;

namespace {

std::string found_in(const std::vector<std::string>& files) {
  std::map<std::string, std::string> contents;
  for (const std::string& file : files) contents[file] = "";
  const auto reader = make_memory_reader(std::move(contents), "root");
  const load::Discovery discovery = load::discover(*reader);
  std::string out;
  for (const load::FoundStack& stack : discovery.stacks) {
    out += fmt::format("{} in \"{}\" ({}): {}\n", stack.name, stack.folder, stack.reason, join(stack.compose_files, " "));
    const auto add = [&](std::string_view title, const std::vector<std::string>& paths) {
      if (!paths.empty()) out += fmt::format("  {}: {}\n", title, join(paths, " "));
    };
    add("documents", stack.documents);
    add("dockerfiles", stack.dockerfiles);
    add("proxies", stack.proxies);
    add("env", stack.env_templates);
  }
  if (!discovery.guide.empty()) out += "guide: " + join(discovery.guide, " ") + "\n";
  return out;
}

}  // namespace

TEST_CASE("stacks are found by the names and places of their files") {
  struct Case {
    std::vector<std::string> files;
    std::string found;
  };
  for (const Case& c : {
           Case{{"docker-compose.yml", "docker-compose.dev.yml", "README.md", "docs/plan.md", "web/Dockerfile", "web/Dockerfile.dockerignore", "nginx/x.conf",
                 "nginx/mime.types", ".env.example", "CHANGELOG.md", "app.conf"},
                "root in \"\" (holds compose files): docker-compose.dev.yml docker-compose.yml\n  documents: README.md docs/plan.md\n"
                "  dockerfiles: web/Dockerfile\n  proxies: nginx/x.conf\n  env: .env.example\n"},
           Case{{"stacks/b/compose.yaml", "stacks/a/compose-prod.yaml", "stacks/a/doc.md", "guide/index.md", "README.md", "stacks/a/x/y.md"},
                "a in \"stacks/a\" (holds compose files): stacks/a/compose-prod.yaml\n  documents: stacks/a/doc.md stacks/a/x/y.md\n"
                "b in \"stacks/b\" (holds compose files): stacks/b/compose.yaml\nguide: README.md guide/index.md\n"},
           Case{{"p/README.md", "p/deploy/docker-compose.yml", "p/docs/a.md", "q/docker/compose.yml"},
                "docker in \"q/docker\" (holds compose files): q/docker/compose.yml\n"
                "p in \"p\" (holds compose files in \"p/deploy\"): p/deploy/docker-compose.yml\n  documents: p/README.md p/docs/a.md\n"},
           Case{{"x/app/compose.yml", "y/app/compose.yml"},
                "x-app in \"x/app\" (holds compose files): x/app/compose.yml\ny-app in \"y/app\" (holds compose files): y/app/compose.yml\n"},
           Case{{"node_modules/a/compose.yml", ".git/compose.yml", "a/b/c/d/e/f/g/compose.yml", "docker-compose", "decompose.yml", "composer.yml"}, ""},
           Case{{"a.md"}, "guide: a.md\n"},
           Case{{"shop/compose.yml", "blog/compose.yml", "shop.md", "docs/shop.md", "docs/shop/plan.md", "samples/shop/README.md"},
                "blog in \"blog\" (holds compose files): blog/compose.yml\n"
                "shop in \"shop\" (holds compose files): shop/compose.yml\n"
                "  documents: docs/shop.md docs/shop/plan.md shop.md\n"
                "guide: samples/shop/README.md\n"},
       }) {
    CAPTURE(c.found);
    CHECK(found_in(c.files) == c.found);
  }
}

TEST_CASE("compose files tell their qualifiers") {
  struct Case {
    std::string_view name;
    std::vector<std::string> words;
  };
  for (const Case& c : {
           Case{"compose.yaml", {}},
           Case{"docker-compose.prod.eu.yml", {"prod", "eu"}},
           Case{"docker-compose-local.yml", {"local"}},
           Case{"compose_test.yml", {"test"}},
       }) {
    CAPTURE(c.name);
    CHECK(load::is_compose_file(c.name));
    CHECK(load::qualifiers_of(c.name) == c.words);
  }
}
