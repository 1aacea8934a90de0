#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string>

#include "base/text.h"
#include "load/markdown/anchors.h"
#include "load/markdown/markdown.h"

using namespace portolan;

namespace {

struct Read {
  SourceMap sources;
  Plan plan;
  Diagnostics problems;

  explicit Read(std::string text) { plan = load::read_markdown(sources, sources.add("plan.md", std::move(text)), problems); }
};

std::string place(const SourceMap& sources, const Span& span) {
  if (!span.known()) return "?";
  const Location at = sources.locate(span);
  return at.line == at.end_line ? fmt::format("{}:{}-{}", at.line, at.column, at.end_column)
                                : fmt::format("{}:{}-{}:{}", at.line, at.column, at.end_line, at.end_column);
}

void dump(const SourceMap& sources, const std::vector<Inline>& inlines, std::string& out) {
  constexpr std::string_view names[] = {"", "code", "em", "strong", "strike", "link", "image", "soft", "hard", "html"};
  for (const Inline& item : inlines) {
    if (item.kind == InlineKind::soft_break || item.kind == InlineKind::hard_break) {
      out += item.kind == InlineKind::hard_break ? " //" : " /";
      continue;
    }
    out += fmt::format(" {}[", names[static_cast<std::size_t>(item.kind)]);
    if (!item.url.empty()) out += item.url + "|";
    if (item.children.empty()) out += fmt::format("{}@{}", item.text, place(sources, item.span));
    std::string inner;
    dump(sources, item.children, inner);
    out += std::string(trim(inner)) + "]";
  }
}

void dump(const SourceMap& sources, const std::vector<Block>& blocks, std::string indent, std::string& out) {
  constexpr std::string_view names[] = {"p", "list", "item", "table", "code", "quote", "html", "rule"};
  for (const Block& block : blocks) {
    out += fmt::format("{}{} {}", indent, names[static_cast<std::size_t>(block.kind)], place(sources, block.span));
    if (block.kind == BlockKind::list) out += fmt::format("{}{}", block.ordered ? fmt::format(" from {}", block.start) : "", block.tight ? "" : " loose");
    if (block.checked) out += *block.checked ? " done" : " open";
    if (!block.alert.empty()) out += " " + block.alert;
    if (!block.info.empty()) out += " " + block.info;
    dump(sources, block.inlines, out);
    out += "\n";
    const auto add_row = [&](const TableRow& row) {
      out += indent + "  row";
      for (const TableCell& cell : row.cells) {
        out += fmt::format(" |{}|", place(sources, cell.span));
        dump(sources, cell.inlines, out);
      }
      out += "\n";
    };
    if (block.kind == BlockKind::table) {
      add_row(block.header);
      for (const TableRow& row : block.rows) add_row(row);
    }
    if (block.kind == BlockKind::code) {
      const std::string_view text = sources.text(block.content);
      CHECK(text == block.text);
      for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        out += fmt::format("{}  {} {}\n", indent, place(sources, {block.content, static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)}),
                           text.substr(at, end - at));
        at = end + 1;
      }
    }
    dump(sources, block.children, indent + "  ", out);
  }
}

std::string dump(const Read& read) {
  std::string out;
  for (const Section& section : read.plan.sections) {
    out += fmt::format("h{} {} {} #{}", section.level, place(read.sources, section.span), section.title.value, section.anchor);
    dump(read.sources, section.title_inlines, out);
    out += "\n";
    dump(read.sources, section.blocks, "  ", out);
  }
  for (const Diagnostic& problem : read.problems) out += fmt::format("{}: {} [{}]\n", place(read.sources, problem.span), problem.message, problem.rule);
  return out;
}

std::string printable(const Read& read, std::size_t size) {
  return read.sources.shown({read.plan.file, 0, static_cast<std::uint32_t>(size)});
}

}  // namespace

