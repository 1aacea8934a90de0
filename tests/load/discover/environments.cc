#include "load/environments.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "base/text.h"
#include "load/markdown/markdown.h"

using namespace portolan;

namespace {

struct File {
  std::string path, text;
};

std::string chosen(const std::vector<File>& files) {
  SourceMap sources;
  std::vector<load::ComposeOutline> outlines;
  std::vector<Plan> plans;
  Diagnostics problems;
  for (const File& file : files) {
    const FileId id = sources.add(file.path, file.text);
    if (file.path.ends_with(".md")) {
      plans.push_back(load::read_markdown(sources, id, problems));
    } else {
      outlines.push_back(load::outline_compose_file(sources, id));
    }
  }
  std::string out;
  for (const load::FoundEnvironment& environment : load::choose_environments(outlines, plans)) {
    out += fmt::format("{} \"{}\" {} [{}]\n", environment.name, environment.title, name_of(environment.kind), join(environment.files, " + "));
  }
  return out;
}

constexpr const char* whole = "services:\n  web:\n    image: a\n";
constexpr const char* part = "services:\n  web:\n    ports: [\"80:80\"]\n";

}  // namespace

TEST_CASE("environments follow from names, contents and headings") {
  struct Case {
    std::vector<File> files;
    std::string environments;
  };
  for (const Case& c : {
           Case{{{"docker-compose.yml", whole}}, "default \"Default\" other [docker-compose.yml]\n"},
           Case{{{"docker-compose.yml", whole}, {"docker-compose.dev.yml", whole}},
                "development \"Development\" development [docker-compose.dev.yml]\nproduction \"Production\" production [docker-compose.yml]\n"},
           Case{{{"docker-compose.yml", whole}, {"docker-compose.dev.yml", part}, {"docker-compose.prod.yml", part}},
                "development \"Development\" development [docker-compose.yml + docker-compose.dev.yml]\ndefault \"Default\" other [docker-compose.yml]\n"
                "production \"Production\" production [docker-compose.yml + docker-compose.prod.yml]\n"},
           Case{{{"compose.yml", whole}, {"compose.override.yml", part}}, "default \"Default\" other [compose.yml + compose.override.yml]\n"},
           Case{{{"docker-compose.yml", whole},
                 {"docker-compose.dev.yml", whole},
                 {"docker-compose.prod.yml", whole},
                 {"p.md",
                  "### 1. `docker-compose.dev.yml` - Development Environment\n### Basic production (`docker-compose.yml`)\n### 3. Full Production (`docker-compose.prod.yml`)\n"
                  "### Ports of production (`docker-compose.yml`) and others\n"}},
                "development \"Development\" development [docker-compose.dev.yml]\nbasic \"Basic production\" production [docker-compose.yml]\n"
                "production \"Full production\" production [docker-compose.prod.yml]\n"},
           Case{{{"docker-compose.yml", whole}, {"p.md", "## `docker-compose.yml` structure\n## `docker-compose.yml` and `docker-compose.prod.yml` in production\n"}},
                "default \"Default\" other [docker-compose.yml]\n"},
           Case{{{"compose.local.yml", whole}, {"compose.dev.yml", whole}, {"compose.staging.yml", "a: ["}, {"compose.ci.yml", whole}},
                "development \"Development\" development [compose.local.yml]\ndev \"Dev\" development [compose.dev.yml]\ntesting \"Testing\" testing [compose.ci.yml]\n"
                "staging \"Staging\" staging [compose.staging.yml]\n"},
           Case{{{"compose.yml", whole}, {"compose.tools.yml", "services:\n  gui:\n    image: b\n    depends_on: [web]\n"}},
                "default \"Default\" other [compose.yml]\ntools \"Tools\" other [compose.yml + compose.tools.yml]\n"},
       }) {
    CAPTURE(c.environments);
    CHECK(chosen(c.files) == c.environments);
  }
}
