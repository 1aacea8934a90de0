#include "check/check.h"

#include <set>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "base/file_reader.h"
#include "base/text.h"
#include "load/load.h"
#include "tests/check/tiny_stack.h"
#include "tests/source_tree.h"

using namespace portolan;

namespace {

struct Checked {
  SourceMap sources;
  load::Loaded loaded;
  StackReport report;

  explicit Checked(const test::Files& files) {
    const auto reader = make_memory_reader(files, "shop");
    loaded = load::load_handbook(*reader, sources, {});
    REQUIRE(loaded.handbook.stacks.size() == 1);
    report = check::check_stack(loaded.handbook.stacks.front(), sources);
  }

  std::string fingerprints() const {
    std::string text;
    for (const Finding& finding : report.findings) text += finding.fingerprint + "\n";
    return text;
  }
};

const test::Files two_faults{
    {"docker-compose.yml", "services:\n  web:\n    image: nginx:1.27\n    networks: [egde]\n  api:\n    image: nginx:1.27\n    networks: [egde]\n"}};

}  // namespace

TEST_CASE("a message shows no secret that a name was made of, and no word less") {
  const auto told = [](const std::string& network, const std::string& env) {
    const Checked checked({{"compose.yml", "services:\n  web:\n    image: nginx:1.27\n    networks: [" + network + "]\n"}, {".env", env}});
    std::string text;
    for (const Finding& finding : checked.report.findings) {
      if (finding.diagnostic.rule == "undefined-reference") text += finding.diagnostic.message + " | " + finding.diagnostic.help + "\n";
    }
    return text;
  };
  CHECK(told("'net-${DB_PASSWORD}'", "DB_PASSWORD=hunter22\n") ==
        "service \"web\" joins network \"net-••••••\", which is not defined | define \"net-••••••\" under networks:, or correct the name\n");
  CHECK(told("'net-${PLACE}'", "DB_PASSWORD=hunter22\nPLACE=here\n") ==
        "service \"web\" joins network \"net-here\", which is not defined | define \"net-here\" under networks:, or correct the name\n");
  CHECK(told("hunter22", "DB_PASSWORD=hunter22\n") == "service \"web\" joins network \"hunter22\", which is not defined | define \"hunter22\" under networks:, or correct the name\n");
}

TEST_CASE("findings name their stack, environments and subject") {
  const Checked checked(two_faults);
  REQUIRE(checked.report.findings.size() == 2);
  const Finding& finding = checked.report.findings.front();
  CHECK(finding.stack == checked.loaded.handbook.stacks.front().name);
  CHECK(join(finding.environments, ",") == checked.loaded.handbook.stacks.front().environments.front().name);
  CHECK(finding.subject.kind == "service");
  CHECK(finding.subject.name == "web");
  CHECK(finding.diagnostic.rule == "undefined-reference");
  CHECK(finding.diagnostic.severity == Severity::error);
}

TEST_CASE("a fingerprint survives moved lines, and tells equal findings apart") {
  const std::string before = Checked(two_faults).fingerprints();
  test::Files moved = two_faults;
  moved["docker-compose.yml"].insert(0, "# a comment\n\n");
  CHECK(Checked(moved).fingerprints() == before);

  // The same words twice in one file: a number keeps them apart.
  const Checked twice({{"docker-compose.yml", "services:\n  web:\n    image: nginx:1.27\n"},
                       {"README.md", "# Shop\n\n```bash\ndocker compose logs wbe\ndocker compose logs wbe\n```\n"}});
  REQUIRE(twice.report.findings.size() == 2);
  CHECK(twice.report.findings[0].diagnostic.message == twice.report.findings[1].diagnostic.message);
  CHECK(twice.report.findings[0].fingerprint != twice.report.findings[1].fingerprint);
  CHECK(twice.report.findings[0].fingerprint.size() == 16);
}

TEST_CASE("a fault in a file that two environments share is one finding about both") {
  const Checked checked({{"docker-compose.yml", "services:\n  web:\n    image: nginx:1.27\n    networks: [egde]\n"},
                         {"docker-compose.dev.yml", "services:\n  web:\n    ports: ['8000:80']\n"},
                         {"docker-compose.prod.yml", "services:\n  web:\n    ports: ['80:80']\n"}});
  REQUIRE(checked.loaded.handbook.stacks.front().environments.size() >= 2);
  REQUIRE(checked.report.findings.size() == 1);
  CHECK(checked.report.findings.front().environments.size() == checked.loaded.handbook.stacks.front().environments.size());
}