TEST_CASE("a document becomes sections and blocks whose spans are exact") {
  struct Case {
    std::string text, tree;
  };
  for (const Case& c : {
           Case{"before\n# One *two*\ntext `code`  \nnext\n\n## One two\n",
                "h0 1:1-7  #\n"
                "  p 1:1-7 [before@1:1-7]\n"
                "h1 2:1-4:5 One two #one-two [One @2:3-7] em[[two@2:8-11]]\n"
                "  p 3:1-4:5 [text @3:1-6] code[code@3:7-11] // [next@4:1-5]\n"
                "h2 6:1-11 One two #one-two-1 [One two@6:4-11]\n"},
           Case{"- a\n  lazy\n- **b**: [b](x/b.md \"b\") b\n  1. c\n\n- [x] done\n",
                "h0 1:1-6:11  #\n"
                "  list 1:1-6:11 loose\n"
                "    item 1:1-2:7\n"
                "      p 1:3-2:7 [a@1:3-4] / [lazy@2:3-7]\n"
                "    item 3:1-4:7\n"
                "      p 3:3-27 strong[[b@3:5-6]] [: @3:8-10] link[x/b.md|[b@3:11-12]] [ b@3:25-27]\n"
                "      list 4:3-7 from 1\n"
                "        item 4:3-7\n"
                "          p 4:6-7 [c@4:6-7]\n"
                "    item 6:1-11 done\n"
                "      p 6:7-11 [done@6:7-11]\n"},
           // A table in a quote, with an escaped bar, a short row and the same word in three cells.
           Case{"> | a | `b` |\r\n> |:--|--:|\r\n> | a | a \\| b |\r\n> | a\r\n",
                "h0 1:1-4:6  #\n"
                "  quote 1:1-4:6\n"
                "    table 1:3-4:6\n"
                "      row |1:5-6| [a@1:5-6] |1:9-12| code[b@1:10-11]\n"
                "      row |3:5-6| [a@3:5-6] |3:9-15| [a | b@3:9-15]\n"
                "      row |4:5-6| [a@4:5-6] |4:6-6|\n"},
           // Fences: in a list, with CRLF, and the old indented form; each line leads back to its own bytes.
           Case{"1. x\r\n   ```bash title=\"a b\"\r\n   one\r\n\r\n     two\r\n   ```\r\n",
                "h0 1:1-6:7  #\n"
                "  list 1:1-6:7 from 1\n"
                "    item 1:1-6:7\n"
                "      p 1:4-5 [x@1:4-5]\n"
                "      code 2:4-6:7 bash title=\"a b\"\n"
                "        3:4-7 one\n"
                "        4:1-1 \n"
                "        5:4-9   two\n"},
           Case{"> [!WARNING]\n> mind\n\n> [!OTHER]\n> quote\n",
                "h0 1:1-5:8  #\n"
                "  quote 1:1-2:7 warning\n"
                "    p 1:3-2:7 [mind@2:3-7]\n"
                "  quote 4:1-5:8\n"
                "    p 4:3-5:8 [[!OTHER]@4:3-11] / [quote@5:3-8]\n"},
           // Escapes, entities and a code span over two lines are longer in the file than in the text.
           Case{"a \\* b &amp; c `d\n  e` ~~f~~ <b> <http://g.h/>\n",
                "h0 1:1-2:29  #\n"
                "  p 1:1-2:29 [a * b & c @1:1-16] code[d e@1:17-2:4] [ @2:5-6] strike[[f@2:8-9]] [ @2:11-12] html[<b>@2:12-15] [ @2:15-16] "
                "link[http://g.h/|[http://g.h/@2:17-28]]\n"},
           Case{"\xef\xbb\xbf---\ntitle: \"T\"\nlist:\n  - x\n---\ntext\n", "h0 6:1-5  #\n  p 6:1-5 [text@6:1-5]\n"},
       }) {
    CAPTURE(c.text);
    CHECK(dump(Read(c.text)) == c.tree);
  }
}

TEST_CASE("anchors are those of GitHub") {
  struct Case {
    std::string_view title, anchor;
  };
  for (const Case& c : {
           Case{"1. `docker-compose.dev.yml` - Development", "1-docker-composedevyml---development"},
           Case{"Dev & Prod: what's new?", "dev--prod-whats-new"},
           Case{"Über_uns – Ärger", "über_uns--ärger"},
           Case{"Привет", "привет"},
           Case{"🚀 Start", "-start"},
       }) {
    CAPTURE(c.title);
    CHECK(load::anchor_of(c.title) == c.anchor);
  }
  load::Anchors anchors;
  CHECK(anchors.add("A") == "a");
  CHECK(anchors.add("a 1") == "a-1");
  CHECK(anchors.add("a") == "a-2");
}

TEST_CASE("front matter is read and takes no part in the document") {
  const Read read("---\nrule: x-y  \ntitle: 'My plan'\nnested:\n  key: v\n---\n\n# Head\n");
  CHECK(read.plan.title == "Head");
  REQUIRE(read.plan.find_front_matter("rule"));
  CHECK(read.plan.find_front_matter("rule")->value.value == "x-y");
  CHECK(place(read.sources, read.plan.find_front_matter("title")->value.span) == "3:9-16");
  CHECK(read.plan.find_front_matter("key") == nullptr);
  REQUIRE(read.plan.sections.size() == 1);
  CHECK(place(read.sources, read.plan.sections[0].span) == "8:1-7");
}

