#include <doctest/doctest.h>

#include <string>

#include "load/markdown/markdown.h"
#include "load/markdown/statements.h"
#include "tests/load/markdown/statement_lines.h"

using namespace portolan;

TEST_CASE("what outlives its container") {
  struct Case {
    std::string text, lines;
  };
  for (const Case& c : {
           Case{
                "- The data of db survives container restarts.\n"
                "- PostgreSQL data persists across container restarts.\n"
                "- Database data is stored in `pg_data`.\n"
                "- redis keeps its data in the named volume `redis_data`.\n"
                "- redis keeps no data.\n"
                "- The backend is stateless.\n"
                "- Redis data is lost when the container is removed.\n"
                "- `pg_data` persists data for the `db` service.\n"
                "- Elasticsearch data is persisted inside a volume by default.\n"
                "- db mounts the volume `pg_data` at `/var/lib/postgresql/data`.\n",
                "keeps-data db kept @1:3-45\n"
                "keeps-data PostgreSQL kept @2:3-53\n"
                "keeps-data Database kept @3:3-38\n"
                "mounts-volume Database pg_data @3:3-38\n"
                "keeps-data redis kept @4:3-55\n"
                "mounts-volume redis redis_data @4:3-55\n"
                "keeps-data redis lost @5:3-22\n"
                "keeps-data backend lost @6:3-27\n"
                "keeps-data Redis lost @7:3-51\n"
                "mounts-volume db pg_data @8:4-47\n"
                "keeps-data db kept @8:4-47\n"
                "keeps-data Elasticsearch kept @9:3-50\n"
                "mounts-volume db pg_data=/var/lib/postgresql/data @10:3-62\n"},
           Case{
                "## db\n"
                "\n"
                "Data survives restarts.\n",
                "keeps-data db kept @3:1-23\n"},
           Case{
                "- Data survives restarts.\n"
                "- The data of db is lost if the volume is deleted.\n"
                "- The data of db is large.\n"
                "- redis keeps its data in memory.\n"
                "- redis keeps its data in good order.\n"
                "- Keep the data of db safe.\n"
                "- db stores orders.\n"
                "- The backend is stateless in theory.\n"
                "- Does the data of db survive restarts?\n"
                "- `pg_data` holds a lot.\n"
                "- db mounts `settings`.\n",
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
