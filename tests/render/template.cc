#include "render/template.h"

#include <doctest/doctest.h>

#include "base/fatal.h"

using namespace portolan;
using render::Data;
using render::Html;

/// Renders `text` as the home page's template, with a part "parts/dialogs" beside it.
static std::string render_text(const std::string& text, const Data& data, const std::string& part = "") {
  const auto theme = make_memory_reader({{"templates/home.html", text}, {"templates/parts/dialogs.html", part}});
  return render::Templates(theme.get()).render("home", data);
}

static std::string failure_of(const std::string& text, const Data& data, const std::string& part = "") {
  try {
    return "rendered: " + render_text(text, data, part);
  } catch (const Fatal& fatal) {
    return fatal.what();
  }
}

static Data sample() {
  Data data;
  data.set("name", "a<b & \"c\"").set("ready", Html{"<b>x</b>"}).set("nothing", "").set_flag("yes", true).set_flag("no", false);
  std::vector<Data> items(2);
  items[0].set("item", "one").set_list("inner", {Data().set("deep", "1a"), Data().set("deep", "1b")});
  items[1].set("item", "two").set_list("inner", {});
  data.set_list("items", items).set_list("none", {}).set_object("box", Data().set("in", "boxed"));
  return data;
}

TEST_CASE("templates show data, escaped unless it is Html") {
  struct Case { std::string text, shown; };
  for (const Case& c : {
           Case{"{{name}}", "a&lt;b &amp; &quot;c&quot;"},
           Case{"{{ready}}", "<b>x</b>"},
           Case{"[{{nothing}}]", "[]"},
           Case{"{{#yes}}y{{/yes}}{{#no}}n{{/no}}{{^no}}!{{/no}}", "y!"},
           Case{"{{#nothing}}n{{/nothing}}{{^nothing}}empty{{/nothing}}{{#name}} has {{yes}}{{name}}{{/name}}", "empty has a&lt;b &amp; &quot;c&quot;"},
           Case{"{{#items}}{{item}}:{{#inner}}{{deep}},{{item}} {{/inner}};{{/items}}{{^none}}none{{/none}}", "one:1a,one 1b,one ;two:;none"},
           Case{"{{! a comment with {{ inside }}text", "text"},
           Case{"a\n{{#yes}}\nb\n{{/yes}}\nc\n", "a\nb\nc\n"},
       }) {
    CAPTURE(c.text);
    CHECK(render_text(c.text, sample()) == c.shown);
  }
  CHECK(render_text("{{box.in}} {{#box}}{{in}}{{/box}}", sample()) == "boxed boxed");
  CHECK(render_text("{{> parts/dialogs}}{{#items}}{{> parts/dialogs}}{{/items}}", sample(), "<{{name}}>") ==
        "<a&lt;b &amp; &quot;c&quot;><a&lt;b &amp; &quot;c&quot;><a&lt;b &amp; &quot;c&quot;>");
}

TEST_CASE("text of the user is never read as a template") {
  Data data;
  data.set("name", "{{yes}} {{> home}} {{{x}}}").set("ready", Html{"{{no}}"});
  CHECK(render_text("{{name}}{{ready}}", data) == "{{yes}} {{&gt; home}} {{{x}}}{{no}}");
}

TEST_CASE("a broken template says where and what is near") {
  struct Case { std::string text, message; };
  for (const Case& c : {
           Case{"a\n  {{nam}}", "templates/home.html:2:3: unknown name \"nam\"; did you mean \"name\"?"},
           Case{"{{#items}}\n{{itme}}{{/items}}", "templates/home.html:2:1: unknown name \"itme\"; did you mean \"item\"?"},
           Case{"{{box.on}}", "templates/home.html:1:1: unknown name \"box.on\""},
           Case{"{{zzzzzzzz}}", "templates/home.html:1:1: unknown name \"zzzzzzzz\""},
           Case{"x {{#yes}}", "templates/home.html:1:3: the section \"yes\" is never closed; write \"{{/yes}}\" where it ends"},
           Case{"{{/yes}}", "templates/home.html:1:1: the section \"yes\" is closed here but was never opened"},
           Case{"{{#yes}}\n{{#no}}{{/yes}}", "templates/home.html:2:8: the section \"no\" of line 2 must be closed before \"yes\""},
           Case{"ab {{yes", "templates/home.html:1:4: the tag \"{{\" is never closed; write \"}}\" behind the name"},
           Case{"{{{name}}}", "templates/home.html:1:1: a template can't switch escaping off; write \"{{name}}\", data says itself what is HTML"},
           Case{"{{&name}}", "templates/home.html:1:1: a template can't switch escaping off; write \"{{name}}\", data says itself what is HTML"},
           Case{"{{=<% %>=}}", "templates/home.html:1:1: other delimiters than \"{{\" and \"}}\" are not supported"},
           Case{"{{Na me}}", "templates/home.html:1:1: expected a name of lower-case letters, digits, \"_\" and \".\", found \"Na me\""},
           Case{"\n{{> parts/dialog}}", "templates/home.html:2:1: unknown partial \"parts/dialog\"; did you mean \"parts/dialogs\"?"},
       }) {
    CAPTURE(c.text);
    CHECK(failure_of(c.text, sample()) == c.message);
  }
}

TEST_CASE("a mistake in a partial is located in the partial, and a partial can't include itself for ever") {
  CHECK(failure_of("{{> parts/dialogs}}", sample(), "\n {{nmae}}") == "templates/parts/dialogs.html:2:2: unknown name \"nmae\"; did you mean \"name\"?");
  CHECK(failure_of("{{> parts/dialogs}}", sample(), "x{{> parts/dialogs}}") ==
        "templates/parts/dialogs.html:1:2: partials nest more than 16 deep; \"parts/dialogs\" includes itself");
}

TEST_CASE("partials that include each other twice are bounded as well") {
  // Doubling at each level would be 65,536 copies; the depth stops it at the first branch.
  CHECK(failure_of("x", sample(), "{{> parts/dialogs}}{{> parts/dialogs}}").find("nest more than 16 deep") != std::string::npos);
}
