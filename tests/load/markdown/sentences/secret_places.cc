#include <doctest/doctest.h>

#include <string>

#include "load/markdown/markdown.h"
#include "load/markdown/statements.h"
#include "tests/load/markdown/statement_lines.h"

using namespace portolan;

TEST_CASE("where secrets come from") {
  struct Case {
    std::string text, lines;
  };
  for (const Case& c : {
           Case{
                "- No secrets in the code.\n"
                "- Passwords come from `.env`.\n"
                "- All secrets are stored in secret files.\n"
                "- Credentials are passed via environment variables.\n"
                "- Secrets are never committed.\n"
                "- Secrets are not stored in the repository.\n"
                "- Database passwords are read from Docker secrets.\n"
                "- Secrets passed via env vars\n"
                "- Sensitive data comes from the .env file.\n"
                "- No hard-coded passwords.\n",
                "keeps-secrets not-in-files the code @1:3-25\n"
                "keeps-secrets env-file .env @2:3-28\n"
                "keeps-secrets secret-files secret files @3:3-41\n"
                "keeps-secrets environment environment variables @4:3-51\n"
                "keeps-secrets not-in-files committed @5:3-30\n"
                "keeps-secrets not-in-files the repository @6:3-43\n"
                "keeps-secrets secret-files Docker secrets @7:3-50\n"
                "keeps-secrets environment env vars @8:3-30\n"
                "keeps-secrets env-file .env @9:3-42\n"
                "keeps-secrets not-in-files No hard-coded passwords @10:3-26\n"},
           Case{
                "- Never commit secrets.\n"
                "- Passwords come from the team.\n"
                "- No secrets in this meeting.\n"
                "- Keep secrets in `.env`.\n"
                "- Data comes from `.env`.\n"
                "- Values come from `settings.py`.\n"
                "- Are secrets stored in the code?\n"
                "- If passwords come from `.env`, copy it.\n"
                "- The passwords are in `notes.txt`.\n",
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
