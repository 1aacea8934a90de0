#include "tests/load/markdown/drawing/drawn.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "base/text.h"
#include "load/markdown/drawing/drawing.h"
#include "load/markdown/markdown.h"
#include "load/markdown/statements.h"
#include "tests/load/markdown/statement_lines.h"

namespace portolan::test {

static std::string name_of(const Drawing& drawing, std::size_t node) {
  const DrawnNode& drawn = drawing.nodes[node];
  return drawn.lines.empty() ? fmt::format("({})", node) : drawn.lines.front().value;
}

std::string drawn(std::string_view text) {
  SourceMap sources;
  const FileId file = sources.add("drawing.txt", std::string(text));
  const load::ReadDrawing read = load::read_drawing(sources.text(file), file);
  if (read.as == load::DrawnAs::nothing) return "nothing\n";
  if (read.as == load::DrawnAs::unclear) return "unclear\n";
  std::string out = read.as == load::DrawnAs::words ? "words only:\n" : "";
  const Drawing& drawing = read.drawing;
  for (std::size_t i = 0; i < drawing.nodes.size(); ++i) {
    const DrawnNode& node = drawing.nodes[i];
    std::vector<std::string> lines;
    for (const Spanned<std::string>& line : node.lines) lines.push_back(sources.text(line.span) == line.value ? line.value : line.value + " (wrong place)");
    out += fmt::format("{} {}{}\n", node.boxed ? "box" : "words", join(lines, " | "), node.parent ? fmt::format(" (in {})", name_of(drawing, *node.parent)) : "");
  }
  for (const DrawnArrow& arrow : drawing.arrows) {
    out += fmt::format("{} {} {}{}\n", name_of(drawing, arrow.from), arrow.both_ways ? "<->" : arrow.headed ? "->" : "--", name_of(drawing, arrow.to),
                       arrow.label ? fmt::format(" [{}]", arrow.label->value) : "");
  }
  return out;
}

std::string stated(std::string_view document, std::string_view services) {
  SourceMap sources;
  const FileId file = sources.add("plan.md", std::string(document));
  Diagnostics diagnostics;
  Plan plan = load::read_markdown(sources, file, diagnostics);
  std::vector<std::string> names;
  for (const std::string_view name : split_words(services)) names.emplace_back(name);
  load::read_statements(plan, sources, names);
  return lines_of(plan, sources) + (plan.unread.empty() ? "" : fmt::format("unread {}\n", plan.unread.size()));
}

void check_drawings(std::initializer_list<DrawingCase> cases) {
  for (const DrawingCase& c : cases) {
    CAPTURE(c.name);
    CHECK(drawn(c.text.substr(1)) == c.shape.substr(1));
  }
}

}  // namespace portolan::test
