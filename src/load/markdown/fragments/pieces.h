// Which lines of a fence may be YAML of a compose file: told by their first words, before anything is parsed.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace portolan::load {

/// What a fence's info string says of its language.
enum class FenceClaim {
  yaml,
  nothing,  ///< no language
  loose,    ///< a language that people also write over YAML: bash, text, dockerfile
  foreign,  ///< a language in which no YAML stands
};

FenceClaim claim_of(std::string_view info);

/// A run of whole lines of a fence, in bytes of its text.
struct YamlPiece {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// Pieces that begin as something of a compose file does: a key of its top level or of a service, or a name above such keys. A fence that calls itself YAML is
/// divided at `---`, and where a key of the top level comes again; in others a piece is a run of two lines or more. What other tools' YAML begins
/// with ("apiVersion:", "jobs:") makes none. Time is linear in the text.
std::vector<YamlPiece> find_yaml_pieces(std::string_view text, FenceClaim claim);

/// The piece without what people leave out: lines of dots, remarks in brackets or angles alone on a line are blank, tabs that indent are blanks. The length stays.
std::string mended_yaml(std::string_view piece);

/// Texts in double quotes with nothing but a line break between them become one, as they are in other languages: YAML wants a comma there. The length stays.
/// False when there are none.
bool join_texts(std::string& piece);

/// `# words` in the lines above the first key: (begin, end) of the words, in bytes of `text`.
std::vector<YamlPiece> leading_comments(std::string_view text, const YamlPiece& piece);

}  // namespace portolan::load
