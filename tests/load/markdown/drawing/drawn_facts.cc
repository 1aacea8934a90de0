#include <doctest/doctest.h>

#include <string>

#include "tests/load/markdown/drawing/drawn.h"

using portolan::test::stated;

static std::string in_fence(std::string_view text) { return "```\n" + std::string(text) + "```\n"; }

TEST_CASE("a box that names a service states its ports, image, server, volumes and networks") {
  CHECK(stated(in_fence("┌───────────────┐   ┌──────────────────────┐   ┌──────────┐\n"
                        "│  PostgreSQL   │◄──│ web (Gunicorn)       │◄──│ NGINX    │\n"
                        "│  Database     │   │ Port 8000, 4 workers │   │ 80/443   │\n"
                        "│  Port: 5433   │   │ Volumes: app_media   │   │ 5433:5432│\n"
                        "│ postgres:15   │   │ Networks: inner      │   │ PHP 8.2  │\n"
                        "└───────────────┘   └──────────────────────┘   └──────────┘\n")) ==
        "service-exists PostgreSQL () @3:4-14\n"
        "connects web -> PostgreSQL @3:18-19\n"
        "service-exists web () @3:23-26\n"
        "runs-server web Gunicorn @3:28-36\n"
        "connects NGINX -> web @3:45-46\n"
        "service-exists NGINX () @3:50-55\n"
        "publishes-port web 8000<-? @4:23-32\n"
        "worker-count web 4 @4:34-43\n"
        "publishes-port NGINX 80<-? @4:50-56\n"
        "publishes-port NGINX 443<-? @4:50-56\n"
        "publishes-port PostgreSQL 5433<-? @5:10-14\n"
        "mounts-volume web app_media @5:32-41\n"
        "publishes-port NGINX 5432<-5433 published @5:50-59\n"
        "uses-image PostgreSQL postgres:15 @6:3-14\n"
        "joins-network web inner @6:33-38\n"
        "uses-image NGINX PHP 8.2 @6:50-57\n");
}

TEST_CASE("titles of boxes and columns give environment, doubt and network") {
  CHECK(stated(in_fence("┌───────────────────────────────┐\n"
                        "│    Production Environment     │\n"
                        "├───────────────────────────────┤\n"
                        "│  ┌──── backend-network ────┐  │\n"
                        "│  │  web ──5432──▶ db       │  │\n"
                        "│  └─────────────────────────┘  │\n"
                        "│  Volumes: pg_data, plain      │\n"
                        "│  Optional: Redis cache (later)│\n"
                        "└───────────────────────────────┘\n")) ==
        "joins-network web backend-network <heading: Production> @6:7-10\n"
        "connects web -> db:5432 <heading: Production> @6:19-20\n"
        "joins-network db backend-network <heading: Production> @6:21-23\n"
        "mounts-volume ? pg_data <heading: Production> @8:13-20\n"
        "service-exists Redis () <heading: Production> [optional: Optional] @9:4-33\n");
  CHECK(stated(in_fence("development          production\n\nbrowser ─5173─▶ web  internet ─80─▶ nginx ──▶ web\n")) ==
        "connects browser -> web:5173 <heading: development> @4:15-16\n"
        "connects internet -> nginx:80 <heading: production> @4:35-36\n"
        "connects nginx -> web <heading: production> @4:45-46\n");
  CHECK(stated("## Production\n\n" + in_fence("client --> nginx --> web (planned)\n")) ==
        "connects client -> nginx <heading: Production> @4:10-11\n"
        "connects nginx -> web <heading: Production> [planned: planned] @4:20-21\n");
}

