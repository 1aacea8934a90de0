#include <doctest/doctest.h>

#include <string>

#include "load/markdown/markdown.h"
#include "load/markdown/statements.h"
#include "tests/load/markdown/statement_lines.h"

using namespace portolan;

TEST_CASE("compose commands are taken apart") {
  struct Case {
    std::string text, lines;
  };
  for (const Case& c : {
           Case{
                "```bash\n"
                "# start\n"
                "docker compose -f docker-compose.dev.yml up -d --build web db  # now\n"
                "\n"
                "# scale, then look\n"
                "sudo FOO=1 docker-compose --profile=tools -p x up --scale worker=3 && docker compose logs -f --tail=20 web | grep x; docker ps\n"
                "docker compose \\\n"
                "  --file a.yml -f \"b.yml\" \\\n"
                "  exec -T --user me db psql -c 'select 1;' > out.sql\n"
                "```\n",
                "runs-command up -f docker-compose.dev.yml of web+db # start <file: docker-compose.dev.yml> @3:1-62\n"
                "runs-command v1 up --profile tools of worker # scale, then look @6:12-67\n"
                "runs-command logs of web # scale, then look @6:71-107\n"
                "runs-command exec -f a.yml+b.yml(place: \"b.yml\") of db with psql+-c+select 1;(place: 'select 1;') # scale, then look <file: b.yml(place: \"b.yml\")> @7:1-43\n"},
           // Between prompts stands output, unless a line begins like a command.
           Case{
                "```console\n"
                "$ docker compose ps web\n"
                "web  Up 3 hours; docker compose is not called here\n"
                "docker compose stop web\n"
                "```\n",
                "runs-command ps of web @2:3-24\n"
                "runs-command stop of web @4:1-24\n"},
           Case{
                "```sh\n"
                "docker compose run --rm -e A=b -- web sh\n"
                "docker compose exec <service> sh\n"
                "docker compose logs SERVICE\n"
                "docker compose stats \"$(docker compose ps -aq redis)\"\n"
                "docker compose cp web:/x .\n"
                "docker compose\n"
                "docker composer up\n"
                "docker exec -it web sh\n"
                "```\n",
                "runs-command run of web with sh @2:1-41\n"
                "runs-command exec with sh [example: <service>] @3:1-33\n"
                "runs-command logs [example: SERVICE] @4:1-28\n"
                "runs-command stats @5:1-54\n"
                "runs-command cp with web:/x+. @6:1-27\n"
                "runs-command ? @7:1-15\n"
                "runs-command exec in web with sh @9:1-23\n"},
           // Plain docker: what its operands are depends on the command; calls that name no container are none.
           Case{
                "```sh\n"
                "sudo docker exec -it -e A=b shop_db psql -U me | cat\n"
                "docker logs --tail 5 -f shop_web > web.log && docker stats\n"
                "docker container inspect --format '{{.State}}' shop_web\n"
                "docker -H tcp://there restart -t 5 a b\n"
                "docker cp shop_web:/srv/x.txt ./x.txt\n"
                "docker cp x.txt C:/tmp\n"
                "docker run --rm --name=spare redis:7\n"
                "docker run --rm redis:7\n"
                "docker exec <name> sh\n"
                "docker kill $(docker ps -q)\n"
                "docker build . && docker system prune\n"
                "```\n",
                "runs-command exec in shop_db with psql+-U+me @2:6-47\n"
                "names-address localhost:5432 from shop_db user me @2:37-47\n"
                "runs-command logs in shop_web @3:1-33\n"
                "runs-command inspect in shop_web @4:1-56\n"
                "runs-command restart in a+b @5:1-39\n"
                "runs-command cp in shop_web @6:1-38\n"
                "runs-command run makes spare @8:1-37\n"
                "runs-command exec in <name> with sh [example: <name>] @10:1-22\n"},
           Case{
                "```python\n"
                "docker compose up\n"
                "```\n",
                ""},
           Case{
                "### Production (`docker-compose.prod.yml`)\n"
                "Run `docker compose up web`, or look at `docker compose` itself. If needed, run `docker compose down`.\n"
                "```sh\n"
                "# Dev\n"
                "docker compose ps\n"
                "docker compose -f docker-compose.dev.yml ps\n"
                "```\n",
                "names-file docker-compose.prod.yml <heading: docker-compose.prod.yml> @1:18-41\n"
                "runs-command up of web <heading: docker-compose.prod.yml> @2:6-27\n"
                "runs-command down <heading: docker-compose.prod.yml> [optional: If needed] @2:82-101\n"
                "runs-command ps # Dev <own: Dev> @5:1-18\n"
                "runs-command ps -f docker-compose.dev.yml # Dev <file: docker-compose.dev.yml> @6:1-44\n"},
           // Code in a sentence holds several commands, too; what the reader fills in is not judged.
           Case{
                "Run `docker compose logs web | grep \"x y\"` and `docker compose up -d db && curl x; docker compose ps`.\n"
                "See `docker compose restart [service]`, `docker compose exec $SVC sh` and `docker compose --env-file .env.x logs -f ...`.\n",
                "runs-command logs of web @1:6-29\n"
                "runs-command up of db @1:49-72\n"
                "runs-command ps @1:84-101\n"
                "runs-command restart [example: [service]] @2:6-38\n"
                "runs-command exec with sh [example: $SVC] @2:42-69\n"
                "runs-command logs --env-file .env.x [example: ...] @2:76-120\n"},
           Case{
                "1. Look at it:\n"
                "\n"
                "   ```bash\n"
                "   docker compose logs --tail 50 web\n"
                "   ```\n",
                "runs-command logs of web @4:4-37\n"},
       }) {
    CAPTURE(c.text);
    SourceMap sources;
    Diagnostics problems;
    Plan plan = load::read_markdown(sources, sources.add("plan.md", c.text), problems);
    load::read_statements(plan, sources);
    CHECK(test::lines_of(plan, sources) == c.lines);
  }
}
