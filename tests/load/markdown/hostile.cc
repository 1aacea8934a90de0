#include <doctest/doctest.h>

#include <string>

#include "load/markdown/markdown.h"
#include "load/markdown/statements.h"

using namespace portolan;

namespace {

std::string repeat(std::string_view text, std::size_t bytes) {
  std::string out;
  while (out.size() + text.size() <= bytes) out += text;
  return out;
}

}  // namespace

// Each text once made a reader of documents quadratic. There is no clock here: what does not end is seen by everybody.
TEST_CASE("long documents of nothing but marks end, with bounded results") {
  constexpr std::size_t size = 1u << 18;
  const std::string paragraph = repeat("`docker compose ps` ", 3000) + "\n\n";
  for (const std::string& text : {
           repeat("`a/b.md` ", size),
           repeat(paragraph, size),
           repeat("nginx is exposed, and web is not published, and ", 1900) + "\n\n",
           repeat("- **web**: Gunicorn with 4 workers, port 80\n", size),
           repeat("# web in production\n", size),
           repeat("*a **b ", size),
           repeat("~a ~~b~~~ ", size),
           repeat(repeat("a;", 4000) + "\n\n", size),
           repeat("<a ", size),
           repeat("```sh\ndocker compose ps\n```\n", size),
           "```sh\n" + repeat("docker compose -f a ps web; ", size - 100) + "\n```\n",
           "```sh\n" + repeat("a \\\n", size - 100) + "\n```\n",
           "```\n" + repeat("a → /b\n", size - 100) + "```\n",
           "```yaml\nservices:\n" + repeat("  a:\n", size - 100) + "```\n",
           repeat("password=a ", size),
           repeat("http://a:b@c ", size),
           repeat("a  \n", size),
       }) {
    SourceMap sources;
    Diagnostics problems;
    Plan plan = load::read_markdown(sources, sources.add("plan.md", text), problems);
    load::read_statements(plan, sources);
    CHECK(plan.statements.size() <= 10'000);
    CHECK(problems.size() <= 1);
  }
}