TEST_CASE("arrows state connections between what they name, with their ports") {
  CHECK(stated(in_fence("your own tool ──5433──▶ db ◀── worker, beat\n                        ▲\n./sql ──▶ web ──────────┘\n")) ==
        "publishes-port db 5433<-? @2:17-21\n"
        "connects worker -> db @2:28-29\n"
        "connects beat -> db @2:28-29\n"
        "connects web -> db @3:25-26\n"
        "mounts-volume web ./sql @4:1-6\n");
  // An answer to a caller is no call, and a plain line joins two boxes.
  CHECK(stated(in_fence("┌────────┐     ┌─────┐     ┌────┐\n│ Client │ ──▶ │ web │─────│ db │\n└────────┘ ◀── └─────┘     └────┘\n")) ==
        "connects Client -> web @3:14-15\nservice-exists web () @3:18-21\nconnects web -> db @3:27-28\nservice-exists db () @3:30-32\n");
  // A box around boxes is a group, whatever its title.
  CHECK(stated(in_fence("┌── Backend ──┐\n│ ┌─────────┐ │   ┌────┐\n│ │ web     │ │──▶│ db │\n│ └─────────┘ │   └────┘\n└─────────────┘\n")) ==
        "service-exists web () @4:5-8\nservice-exists db () @4:21-23\n");
  // Names of nobody, and one end that is none, state nothing.
  CHECK(stated(in_fence("push ──▶ test ──▶ images ──▶ server\n")) == "");
  CHECK(stated(in_fence("┌───────┐   ┌──────┐\n│ Users │──▶│ CDN  │\n└───────┘   └──────┘\n")) == "");
  // A name that a compose file defines is one in any box.
  CHECK(stated(in_fence("┌───────┐   ┌──────┐\n│ Mail  │──▶│ cdn  │\n└───────┘   └──────┘\n"), "mail cdn") ==
        "service-exists Mail () @3:3-7\nconnects Mail -> cdn @3:12-13\nservice-exists cdn () @3:15-18\n");
}

TEST_CASE("words with arrow signs are a diagram when they are about services") {
  CHECK(stated(in_fence("Client → Nginx:80 → backend:8000\n")) ==
        "connects Client -> Nginx @2:8-9\n"
        "publishes-port Nginx 80<-? @2:10-18\n"
        "connects Nginx -> backend:8000 @2:19-20\n"
        "publishes-port backend 8000<-? @2:21-33\n");
  CHECK(stated(in_fence("[nginx (80)] → [backend]\n    ↓\n[db (MariaDB)] ←→ [redis]\n")) ==
        "publishes-port nginx 80<-? @2:1-13\n"
        "connects nginx -> backend @2:14-15\n"
        "connects nginx -> db @3:5-6\n"
        "connects db -> redis @4:17-18\n");
  for (const std::string_view text : {"db → database\n", "old → new → newer\n", "map :: Int -> Int -> Bool\n", "rename web -> backend\n",
                                      "let f = (a) => b;\nfn add(a: i32) -> i32 { a }\nif (x->y) { return z--; }\n"}) {
    CAPTURE(text);
    CHECK(stated(in_fence(text)) == "");
  }
}

TEST_CASE("flows in paragraphs and bullets") {
  CHECK(stated("The way of a request: browser → nginx:80 → backend:8000 → db.\n") ==
        "connects browser -> nginx @1:23-41\n"
        "publishes-port nginx 80<-? @1:33-41\n"
        "connects nginx -> backend:8000 @1:33-56\n"
        "connects backend -> db @1:44-62\n");
  CHECK(stated("- In production: Internet -> `nginx` -> web (8000), which answers\n") ==
        "connects Internet -> nginx <own: production> @1:18-36\n"
        "connects nginx -> web:8000 <own: production> @1:31-51\n");
  for (const std::string_view text : {"Rename `db` → `database`.\n", "- web → api\n", "Port 80 → 8080 for web\n", "Use File → Open → web\n", "a->b and web->db\n",
                                      "Settings → Users → nginx is one entry.\n"}) {
    CAPTURE(text);
    CHECK(stated(text).find("connects") == std::string::npos);
  }
}

TEST_CASE("a diagram that can't be followed is counted as unread") {
  CHECK(stated(in_fence("┌──────\n│ web\n┌──────\n│ db\n┌──────\n│ api\n┌────\n│ x\n")) == "unread 1\n");
}
