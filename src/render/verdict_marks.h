// Claims → marks in the document, and the notes that stand behind the blocks.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <vector>

#include "model/finding.h"
#include "render/markdown_html.h"
#include "render/page.h"

namespace portolan::render {

/// A contradiction in a document: its number is the same wherever the document repeats it.
struct Contradiction {
  int number = 1;
  const Claim* claim = nullptr;      ///< where it stands first
  const Finding* finding = nullptr;  ///< that reports it, if a rule does
  std::string id;                    ///< of its note on the page
};

/// All verdicts about one plan.
struct VerdictMarks {
  std::vector<Mark> marks;                   ///< sorted by span
  std::vector<Contradiction> contradictions; ///< by number
};

/// The words of a statement that its verdict is about: the port of a row, the image of a bullet; the whole statement when it has no such words.
Span telling_span(const Statement& statement);

/// The statement as one line, masked when it holds a secret.
std::string statement_text(const PageContext& page, const Statement& statement);

VerdictMarks mark_verdicts(const PageContext& page, std::size_t plan);

/// The aside that says what plan and files say, each with its place.
Html contradiction_note(const PageContext& page, const Contradiction& contradiction);

}  // namespace portolan::render
