#include <doctest/doctest.h>

#include "base/text.h"
#include "load/markdown/markdown.h"
#include "load/markdown/statements.h"

using namespace portolan;

/// "[compose] LINE / LINE # comment <scope>" for each command.
static std::string lines_of(const Plan& plan, const SourceMap& sources) {
  std::string out;
  for (const WrittenCommand& command : plan.commands) {
    std::vector<std::string> lines;
    for (const Span& line : command.lines) lines.push_back(sources.shown(line));
    out += (command.calls_compose ? "[compose] " : "") + join(lines, " / ");
    if (command.comment.known()) out += " # " + sources.shown(command.comment);
    for (const auto& environment : command.scope.environments) out += " <" + environment.value + ">";
    out += "\n";
  }
  return out;
}

TEST_CASE("commands are kept as they are written") {
  struct Case { std::string_view name; std::string text, commands; };
  for (const Case& c : {
           Case{"redirections, pipes and several calls on a line",
                "```bash\n"
                "# Save it\n"
                "sudo docker compose -f docker-compose.prod.yml exec -T db pg_dump -U shop > shop.dump   # every night\n"
                "docker compose exec -T db psql \\\n"
                "  -U shop < shop.sql\n"
                "\n"
                "docker compose up -d && docker compose logs -f web | grep x\n"
                "```\n",
                "[compose] sudo docker compose -f docker-compose.prod.yml exec -T db pg_dump -U shop > shop.dump # Save it\n"
                "[compose] docker compose exec -T db psql \\ /   -U shop < shop.sql # Save it\n"
                "[compose] docker compose up -d && docker compose logs -f web | grep x\n"},
           Case{"other programs, together up to a blank line, a comment or a call",
                "```sh\n"
                "cp .env.example .env\n"
                "cd web\n"
                "npm ci  # once\n"
                "lsof -i :8000\n"
                "docker compose up\n"
                "cd ..\n"
                "```\n",
                "cp .env.example .env / cd web\n"
                "npm ci # once\n"
                "lsof -i :8000\n"
                "[compose] docker compose up\n"},
           Case{"loops, here-documents and quotes are one command",
                "```bash\n"
                "for name in web db; do\n"
                "  # each of them\n"
                "  docker compose restart $name\n"
                "done\n"
                "cat > unit <<'EOF'\n"
                "docker compose stop\n"
                "\n"
                "EOF\n"
                "\n"
                "psql -c 'select 1;\n"
                "select 2;'\n"
                "\n"
                "echo \"not closed\n"
                "docker compose ps\n"
                "```\n",
                "[compose] for name in web db; do /   # each of them /   docker compose restart $name / done\n"
                "cat > unit <<'EOF' / docker compose stop /  / EOF\n"
                "psql -c 'select 1; / select 2;'\n"
                "echo \"not closed\n"
                "[compose] docker compose ps\n"},
           Case{"between prompts stands output",
                "```console\n"
                "$ docker compose ps web\n"
                "web  Up 3 hours\n"
                "$ docker network ls\n"
                "NETWORK ID\n"
                "```\n",
                "[compose] docker compose ps web\n"
                "docker network ls\n"},
           Case{"of a text without a language only calls of Compose are commands",
                "```\nweb → db\ndocker compose ps\n```\n",
                "[compose] docker compose ps\n"},
           Case{"code in a sentence, and in the fence of a list",
                "1. Run `docker compose logs web | grep x`, not `npm ci`.\n"
                "\n"
                "   ```bash\n"
                "   # Production\n"
                "   ./scripts/make-secrets.sh\n"
                "   ```\n",
                "[compose] docker compose logs web | grep x\n"
                "./scripts/make-secrets.sh # Production <Production>\n"},
           Case{"a password is hidden", "```sh\ncurl -u me:hunter2 http://localhost | sort\n```\n", "curl -u me:•••••• http://localhost | sort\n"},
           Case{"the text of a script is nothing to type", "```bash\n#!/bin/sh\nset -e\n```\n\n```sh\npython manage.py migrate\nexec \"$@\"\n```\n", ""},
           Case{"another language is no shell", "```python\nimport os\n```\n", ""},
       }) {
    CAPTURE(c.name);
    SourceMap sources;
    Diagnostics problems;
    Plan plan = load::read_markdown(sources, sources.add("plan.md", c.text), problems);
    load::read_statements(plan, sources);
    CHECK(lines_of(plan, sources) == c.commands);
  }
}
