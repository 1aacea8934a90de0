#include "load/markdown/drawing/drawing.h"

#include <doctest/doctest.h>

#include <ctime>
#include <string>

#include "tests/load/markdown/drawing/drawn.h"

using portolan::test::check_drawings;
using portolan::test::drawn;

TEST_CASE("boxes of every style, inside each other, with titles and dividers") {
  check_drawings({
      {"plain", R"(
┌─────┐     ┌──────┐
│ web │────▶│  db  │
└─────┘     │ 5432 │
            └──────┘
)", R"(
box web
box db | 5432
web -> db
)"},
      {"double and rounded", R"(
╔═════╗   ╭────╮
║ web ║──►│ db │
╚═════╝   ╰────╯
)", R"(
box web
box db
web -> db
)"},
      {"heavy", R"(
┏━━━━━┓
┃ web ┃←── client
┗━━━━━┛
)", R"(
box web
words client
client -> web
)"},
      {"ascii", R"(
+-------+  5432   +------+
|  web  |-------->|  db  |
+-------+         +------+
)", R"(
box web
box db
web -> db [5432]
)"},
      {"equals signs", R"(
+=====+     +====+
| web |====>| db |
+=====+     +====+
)", R"(
box web
box db
web -> db
)"},
      {"nested, with a title in the border and one below it", R"(
┌──── your machine ─────────────┐
│ ┌───────────────────────────┐ │
│ │      backend-network      │ │
│ ├───────────────────────────┤ │
│ │ ┌─────┐  8000   ┌───────┐ │ │
│ │ │ web │◀────────│ nginx │ │ │
│ │ └─────┘         └───────┘ │ │
│ └───────────────────────────┘ │
│ Volumes: data                 │
└───────────────────────────────┘
)", R"(
box your machine | Volumes: data
box backend-network (in your machine)
box web (in backend-network)
box nginx (in backend-network)
nginx -> web [8000]
)"},
      {"three lines between borders are three boxes", R"(
┌───────┐
│ nginx │
├───────┤
│ web   │
├───────┤
│ db    │
└───────┘
)", R"(
words only:
box nginx
box web
box db
)"},
      {"a divider below a name", R"(
+--------+     +------+
| nginx  |     | web  |
+--------+     +------+
| 80     |---->| 8000 |
| 443    |     |      |
+--------+     +------+
)", R"(
box nginx | 80 | 443
box web | 8000
nginx -> web
)"},
  });
}

TEST_CASE("borders may drift") {
  check_drawings({
      {"the right border of some rows stands too far left or right", R"(
┌──────────────────────┐
│     Production        │
├──────────────────────┤
│  ┌───────┐   ┌─────┐  │
│  │ nginx  │──►│ web │   │
│  │ Port 80│   │ 8000│ │
│  └───────┘   └─────┘  │
│  Networks: backend     │
└──────────────────────┘
)", R"(
box Production | Networks: backend
box nginx | Port 80 (in Production)
box web | 8000 (in Production)
nginx -> web
)"},
      {"the bottom is longer than the top", R"(
┌──────┐
│ web  │
│ 8000 │
└───────┘
┌──────┐
│ db   │
└──────┘
)", R"(
words only:
box web | 8000
box db
)"},
      {"wide characters and pictures", "\n┌────────┐   ┌────┐\n│ 網頁   │──▶│ db │\n│ 🚀 app │   │    │\n└────────┘   └────┘\n", R"(
box 網頁 | 🚀 app
box db
網頁 -> db
)"},
      {"tabs and line ends of Windows", "\n+-----+\t\t+----+\r\n| web |-------->| db |\r\n+-----+\t\t+----+\r\n", R"(
box web
box db
web -> db
)"},
      {"a text that runs over the border", R"(
┌──────────┐
│ frontend │──▶ db
│ and_its_proxy
└──────────┘
)", R"(
box frontend | and_its_proxy
words db
frontend -> db
)"},
  });
}

TEST_CASE("what is no diagram") {
  for (const std::string_view text : {
           "shop/\n├── backend/\n│   ├── Dockerfile\n│   └── app.py        # API → web\n└── docker-compose.yml\n",
           ".\n+-- compose.yml\n|-- backend\n    +-- Dockerfile\n    |-- src\n",
           "+------+------+\n| port | name |\n+------+------+\n| 80   | web  |\n+------+------+\n",
           "┌──────┬──────┐\n│ port │ name │\n├──────┼──────┤\n│ 80   │ web  │\n└──────┴──────┘\n",
           " Role name | Attributes\n-----------+-----------\n mmuser    | Superuser\n",
           "NAME    COMMAND   PORTS\nweb-1   \"run\"     0.0.0.0:8080->8080/tcp, :::8080->8080/tcp\n",
           "services:\n  web:\n    command: >\n      run | tee log\n---\nother: true\n",
           "| a | b |\n|---|---|\n| 1 | 2 |\n",
           "$ docker run --name web -p 80:80 nginx | grep --color x > out\n",
           "[====>      ] 40%\nDownloading [======>  ]\n",
           "┌─────────────────────────────┐\n│ Please read this first!     │\n└─────────────────────────────┘\n",
           "git log --oneline\n<!-- a comment -->\n",
           "C++ and a+b-c, live-reload, v1 | v2 ^ v3\n",
           "postgres_data → /var/lib/postgresql/data\n./  → /app\n/api/* → backend\n",
       }) {
    CAPTURE(text);
    CHECK(drawn(text) == "nothing\n");
  }
}

TEST_CASE("a diagram that can't be followed says so, and hostile text ends soon") {
  using namespace std::string_literals;
  const auto repeat = [](std::string_view part, int count) {
    std::string text;
    for (int i = 0; i < count; ++i) text += part;
    return text;
  };
  struct Hostile {
    std::string name, text, shape;
  };
  const std::clock_t start = std::clock();  // of this process: the machine may be busy
  for (const Hostile& c : {
           Hostile{"open boxes", "┌──────\n│ web\n┌──────\n│ db\n┌──────\n│ api\n┌────\n│ x\n", "unclear\n"},
           Hostile{"100,000 columns", "┌" + repeat("─", 100'000) + "┐\n│ web │\n", "unclear\n"},
           Hostile{"20,000 lines", "┌──┐\n" + repeat("│  │\n", 20'000), "unclear\n"},
           Hostile{"a field of crosses", repeat(repeat("┼", 600) + "\n", 600), "unclear\n"},
           Hostile{"a field of plus signs", repeat(repeat("+", 600) + "\n", 600), "nothing\n"},
           Hostile{"tops without an end", repeat(repeat("┬", 600) + "\n", 600), "nothing\n"},
       }) {
    CAPTURE(c.name);
    CHECK(drawn(c.text) == c.shape);
  }
  drawn(repeat("a ──▶ ", 150) + "\n");
  drawn(repeat(repeat("│ ", 400) + "\n" + repeat("▼ ", 400) + "\n", 200));
  drawn(repeat(repeat("─", 900) + "\n", 400));
  CHECK((std::clock() - start) / CLOCKS_PER_SEC < 20);  // without optimisation
}
