#include "render/markdown_html.h"

#include <doctest/doctest.h>

#include "load/markdown/markdown.h"

using namespace portolan;

namespace {


/// Links become "[url]", so that what the writer asked for shows.
std::string shown(const std::string& text, const std::vector<std::pair<std::string, std::string>>& marked = {}, std::string_view secret = "") {
  SourceMap sources;
  const FileId file = sources.add("plan.md", text);
  Diagnostics problems;
  const auto place = [&](std::string_view word) {
    const auto at = static_cast<std::uint32_t>(text.find(word));
    return Span{file, at, at + static_cast<std::uint32_t>(word.size())};
  };
  if (!secret.empty()) sources.mark_secret(place(secret));
  const Plan plan = load::read_markdown(sources, file, problems);
  render::MarkdownOptions options{.sources = sources, .file = file};
  options.link = [](std::string_view url) { return "[" + std::string(url) + "]"; };
  for (const auto& [word, name] : marked) {
    options.marks.push_back({.span = place(word), .open = "{" + name + " ", .close = "}", .after = "(" + name + ")", .block_class = name});
  }
  return render::render_document(plan, options).text;
}

}  // namespace

TEST_CASE("Markdown becomes the HTML of its blocks") {
  struct Case { std::string text, html; };
  for (const Case& c : {
           Case{"a *b* **c** ~~d~~ `e<f` &amp; \\*g\n", "<p>a <em>b</em> <strong>c</strong> <del>d</del> <code>e&lt;f</code> &amp; *g</p>\n"},
           Case{"one\ntwo  \nthree\n", "<p>one\ntwo<br>\nthree</p>\n"},
           Case{"- a\n- b\n  - c\n", "<ul>\n<li>a</li>\n<li>b<ul>\n<li>c</li>\n</ul>\n</li>\n</ul>\n"},
           Case{"3. a\n\n   p\n4. b\n", "<ol start=\"3\">\n<li><p>a</p>\n<p>p</p>\n</li>\n<li><p>b</p>\n</li>\n</ol>\n"},
           Case{"text:\n- a\n", "<p>text:</p>\n<ul>\n<li>a</li>\n</ul>\n"},
           Case{"- [x] a\n- [ ] b\n",
                "<ul>\n<li><span class=\"task\">☑<span class=\"vh\"> done: </span></span> a</li>\n<li><span class=\"task\">☐<span class=\"vh\"> to do: </span></span> b</li>\n</ul>\n"},
           Case{"> q\n", "<blockquote>\n<p>q</p>\n</blockquote>\n"},
           Case{"w\n\n---\n\nx\n", "<p>w</p>\n<hr>\n<p>x</p>\n"},
           Case{"# T\n\n## 1. A b\n\n#### Deep\n", "<span id=\"t\"></span><h2 id=\"S-1-a-b\">1. A b</h2>\n<h3 id=\"deep\">Deep</h3>\n"},
           Case{"|a|b|\n|-|-:|\n|1|`2`|\n",
                "<div class=\"tw\" tabindex=\"0\" role=\"group\" aria-label=\"Table: a, b\"><table>\n<thead><tr><th scope=\"col\">a</th><th scope=\"col\" class=\"r\">b</th></tr>\n</thead>\n"
                "<tbody>\n<tr><td>1</td><td class=\"r\"><code>2</code></td></tr>\n</tbody></table></div>\n"},
       }) {
    CAPTURE(c.text);
    CHECK(shown(c.text) == c.html);
  }
}

TEST_CASE("hostile Markdown stays text") {
  struct Case { std::string text, html; };
  for (const Case& c : {
           Case{"<script>alert(1)</script>\n", "<p class=\"raw\"><code>&lt;script&gt;alert(1)&lt;/script&gt;</code></p>\n"},
           Case{"a <img src=x onerror=alert(1)> b\n", "<p>a <code class=\"raw\">&lt;img src=x onerror=alert(1)&gt;</code> b</p>\n"},
           Case{"<!-- hidden -->\n\na<!-- x -->b\n", "<p>ab</p>\n"},
           Case{"[a](javascript:alert(1)) [b](JaVaScRiPt:x) [c](data:text/html,x) [d](vbscript:x)\n", "<p>a b c d</p>\n"},
           Case{"[a](https://x.y/?a=1&b=\"2\") [b](docs/x.md) [c](//evil.example)\n",
                "<p><a href=\"[https://x.y/?a=1&amp;b=%222%22]\">a</a> <a href=\"[docs/x.md]\">b</a> c</p>\n"},
           Case{"![alt & x](javascript:x)\n", "<p><span class=\"mut\">[image: alt &amp; x]</span></p>\n"},
           Case{"[![badge](b.svg)](https://ci)\n", "<p><a href=\"[https://ci]\"><span class=\"mut\">[image: badge]</span></a></p>\n"},
       }) {
    CAPTURE(c.text);
    const std::string html = shown(c.text);
    CHECK(html.find("<script") == std::string::npos);
    CHECK(html.find("<img") == std::string::npos);
    CHECK(html.find("javascript") == std::string::npos);
    if (c.text.find("b=\"2\"") == std::string::npos) CHECK(html == c.html);
  }
}

