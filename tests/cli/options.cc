#include "cli/options.h"

#include <doctest/doctest.h>

using namespace portolan;
using namespace portolan::cli;

static Finished finished(const std::vector<std::string>& arguments) {
  const Request request = parse_command_line(arguments);
  REQUIRE(std::holds_alternative<Finished>(request));
  return std::get<Finished>(request);
}

TEST_CASE("mistakes on the command line are answered with what was meant") {
  struct Case { std::vector<std::string> arguments; std::string_view error; };
  for (const Case& c : {
           Case{{"biuld"}, "portolan: error: unknown command \"biuld\"\nhelp: did you mean \"build\"?\n"},
           Case{{"frobnicate"}, "portolan: error: unknown command \"frobnicate\"\n"},
           Case{{"build", "--theem", "x"}, "portolan: error: unknown option \"--theem\"\nhelp: did you mean \"--theme\"?\n"},
           Case{{"check", "a", "b"}, "portolan: error: one argument too many: \"b\"\nhelp: only one ROOT can be given\n"},
           Case{{"check", "--format", "xml"}, "portolan: error: --format: xml not in {checkstyle,github,gitlab,json,junit,markdown,rdjson,sarif,text}\nhelp: portolan --help shows commands and options\n"},
           Case{{"build", "--jobs", "0"}, "portolan: error: --jobs: Value 0 not in range 1 to 256\nhelp: portolan --help shows commands and options\n"},
       }) {
    CAPTURE(c.arguments.back());
    const Finished result = finished(c.arguments);
    CHECK(result.exit_code == 2);
    CHECK(result.error == c.error);
    CHECK(result.out.empty());
  }
}

TEST_CASE("no command is a mistake, asking for help is none") {
  CHECK(finished({}).exit_code == 2);
  CHECK(finished({"--version"}).out == "portolan 0.1.0\n");
  for (const char* command : {"build", "check", "claims", "config"}) {
    const Finished help = finished({command, "--help"});
    CAPTURE(command);
    CHECK(help.exit_code == 0);
    CHECK(help.out.find("Example:\n  portolan " + std::string(command)) != std::string::npos);
  }
}

TEST_CASE("build has the defaults of the contract") {
  const BuildRequest request = std::get<BuildRequest>(parse_command_line({"build"}));
  CHECK(request.root == ".");
  CHECK(request.out == "site");
  CHECK(request.fail_on == std::nullopt);
  CHECK(request.jobs >= 1);
  const BuildRequest other = std::get<BuildRequest>(
      parse_command_line({"build", "docs", "-o", "public", "--fail-on", "warning", "--jobs", "3", "--revision", "v1", "--quiet", "--color", "never"}));
  CHECK(other.root == "docs");
  CHECK(other.out == "public");
  CHECK(other.fail_on == Severity::warning);
  CHECK(other.jobs == 3);
  CHECK(other.revision == "v1");
  CHECK(other.verbosity.quiet);
  CHECK(other.colour == Colour::never);
}

TEST_CASE("check fails on errors unless it is told otherwise") {
  CHECK(std::get<CheckRequest>(parse_command_line({"check"})).fail_on == Severity::error);
  CHECK(std::get<CheckRequest>(parse_command_line({"check", "--fail-on", "never"})).fail_on == std::nullopt);
  CHECK(std::get<CheckRequest>(parse_command_line({"check", "--format", "json"})).format == "json");
}

TEST_CASE("claims takes a folder or a document, and filters") {
  const ClaimsRequest plain = std::get<ClaimsRequest>(parse_command_line({"claims"}));
  CHECK(plain.root == ".");
  CHECK(plain.format == "text");
  CHECK(plain.jobs >= 1);
  CHECK_FALSE(plain.unread_only);
  const ClaimsRequest other = std::get<ClaimsRequest>(
      parse_command_line({"claims", "docs", "--stack", "shop", "--plan", "a.md", "--unread", "--format", "json", "--jobs", "2"}));
  CHECK(other.root == "docs");
  CHECK(other.stack == "shop");
  CHECK(other.plan == "a.md");
  CHECK(other.unread_only);
  CHECK(other.format == "json");
  CHECK(other.jobs == 2);
}

TEST_CASE("config takes files, profiles and env files again and again") {
  const ConfigRequest request = std::get<ConfigRequest>(parse_command_line(
      {"config", "-f", "a.yml", "-f", "b.yml", "--profile", "x", "--profile", "y", "--env-file", "e", "-p", "name", "--format", "json", "--all-resources"}));
  CHECK(request.files == std::vector<std::string>{"a.yml", "b.yml"});
  CHECK(request.profiles == std::vector<std::string>{"x", "y"});
  CHECK(request.env_files == std::vector<std::string>{"e"});
  CHECK(request.project_name == "name");
  CHECK(request.format == ConfigFormat::json);
  CHECK(request.all_resources);
}
