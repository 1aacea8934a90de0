#include "load/markdown/file_trees.h"

#include <doctest/doctest.h>

#include <string>

#include "load/markdown/markdown.h"
#include "load/markdown/statements.h"
#include "tests/load/markdown/statement_lines.h"

using namespace portolan;

TEST_CASE("file trees become files with their whole paths") {
  struct Case {
    std::string_view text, files;
  };
  for (const Case& c : {
           Case{"shop/\n├── backend/          # the API\n│   ├── Dockerfile\n│   └── src/\n│       └── app.py  # starts it\n├── docker-compose.yml\n└── ...\n",
                "backend/ backend/Dockerfile backend/src/ backend/src/app.py docker-compose.yml  below shop"},
           Case{".\n|-- nginx\n|   `-- nginx.conf\n`-- compose.yaml\n", "nginx nginx/nginx.conf compose.yaml  below "},
           Case{"+-- a/\n|   +-- b.txt\n|   \\-- c.txt\n+-- d.md\n", "a/ a/b.txt a/c.txt d.md  below "},
           Case{"app/\n├── one.py (first)\n├── two.py — second\n└── three.py ← third\nweb/\n└── index.html\n", "one.py two.py three.py web/ web/index.html  below app"},
           Case{"src/\r\n├── a.ts\r\n│\r\n└── <name>.ts\r\n", "a.ts  below src"},
           // Boxes, processes, lists, one branch alone.
           Case{"+-----+    +-----+\n| web |--->| db  |\n+-----+    +-----+\n", ""},
           Case{"nginx\n├── backend service on port 8000\n└── frontend\n", ""},
           Case{"nginx\n├── backend\n└── frontend\n", ""},
           Case{"- a.txt\n- b.txt\n", ""},
           Case{"└── a.txt\n", ""},
           Case{"/app\n├── a.txt\n└── b/\n", ""},
           Case{"", ""},
       }) {
    CAPTURE(c.text);
    std::string files, root;
    for (const load::TreeEntry& entry : load::read_tree(c.text)) {
      files += entry.path + " ";
      root = " below " + entry.root;
      CHECK(entry.path.ends_with(std::string(c.text.substr(entry.begin, entry.end - entry.begin))));
    }
    CHECK(files + root == c.files);
  }
}

TEST_CASE("links to headings, and the files of a tree, become statements") {
  struct Case {
    std::string text, lines;
  };
  for (const Case& c : {
           Case{"```\nshop/\n├── web/\n└── notes.md  # optional\n```\n", "names-file web/ listed below shop @3:5-9\nnames-file notes.md listed below shop [optional: optional] @4:5-13\n"},
           Case{"```python\nx\n├── web/\n└── a.py\n```\n", ""},
           Case{"[a](#one) [b](docs/x.md#two-1) [c](<my file.md>) ![d](img/d.png) [e](https://example.org#f) [f](#)\n",
                "names-file #one @1:6-9\nnames-file docs/x.md#two-1 @1:15-24\nnames-file my file.md @1:33-34\nnames-file img/d.png @1:55-64\n"},
           // A reference is written where it is defined.
           Case{"See [the plan][p].\n\n[p]: docs/plan.md#ports \"Plan\"\n", "names-file docs/plan.md#ports @3:6-18\n"},
           Case{"## 3. Ports\n\nAs described in section 3.1, see section \"Data volumes\"; see section 4 of the manual. This section 2 is short.\n",
                "names-file #3.1 @3:17-28\nnames-file #Data volumes @3:34-56\n"},
           Case{"## Ports\n\nSee section 3.\n", ""},
       }) {
    CAPTURE(c.text);
    SourceMap sources;
    Diagnostics problems;
    Plan plan = load::read_markdown(sources, sources.add("plan.md", c.text), problems);
    load::read_statements(plan, sources);
    CHECK(test::lines_of(plan, sources) == c.lines);
  }
}
