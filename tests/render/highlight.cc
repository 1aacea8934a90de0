#include "render/highlight.h"

#include <doctest/doctest.h>

using namespace portolan;

/// Tokens as "class:text", separated by "|".
static std::string tokens(std::string_view language, std::string_view text) {
  std::string out;
  for (const render::Token& token : render::highlight(language, text)) {
    if (!out.empty()) out += "|";
    out += std::string(render::class_of(token.kind)) + ":" + std::string(text.substr(token.begin, token.end - token.begin));
  }
  return out;
}

TEST_CASE("each language has its colours") {
  struct Case { std::string_view language, text, expected; };
  for (const Case& c : {
           Case{"yaml", "services:\n  web:  # x\n    image: \"a:b\"\n    - key: ${V:-1} 80\n    on: true", "k:services|k:web|cm:# x|k:image|s:\"a:b\"|k:key|va:${V:-1}|nu:80|k:on|kw:true"},
           Case{"yaml", "- \"8000:8000\"\n- a:b\nurl: http://x#y\n\"q\": 'z'", "s:\"8000:8000\"|k:url|k:\"q\"|s:'z'"},
           Case{"yaml", "text: don't # no", "k:text|cm:# no"},
           Case{"bash", "# c\ndocker compose -f a.yml up \"x\" $HOME\nif true; then ls; fi", "cm:# c|k:docker|s:\"x\"|va:$HOME|kw:if|k:true|kw:then|k:ls|kw:fi"},
           Case{"sh", "cat a | grep 'b'", "k:cat|k:grep|s:'b'"},
           Case{"dockerfile", "FROM python:3.12 AS base\nRUN a \\\n  b\nCMD [\"x\"]", "kw:FROM|nu:3.12|kw:AS|kw:RUN|kw:CMD|s:\"x\""},
           Case{"env", "A=1\n# c\nB_C=\"x\"", "k:A|nu:1|cm:# c|k:B_C|s:\"x\""},
           Case{"nginx", "server {\n  listen 80;\n  proxy_pass http://$host;\n}", "k:server|k:listen|nu:80|k:proxy_pass|va:$host"},
           Case{"json", "{\"a\": \"b\", \"c\": 1, \"d\": true}", "k:\"a\"|s:\"b\"|k:\"c\"|nu:1|k:\"d\"|kw:true"},
           Case{"python", "import os\nx = 'y' # z", "kw:import|s:'y'|cm:# z"},
           Case{"sql", "SELECT 1 FROM t -- x", "kw:SELECT|nu:1|kw:FROM|cm:-- x"},
           Case{"klingon", "a: b", ""},
       }) {
    CAPTURE(c.text);
    CHECK(tokens(c.language, c.text) == c.expected);
  }
}

TEST_CASE("highlighted lines are escaped and add up to the text") {
  const auto lines = render::highlight_lines("yaml", "a: \"<b>\"\n\nc: 'open");
  REQUIRE(lines.size() == 3);
  CHECK(lines[0] == "<span class=\"k\">a</span>: <span class=\"s\">&quot;&lt;b&gt;&quot;</span>");
  CHECK(lines[1] == "");
  CHECK(lines[2] == "<span class=\"k\">c</span>: &#39;open");
}

TEST_CASE("lexers take any bytes, in linear time") {
  std::string text(200'000, '"');
  for (std::size_t i = 0; i < text.size(); i += 7) text[i] = static_cast<char>(i * 31);
  for (const std::string_view language : {"yaml", "bash", "dockerfile", "nginx", "python", "env", "json", "sql"}) {
    CAPTURE(language);
    std::size_t end = 0;
    bool apart = true;
    for (const render::Token& token : render::highlight(language, text)) {
      apart = apart && token.begin >= end && token.end > token.begin && token.end <= text.size();
      end = token.end;
    }
    CHECK(apart);
  }
}