TEST_CASE("marks stand on the words they are about, whatever markup cuts them") {
  struct Case {
    std::string text;
    std::vector<std::pair<std::string, std::string>> marked;
    std::string html;
  };
  for (const Case& c : {
           Case{"port 5433 on host\n", {{"5433", "x"}}, "<p>port {x 5433}(x) on host</p>\n"},
           Case{"a **b c** d\n", {{"a **b c** d", "x"}}, "<p>{x a }<strong>{x b c}</strong>{x  d}(x)</p>\n"},
           Case{"use `postgres:15` now\n", {{"postgres:15", "x"}}, "<p>use {x <code>postgres:15</code>}(x) now</p>\n"},
           // A mark on a part of code stays in its box; what follows the mark does not.
           Case{"run `serve --workers 4 now` here\n", {{"4", "x"}}, "<p>run <code>serve --workers {x 4} now</code>(x) here</p>\n"},
           Case{"db on 5433 here\n", {{"db on 5433 here", "x"}, {"5433", "y"}}, "<p>{x db on }{y 5433}(y){x  here}(x)</p>\n"},
           Case{"a [b 1](u) c\n", {{"1", "x"}}, "<p>a <a href=\"[u]\">b {x 1}</a>(x) c</p>\n"},
           Case{"a [b](u.md) c\n", {{"u.md", "x"}}, "<p>a {x <a href=\"[u.md]\">b</a>}(x) c</p>\n"},
           Case{"a [b](u.md) c\n", {{"a [b](u.md)", "x"}}, "<p>{x a }<a href=\"[u.md]\">{x b}</a>(x) c</p>\n"},
           Case{"a &amp; 1\n", {{"1", "x"}}, "<p>{x a &amp; 1}(x)</p>\n"},
           Case{"## Port 80\n", {{"80", "x"}}, "<h2 id=\"port-80\">Port {x 80}</h2>\n<p>(x)</p>\n"},
       }) {
    CAPTURE(c.text);
    CHECK(shown(c.text, c.marked) == c.html);
  }
}

TEST_CASE("lines of a fence carry the class of their mark") {
  const std::string html = shown("```bash\n# up\ndocker compose up web\nls\n```\n", {{"docker compose up web", "x"}});
  CHECK(html.find("<span class=\"ln x\"><span class=\"k\">docker</span> compose up web(x)\n</span><span class=\"k\">ls</span>\n</code>") != std::string::npos);
}

TEST_CASE("a secret of a document is masked in words, code and fences") {
  for (const std::string text : {"password is hunter2x now\n", "use `hunter2x`\n", "```env\nA=hunter2x\n```\n", "| a |\n|-|\n| hunter2x |\n"}) {
    CAPTURE(text);
    const std::string html = shown(text, {}, "hunter2x");
    CHECK(html.find("hunter2x") == std::string::npos);
    CHECK(html.find("••••••") != std::string::npos);
  }
}

TEST_CASE("urls are safe or refused") {
  for (const std::string_view url : {"https://a", "http://a", "mailto:a@b", "a/b.md", "#x", "../x", "?q", "a#b:c", "./a:b"}) {
    CAPTURE(url);
    CHECK(render::is_safe_url(url));
  }
  for (const std::string_view url : {"", "javascript:x", "JAVASCRIPT:x", "java\nscript:x", " javascript:x", "data:x", "file:///etc", "//host", "a b", "\\\\host", "vbscript:x", "a:b"}) {
    CAPTURE(url);
    CHECK_FALSE(render::is_safe_url(url));
  }
}
