#include <set>

#include "load/markdown/markdown.h"
#include "load/markdown/statements.h"
#include "tests/fuzz/target.h"

namespace portolan::fuzz {

namespace {

/// A place where there is one: some words are implied by others.
void require_place_if_known(const SourceMap& sources, const Span& span) {
  if (span.known()) require_place(sources, span);
}

void require_sound(const SourceMap& sources, const std::vector<Block>& blocks) {
  for (const Block& block : blocks) {
    require_place_if_known(sources, block.span);
    for (const TableRow& row : block.rows) {
      for (const TableCell& cell : row.cells) require_place_if_known(sources, cell.span);
    }
    require_sound(sources, block.children);
  }
}

void require_scope(const SourceMap& sources, const Scope& scope) {
  for (const Spanned<std::string>& words : scope.environments) require_place_if_known(sources, words.span);
}

void require_tree(const SourceMap& sources, const Value& value) {
  require_place_if_known(sources, value.span);
  for (const Value& item : value.items) require_tree(sources, item);
  for (const Entry& entry : value.entries) require_tree(sources, entry.value);
}

}  // namespace

void fuzz_markdown(std::string_view input) {
  SourceMap sources;
  const FileId file = sources.add("docs/plan.md", std::string(input));
  Diagnostics problems;
  Plan plan = load::read_markdown(sources, file, problems);
  require_located(sources, problems);
  require(plan.readable || !problems.empty(), "a document that cannot be read says why");
  load::read_statements(plan, sources, {"db", "web", "nginx"});

  std::set<std::string_view> anchors;
  for (const Section& section : plan.sections) {
    require(section.level == 0 || anchors.insert(section.anchor).second, "anchors are unique");
    require_place_if_known(sources, section.span);
    require_sound(sources, section.blocks);
  }
  for (const Statement& statement : plan.statements) {
    require_place(sources, statement.span);
    require(sources.original(statement.span).file == file, "every statement stands in the document");
    require(statement.section < plan.sections.size(), "every statement has a section");
    require(statement.text.find('\n') == std::string::npos, "a statement is shown on one line");
    require((statement.modality == Modality::stated) || !statement.modality_words.value.empty(), "words decide that something is not simply stated");
    require_scope(sources, statement.scope);
  }
  for (const UnreadPlace& place : plan.unread) {
    require_place(sources, place.span);
    require(place.section < plan.sections.size(), "every place that was not understood has a section");
  }
  for (const WrittenCommand& command : plan.commands) {
    for (const Span& line : command.lines) require_place(sources, line);
  }
  for (const Fragment& fragment : plan.fragments) {
    require_place(sources, fragment.span);
    require_tree(sources, fragment.tree);
  }
}

}  // namespace portolan::fuzz
