#include <doctest/doctest.h>

#include <string>

#include "load/markdown/markdown.h"
#include "load/markdown/statements.h"
#include "tests/load/markdown/statement_lines.h"

using namespace portolan;

TEST_CASE("how code gets in, and what happens when it changes") {
  struct Case {
    std::string text, lines;
  };
  for (const Case& c : {
           Case{
                "- No bind mounts in production\n"
                "- The source code is mounted into the backend.\n"
                "- Code is baked into the images.\n"
                "- No code is mounted into the containers.\n"
                "- Named volumes only\n"
                "- backend mounts the source code.\n"
                "- The worker has no bind mounts.\n"
                "- Code mounted\n",
                "mounts-code ? not mounted <own: production> @1:3-17\n"
                "mounts-code backend mounted @2:3-46\n"
                "mounts-code ? not mounted @3:3-32\n"
                "mounts-code ? not mounted @4:3-41\n"
                "mounts-code ? not mounted @5:3-21\n"
                "mounts-code backend mounted @6:3-33\n"
                "mounts-code worker not mounted @7:3-32\n"
                "mounts-code ? mounted @8:3-15\n"},
           Case{
                "- Hot reload is enabled.\n"
                "- Live code reloading\n"
                "- backend reloads on code changes.\n"
                "- web and worker restart when a file changes.\n"
                "- Code changes need a rebuild.\n"
                "- Code changes are picked up automatically.\n"
                "- The frontend supports hot module replacement.\n"
                "- Sources are mounted for live reloading of the frontend\n"
                "- No hot reload in production\n"
                "- The worker does not reload on changes.\n"
                "- **frontend**: Vite with hot reload\n",
                "reloads-code ? reloads @1:3-24\n"
                "reloads-code ? reloads @2:3-22\n"
                "reloads-code backend reloads @3:3-34\n"
                "reloads-code web reloads @4:3-45\n"
                "reloads-code worker reloads @4:3-45\n"
                "reloads-code ? does not reload @5:3-30\n"
                "reloads-code ? reloads @6:3-43\n"
                "reloads-code frontend reloads @7:3-47\n"
                "mounts-code ? mounted @8:3-22\n"
                "reloads-code frontend reloads @8:3-57\n"
                "reloads-code ? does not reload <own: production> @9:3-16\n"
                "reloads-code worker does not reload @10:3-40\n"
                "service-exists frontend (Vite with hot reload) @11:5-13\n"
                "runs-server frontend Vite @11:17-21\n"
                "reloads-code frontend reloads @11:27-37\n"},
           Case{
                "- The source code is on GitHub.\n"
                "- The code is in the image folder.\n"
                "- web restarts at night.\n"
                "- web reloads its settings.\n"
                "- Is hot reload enabled?\n"
                "- Hot reload needs patience.\n"
                "- Changes need a review.\n"
                "- The code is mounted on the wall.\n"
                "- No bind mounts for now between the two\n"
                "- If the code is mounted, changes show at once.\n"
                "- Enable hot reload.\n",
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