TEST_CASE("a text that is no document says why and is left unread") {
  struct Case {
    std::string text, problem;
  };
  std::string wide = "|", rows, brackets, references = "[a]: " + std::string(20000, 'x') + "\n\n";
  for (int i = 0; i < 250; ++i) wide += "-|";
  for (int i = 0; i < 30000; ++i) brackets += "![[]()";
  for (int i = 0; i < 3000; ++i) references += "[a]\n\n";
  for (const Case& c : {
           Case{"a\nb\xff\n", "2:2-3: the document is not valid UTF-8 [not-utf8]\n"},
           Case{std::string("a\0b", 3), "1:2-3: the document contains a zero byte, so it is no text [not-utf8]\n"},
           Case{std::string(3u << 20, 'a'), "1:1-1: the document is larger than 2 MiB and is not read [markdown-limit]\n"},
           Case{wide + "\n" + wide + "\n", "1:1-81: a table of more than 200 columns; the document is not read [markdown-limit]\n"},
           Case{"a\n\n" + brackets, "3:1-1: too many brackets in one paragraph; the document is not read [markdown-limit]\n"},
           Case{references, "1:1-1: link references that would expand without measure; the document is not read [markdown-limit]\n"},
       }) {
    const Read read(c.text);
    CHECK(dump(read) == c.problem);
    CHECK_FALSE(read.plan.readable);
    CHECK(read.plan.title == "plan");
  }
}

TEST_CASE("nesting is cut where it leaves what people write") {
  std::string quotes, stars;
  for (int i = 0; i < 10000; ++i) quotes += "> ";
  const Read read(quotes + "x\n");
  REQUIRE(read.problems.size() == 1);
  CHECK(read.problems[0].rule == "markdown-limit");
  CHECK(read.plan.readable);
  for (int i = 0; i < 300; ++i) stars += "*a **b ";
  for (int i = 0; i < 300; ++i) stars += " c** d*";
  CHECK(Read(stars).problems.size() == 1);
}

TEST_CASE("secrets in a document are never shown") {
  struct Case {
    std::string text, shown;
  };
  for (const Case& c : {
           Case{"- Password: hunter2", "- Password: ••••••"},
           Case{"- **Password**: `dev_pass_123`", "- **Password**: `••••••`"},
           Case{"- API key: `k1` (rotated)", "- API key: `••••••` (rotated)"},
           Case{"- Password: that of the database", "- Password: that of the database"},
           Case{"- Password: `<password>`", "- Password: `<password>`"},
           Case{"- **Secrets**: db_password", "- **Secrets**: db_password"},
           Case{"- User: dev_user", "- User: dev_user"},
           Case{"Set `DB_PASSWORD=abc` first", "Set `DB_PASSWORD=••••••` first"},
           Case{"Set `DB_PASSWORD=${X}` and `DB_PASSWORD_FILE=/run/x`", "Set `DB_PASSWORD=${X}` and `DB_PASSWORD_FILE=/run/x`"},
           Case{"- `SECRET_KEY`: signs sessions", "- `SECRET_KEY`: signs sessions"},
           Case{"```yaml\n  POSTGRES_PASSWORD: s3\n  TOKEN: \"t4\" # x\n```", "```yaml\n  POSTGRES_PASSWORD: ••••••\n  TOKEN: \"••••••\" # x\n```"},
           Case{"<postgres://me:s3cret@db/x>", "<postgres://me:••••••@db/x>"},
           Case{"http://localhost:8000/a@b", "http://localhost:8000/a@b"},
           Case{"```bash\nmysql --user me --password s3\n```", "```bash\nmysql --user me --password ••••••\n```"},
           Case{"| Setting | Value |\n|-|-|\n| Password | `p1` |\n| User | `u` |", "| Setting | Value |\n|-|-|\n| Password | `••••••` |\n| User | `u` |"},
           Case{"| Variable | Service |\n|-|-|\n| `DB_PASSWORD` | web |", "| Variable | Service |\n|-|-|\n| `DB_PASSWORD` | web |"},
           Case{"| | Dev | Prod |\n|-|-|-|\n| DB_PASSWORD | abc | ${P} |", "| | Dev | Prod |\n|-|-|-|\n| DB_PASSWORD | •••••• | ${P} |"},
       }) {
    CAPTURE(c.text);
    const Read read(c.text);
    CHECK(printable(read, c.text.size()) == c.shown);
  }
}
