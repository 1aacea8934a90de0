#include <doctest/doctest.h>

#include "tests/render/links_walk.h"

TEST_CASE("the walker finds what is broken") {
  const std::map<std::string, std::string> files{
      {"a.html", "<p id=\"x\"><a href=\"b.html\">b</a><a href=\"c/d.html#no\">d</a><a href=\"#y\">y</a><a href=\"#x\">x</a></p>"},
      {"c/d.html", "<div><span></div></span><i id=\"x\"></i><i id=\"x\"></i><b style=\"x\"></b><a href=\"javascript:x\">x</a>"}};
  std::string problems;
  for (const std::string& problem : portolan::test::walk_links(files)) problems += problem + "\n";
  CHECK(problems ==
        "c/d.html: </div> closes <span>\n"
        "c/d.html: the id \"x\" stands twice or is empty\n"
        "c/d.html: attribute style on <b>\n"
        "c/d.html: <div> is never closed\n"
        "a.html: the link \"b.html\" leads to no file\n"
        "a.html: the link \"c/d.html#no\" leads to no anchor\n"
        "a.html: the link \"#y\" leads to no anchor\n"
        "c/d.html: the link \"javascript:x\" leaves the site\n");
}
