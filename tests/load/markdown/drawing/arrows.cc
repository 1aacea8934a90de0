// What leads from where to where: arrows between boxes, and flows of words without any.
#include <doctest/doctest.h>

#include "tests/load/markdown/drawing/drawn.h"

using portolan::test::check_drawings;

TEST_CASE("arrows in four directions, with corners, forks and names") {
  check_drawings({
      {"down and up", R"(
┌─────┐   ┌───────┐
│ web │   │ redis │
└──┬──┘   └───────┘
   │          ▲
   │ 5432     │
   ▼          │
┌─────┐   ┌───┴────┐
│ db  │   │ worker │
└─────┘   └────────┘
)", R"(
box web
box redis
box db
box worker
worker -> redis
web -> db [5432]
)"},
      {"ascii down", R"(
+-----+
| web |
+-----+
   |
   v
+-----+     ^
| db  |     | (not a head)
+-----+
)", R"(
box web
box db
words (not a head)
web -> db
)"},
      {"a corner and a fork", R"(
client ──▶ nginx ──▶ frontend
             │
             └──8000──▶ backend
)", R"(
words client
words nginx
words frontend
words backend
client -> nginx
nginx -> frontend
nginx -> backend [8000]
)"},
      {"one source, three targets", R"(
          ┌──▶ web
nginx ────┼──▶ api
          └──▶ admin
)", R"(
words web
words nginx
words api
words admin
nginx -> web
nginx -> api
nginx -> admin
)"},
      {"both ways, a plain line, and names in ascii", R"(
+-----+           +-------+           +----+
| web |<--AMQP--->| queue |-----------| db |
+-----+           +-------+           +----+
)", R"(
box web
box queue
box db
web <-> queue [AMQP]
queue -- db
)"},
      {"lines that cross", R"(
        a
        │
web ────│──▶ db
        ▼
        b
)", R"(
words a
words web
words db
words b
web -> db
a -> b
)"},
      {"what stands at a fork belongs to no branch", R"(
backend ──6379──┬──▶ redis
                └──▶ db
)", R"(
words backend
words 6379
words redis
words db
backend -> redis
backend -> db
)"},
      {"a line through borders", R"(
┌─────────┐
│ ┌─────┐ │
│ │ web │ │
│ └──┬──┘ │
└────┼────┘
     │ 5432
┌────┼────┐
│ ┌──▼──┐ │
│ │ db  │ │
│ └─────┘ │
└─────────┘
)", R"(
box 
box web (in (0))
box 
box db (in (2))
web -> db [5432]
)"},
      {"a title that hides the line", R"(
┌────────────┐
│ Backend    │
│ ┌───▼────┐ │
│ │ api    │ │
│ └────────┘ │
└────────────┘
)", R"(
words only:
box Backend
box api (in Backend)
)"},
      {"a head in the border", R"(
┌─────┐
│ web │
└──┬──┘
┌──▼──┐
│ db  │
└─────┘
)", R"(
box web
box db
web -> db
)"},
  });
}

TEST_CASE("flows without boxes") {
  check_drawings({
      {"signs alone need services", R"(
Client → Nginx:80 → backend:8000
)", R"(
words only:
words Client
words Nginx:80
words backend:8000
Client -> Nginx:80
Nginx:80 -> backend:8000
)"},
      {"a tree of arrows", R"(
Browser
    ↓
Nginx (80)
    ↓
    ├→ Frontend (3000)
    │
    └─→ Backend (8000)
)", R"(
words Browser
words Nginx (80)
words Frontend (3000)
words Backend (8000)
Browser -> Nginx (80)
Nginx (80) -> Frontend (3000)
Nginx (80) -> Backend (8000)
)"},
      {"a line, an arrow, a line", R"(
Request arrives

   ↓

nginx checks it
)", R"(
words Request arrives
words nginx checks it
Request arrives -> nginx checks it
)"},
  });
}
