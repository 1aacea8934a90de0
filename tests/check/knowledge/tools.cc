#include "check/knowledge/tools.h"

#include <algorithm>

#include <doctest/doctest.h>

#include "base/text.h"

using namespace portolan;

TEST_CASE("every row of the tools is complete and in order") {
  const auto& rows = check::all_tool_facts();
  CHECK(std::is_sorted(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.repository < b.repository; }));
  for (const check::ToolFacts& row : rows) {
    CAPTURE(row.repository);
    CHECK(row.source.starts_with("https://"));
    CHECK_FALSE(row.absent.empty());
  }
}

TEST_CASE("an image lacks a tool by its variant") {
  struct Case { std::string_view image, tool; bool lacks; };
  for (const Case& c : {
           Case{"python:3.11-alpine", "curl", true}, Case{"python:3.11-alpine3.20", "curl", true}, Case{"python:3.11-alpine", "wget", false},
           Case{"python:3.11-slim", "wget", true}, Case{"python:3.11-slim-bookworm", "curl", true}, Case{"python:3.11", "curl", false},
           Case{"python", "curl", false}, Case{"docker.io/library/node:20-slim", "curl", true}, Case{"postgres:16", "curl", true},
           Case{"postgres:16", "pg_isready", false}, Case{"nginx:alpine", "curl", false}, Case{"quay.io/python:3.11-slim", "curl", false},
           Case{"acme/python:3.11-slim", "curl", false}, Case{"postgres@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", "curl", false},
       }) {
    CAPTURE(c.image);
    CAPTURE(c.tool);
    const auto image = parse_image(c.image);
    REQUIRE(image);
    CHECK(check::lacks_tool(*image, c.tool) == c.lacks);
  }
}

TEST_CASE("the programs of a probe are the first words of its commands") {
  struct Case { std::string_view probe, programs; };
  for (const Case& c : {
           Case{"curl -f http://localhost/ || exit 1", "curl exit"}, Case{"/usr/bin/wget -qO- http://localhost/curl", "wget"}, Case{"sh -c 'curl -f localhost'", "curl"},
           Case{"pg_isready -U app && ! curl localhost", "pg_isready curl"}, Case{"exec curl localhost; true", "curl true"}, Case{"python -c \"import curl\"", "python"},
           Case{"", ""},
       }) {
    CAPTURE(c.probe);
    std::string programs;
    for (const std::string_view program : check::programs_of_probe(c.probe)) programs += (programs.empty() ? "" : " ") + std::string(program);
    CHECK(programs == c.programs);
  }
}