TEST_CASE("what load could not read is a finding about the file, and rules stay silent about the rest") {
  const Checked checked({{"docker-compose.yml", "services:\n  web:\n    image: nginx\n    networks: [egde]\n  bad: [\n"},
                         {"README.md", "# Shop\n\n```bash\ndocker compose logs wbe\n```\n"}});
  REQUIRE(checked.report.findings.size() == 1);
  const Finding& finding = checked.report.findings.front();
  CHECK(finding.subject.kind == "file");
  CHECK(finding.subject.name == "docker-compose.yml");
  CHECK(finding.diagnostic.severity == Severity::error);
  CHECK(finding.environments.size() == 1);
}

TEST_CASE("the stacks of this repository are honest, and nearly all that is understood is proved") {
  SourceMap sources;
  const auto reader = make_disk_reader(test::source_folder() + "/content");
  const load::Loaded loaded = load::load_handbook(*reader, sources, {});
  REQUIRE(loaded.handbook.stacks.size() >= 2);
  for (const Stack& stack : loaded.handbook.stacks) {
    CAPTURE(stack.name);
    const StackReport report = check::check_stack(stack, sources);
    CHECK(report.count(Severity::error) == 0);
    CHECK(report.count(Outcome::contradicted) == 0);
    const std::size_t judged = report.count(Outcome::verified) + report.count(Outcome::unverifiable);
    CHECK(report.count(Outcome::verified) >= 50);
    CHECK(report.count(Outcome::verified) * 100 >= judged * 85);
  }
}

TEST_CASE("no secret of a document or a compose file reaches a finding or a verdict") {
  const test::Files files{
      {"docker-compose.yml", "services:\n  db:\n    image: postgres:16\n    environment:\n      POSTGRES_PASSWORD: hunter2secret\n"},
      {"README.md", "# Shop\n\n## db\n\n- `POSTGRES_PASSWORD=other3secret`\n- Password: other3secret\n\n| Variable | Service | Value |\n|---|---|---|\n"
                    "| POSTGRES_PASSWORD | db | other3secret |\n"}};
  const std::string all = test::findings_of(files) + test::claims_of(files);
  CHECK(all.find("hunter2secret") == std::string::npos);
  CHECK(all.find("other3secret") == std::string::npos);
}

TEST_CASE("a bold word is a missing service only in a list of services") {
  const std::string compose = "services:\n  web:\n    image: acme/shop:1\n";
  const std::string services = "# Shop\n\n## Services\n\n- **web**: the shop\n- **queue**: keeps jobs\n";
  CHECK(test::findings_of({{"compose.yaml", compose}, {"README.md", services}}) ==
        "README.md:6:5: error: the plan says there is a service \"queue\", no service is called \"queue\" [plan-contradicted]\n");
  const std::string packages = "# Shop\n\n## Services\n\n- **ui**: the pages\n- **queue**: keeps jobs\n";
  CHECK(test::findings_of({{"compose.yaml", compose}, {"README.md", packages}}) == "");
}

TEST_CASE("a service that compose calls in capitals or with a dot is one in the documents, too") {
  const std::string compose = "services:\n  DB:\n    image: postgres:16\n  api.v2:\n    image: acme/api:1\n    ports: [\"8080:80\"]\n";
  const std::string plan =
      "# Shop\n\n| Service | Host port |\n|---|---|\n| `DB` | 5432 |\n| api.v2 | 8080 |\n\nDB is published on port 5433. `api.v2` is published on port 8080.\n\n"
      "```sh\ndocker compose logs DB\ndocker compose logs OTHER\n```\n";
  CHECK(test::findings_of({{"compose.yaml", compose}, {"README.md", plan}}) ==
        "README.md:5:10: error: the plan says \"DB\" is published on host port 5432, compose does not publish \"DB\" [plan-port-mismatch]\n"
        "README.md:8:25: error: the plan says \"DB\" is published on host port 5433, compose does not publish \"DB\" [plan-port-mismatch]\n");
  const std::string claims = test::claims_of({{"compose.yaml", compose}, {"README.md", plan}});
  CHECK(claims.find("verified runs-command [default] its compose files and services exist\n") != std::string::npos);
  CHECK(claims.find(" runs-command [default] the plan says \"OTHER\"\n") != std::string::npos);
}
