// A plan: one Markdown document as a small tree, and the statements that were read in it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/span.h"
#include "model/drawing.h"
#include "model/fragment.h"
#include "model/statement.h"

namespace portolan {

enum class InlineKind { text, code, emphasis, strong, strikethrough, link, image, soft_break, hard_break, html };

struct Inline {
  InlineKind kind = InlineKind::text;
  Span span;         ///< in the document; of the content for code (without backticks); unknown when it could not be found
  std::string text;  ///< of text, code and html, entities and escapes resolved
  std::string url;   ///< of link and image, as written
  std::string title;
  std::vector<Inline> children;
  Span target;       ///< of a link's or image's `url` in the document; unknown when it could not be found
};

enum class BlockKind { paragraph, list, list_item, table, code, quote, html, rule };
enum class Alignment { none, left, centre, right };

struct TableCell {
  Span span;
  std::vector<Inline> inlines;
};

struct TableRow {
  Span span;
  std::vector<TableCell> cells;
};

struct Block {
  BlockKind kind = BlockKind::paragraph;
  Span span;
  std::vector<Inline> inlines;   ///< of a paragraph
  std::vector<Block> children;   ///< of list, list_item, quote
  // list and list_item
  bool ordered = false;
  int start = 1;
  bool tight = true;
  std::optional<bool> checked;   ///< of a task list item
  // table
  TableRow header;
  std::vector<TableRow> rows;
  std::vector<Alignment> alignments;
  // code and html
  std::string info;              ///< of a fence: "yaml title=…"
  std::string text;
  FileId content = FileId::none; ///< derived text of a fence, whose spans lead back to the document
  // quote
  std::string alert;             ///< "note", "warning" … of a GitHub alert
};

/// A heading and what follows it up to the next heading. The text before the first heading has level 0.
struct Section {
  int level = 0;
  Spanned<std::string> title;
  std::vector<Inline> title_inlines;
  std::string anchor;            ///< as GitHub makes it, unique in the document
  std::vector<Block> blocks;
  Span span;                     ///< heading included
};

struct FrontMatterEntry {
  Spanned<std::string> key;
  Spanned<std::string> value;
};

/// A command of a shell fence, or of code that calls Compose, to be shown as it is written.
struct WrittenCommand {
  std::vector<Span> lines{};     ///< pipes and redirections included, prompts and comments not; in the text that they were read from
  Span comment{};                ///< the words above or behind it; unknown for none
  Scope scope{};                 ///< of the headings, or of the comment
  Modality modality = Modality::stated;
  std::size_t section = 0;
  bool calls_compose = false;    ///< or plain docker: statements about its calls lie in its lines
};

/// A place that looks like a statement of fact and was not understood.
struct UnreadPlace {
  Span span{};
  std::size_t section = 0;
};

struct Plan {
  FileId file = FileId::none;
  std::string path;              ///< relative to ROOT
  std::string title;             ///< first heading of level 1, else front matter, else the file's name
  std::vector<FrontMatterEntry> front_matter;
  std::vector<Section> sections; ///< in document order
  std::vector<Statement> statements;  ///< sorted by span
  std::vector<WrittenCommand> commands;  ///< in document order
  std::vector<UnreadPlace> unread;    ///< table cells, bullets, fences and sentences with a service in them that gave no statement, by span
  std::vector<Fragment> fragments;    ///< YAML of compose files, in document order
  std::vector<Drawing> drawings;      ///< boxes and arrows set as text, in document order
  bool readable = true;

  const FrontMatterEntry* find_front_matter(std::string_view key) const;
  /// Places that look like statements of fact, read or not.
  std::size_t candidates() const { return statements.size() + unread.size(); }
};

/// The words of inlines without markup.
std::string plain_text(const std::vector<Inline>& inlines);

}  // namespace portolan
