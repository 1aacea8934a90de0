#include "render/diagrams/drawn_view.h"

#include <doctest/doctest.h>

#include <string>

#include "load/markdown/drawing/drawing.h"

using namespace portolan;

static render::DrawnView view_of(SourceMap& sources, std::string_view text, std::string_view secret = {}) {
  const FileId file = sources.add("drawing.txt", std::string(text));
  const Drawing drawing = load::read_drawing(sources.text(file), file).drawing;
  if (!secret.empty()) {
    const auto begin = static_cast<std::uint32_t>(sources.text(file).find(secret));
    sources.mark_secret({file, begin, begin + static_cast<std::uint32_t>(secret.size())});
  }
  return render::draw_drawing(drawing, sources, {.id = "D-1", .link = [](std::string_view words) { return words == "web" ? std::string("web.html") : std::string(); }});
}

static std::size_t count(std::string_view text, std::string_view part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + part.size())) ++found;
  return found;
}

TEST_CASE("a drawn diagram has its boxes, words and arrows, and links what has a page") {
  SourceMap sources;
  const render::DrawnView view = view_of(sources,
                                         "┌──── Production ────────────────┐\n"
                                         "│ ┌──────┐  8000   ┌────────────┐ │\n"
                                         "│ │ web  │◀────────│ nginx <b>  │ │\n"
                                         "│ │ 8000 │         └────────────┘ │\n"
                                         "│ └──────┘                        │\n"
                                         "└─────────────────────────────────┘\n");
  CHECK(view.svg.find("class=\"drawn\"") != std::string::npos);
  CHECK(count(view.svg, "class=\"bx\"") == 2);
  CHECK(count(view.svg, "<g class=\"cl c5\"><rect") == 1);
  CHECK(count(view.svg, "class=\"line\"") == 1);
  CHECK(count(view.svg, "class=\"head\"") == 1);
  CHECK(view.svg.find("<a class=\"n svc\" aria-label=\"web 8000\" href=\"web.html\">") != std::string::npos);
  CHECK(view.svg.find(">nginx &lt;b&gt;</text>") != std::string::npos);
  CHECK(view.svg.find("style=") == std::string::npos);
  CHECK(view.svg.find("<b>") == std::string::npos);
  const std::vector<std::string> sentences{"Production", "web, in Production: 8000", "nginx <b>, in Production", "nginx <b> → web (8000)"};
  CHECK(view.sentences == sentences);
}

TEST_CASE("secrets in a diagram are masked in picture and words") {
  SourceMap sources;
  const render::DrawnView view = view_of(sources, "web ──hunter2──▶ db\n", "hunter2");
  CHECK(view.svg.find("hunter2") == std::string::npos);
  for (const std::string& sentence : view.sentences) CHECK(sentence.find("hunter2") == std::string::npos);
  CHECK(view.sentences.back() == "web → db (••••••)");
}

TEST_CASE("a plain line has no head, and one for both ways has two") {
  SourceMap sources;
  CHECK(count(view_of(sources, "┌─────┐  ┌────┐\n│ web ├──┤ db │\n└─────┘  └────┘\n").svg, "class=\"head\"") == 0);
  SourceMap others;
  CHECK(count(view_of(others, "┌─────┐    ┌────┐\n│ web │◀──▶│ db │\n└─────┘    └────┘\n").svg, "class=\"head\"") == 2);
}
