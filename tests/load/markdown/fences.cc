#include <doctest/doctest.h>

#include <string>

#include "load/markdown/markdown.h"
#include "load/markdown/statements.h"
#include "tests/load/markdown/statement_lines.h"

using namespace portolan;

TEST_CASE("unlabelled fences state mappings and lists of facts") {
  struct Case {
    std::string text, lines;
  };
  for (const Case& c : {
           // Mapping lists; both sides must be one word, and one arrow only.
           Case{
                "### Development volumes\n"
                "```\n"
                "shop_data     → /srv/data   (goods)\n"
                "./            → /app        (live code)\n"
                "/api/*        → backend (8000)\n"
                "/health       → Health check endpoint\n"
                "a → /b → /c\n"
                "browser → web\n"
                "```\n",
                "mounts-volume ? shop_data=/srv/data <heading: Development> @3:1-36\n"
                "mounts-volume ? ./=/app <heading: Development> @4:1-40\n"
                "routes-path /api/* -> backend <heading: Development> @5:1-31\n"},
           Case{
                "### Backend Container\n"
                "\n"
                "**Development (Dockerfile):**\n"
                "```\n"
                "- Base Image: python:3.11-slim\n"
                "- Command: uvicorn main:app --port 8000 --reload\n"
                "- Volume Mount: ./Backend:/app (auto-reload on changes)\n"
                "- Port: 8000\n"
                "- Restart: unless-stopped\n"
                "  - Port: 9000\n"
                "- Health Check: /docs endpoint\n"
                "- Colour: blue\n"
                "```\n",
                "uses-image Backend python:3.11-slim <heading: Development> @5:15-31\n"
                "runs-server Backend uvicorn <heading: Development> @6:12-19\n"
                "sets-key Backend command(place: uvicorn main:app --port 8000 --reload)=uvicorn main:app --port 8000 --reload <heading: Development> @6:12-49\n"
                "mounts-volume Backend ./Backend=/app <heading: Development> @7:17-56\n"
                "publishes-port Backend 8000<-? <heading: Development> @8:9-13\n"
                "restart-policy Backend unless-stopped <heading: Development> @9:12-26\n"
                "health-check Backend test=/docs <heading: Development> @11:17-31\n"},
           Case{
                "```\n"
                "- Port: 8000\n"
                "```\n",
                ""},
           Case{
                "```text\n"
                "shop_data → /srv\n"
                "```\n",
                ""},
       }) {
    CAPTURE(c.text);
    SourceMap sources;
    Diagnostics problems;
    Plan plan = load::read_markdown(sources, sources.add("plan.md", c.text), problems);
    load::read_statements(plan, sources);
    CHECK(test::lines_of(plan, sources) == c.lines);
  }
}
