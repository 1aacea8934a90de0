#include "load/yaml/messages.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace portolan::load {

namespace {

struct Row {
  std::string_view complaint;  ///< how yaml-cpp's message begins
  std::string_view message;
  std::string_view help;
};

constexpr std::array rows{
    Row{"end of sequence flow not found", "a list in brackets is never closed", "add the missing \"]\""},
    Row{"end of map flow not found", "a mapping in braces is never closed", "add the missing \"}\""},
    Row{"end of map not found", "this line does not fit the mapping it stands in", "give it the same indentation as the lines around it"},
    Row{"end of sequence not found", "this line does not fit the list it stands in", "start it with \"- \", or indent it as the key it belongs to"},
    Row{"illegal map value", "a \":\" is not expected here", "put the value in quotes when it contains \": \", or start a new line"},
    Row{"illegal map key", "a key is not expected here", "indent it like its neighbours"},
    Row{"illegal block entry", "a list item is not expected here", "put it on a line of its own, indented like its neighbours"},
    Row{"illegal flow end", "a closing bracket without an opening one", "remove it, or put the text in quotes"},
    Row{"unknown escape character", "this escape is unknown in double quotes", "double the backslash, or use single quotes"},
    Row{"bad character found while scanning hex number", "the hexadecimal digits of this escape are incomplete", ""},
    Row{"invalid unicode", "this escape names no character", ""},
    Row{"the referenced anchor is not defined", "this alias has no anchor", "define it with \"&NAME\" before it is used"},
    Row{"alias not found after *", "a plain value cannot start with \"*\"", "put the value in quotes"},
    Row{"anchor not found after &", "a plain value cannot start with \"&\"", "put the value in quotes"},
    Row{"illegal character found while scanning alias", "this character cannot be part of an alias", "put the value in quotes if no alias is meant"},
    Row{"illegal character found while scanning anchor", "this character cannot be part of an anchor", "put the value in quotes if no anchor is meant"},
    Row{"aliases can't have any content", "an alias cannot have a tag or a value of its own", ""},
    Row{"cannot assign multiple tags", "a value has two tags", ""},
    Row{"cannot assign multiple anchors", "a value has two anchors", ""},
    Row{"cannot assign multiple aliases", "a value has two aliases", ""},
    Row{"illegal tab when looking for indentation", "a tab stands in the indentation", "indent with spaces"},
    Row{"illegal document indicator in scalar", "a document ends inside a quoted value", "close the quotes before \"---\" or \"...\""},
    Row{"illegal EOF in scalar", "the quotes are never closed", "add the closing quote"},
    Row{"illegal character in scalar", "this character is not expected in a value", "put the value in quotes"},
    Row{"unexpected character in block scalar", "nothing but indentation and a comment may follow \"|\" or \">\"", "start the text on the next line"},
    Row{"cannot set zero indentation for a block scalar", "the indentation of a block of text is a number from 1 to 9", ""},
    Row{"bad file", "the nesting is too deep", ""},
};

}  // namespace

/// The tab in the indentation of the line of `offset`, or of the line above it (yaml-cpp complains late).
static std::size_t find_indentation_tab(std::string_view source, std::size_t offset) {
  std::size_t begin = source.rfind('\n', offset == 0 ? 0 : offset - 1);
  begin = begin == std::string_view::npos ? 0 : begin + 1;
  for (int line = 0; line < 2; ++line) {
    for (std::size_t i = begin; i < source.size() && (source[i] == ' ' || source[i] == '\t'); ++i) {
      if (source[i] == '\t') return i;
    }
    if (begin < 2) break;
    const std::size_t before = source.rfind('\n', begin - 2);
    begin = before == std::string_view::npos ? 0 : before + 1;
  }
  return std::string_view::npos;
}

Diagnostic tab_in_indentation(const Span& span) {
  return {.rule = "yaml-syntax",
          .span = span,
          .message = "a tab stands in the indentation",
          .help = "indent with spaces; YAML allows no tabs there"};
}

Diagnostic explain_yaml_error(FileId file, std::string_view source, std::size_t offset, std::string_view complaint) {
  offset = std::min(offset, source.size());
  const auto at = [&](std::size_t place) {
    const auto begin = static_cast<std::uint32_t>(place);
    return Span{file, begin, begin + (place < source.size() ? 1u : 0u)};
  };
  const std::size_t tab = find_indentation_tab(source, offset);
  if (tab != std::string_view::npos) return tab_in_indentation(at(tab));
  if (complaint == "unknown token") {
    const char found = offset < source.size() ? source[offset] : ' ';
    return {.rule = "yaml-syntax",
            .span = at(offset),
            .message = found == '%' || found == '@' || found == '`' ? fmt::format("a plain value cannot start with \"{}\"", found)
                                                                     : std::string("nothing in YAML starts like this"),
            .help = "put the value in quotes"};
  }
  if (complaint.starts_with("unknown escape character") && offset > 0) {
    const std::size_t backslash = source.rfind('\\', offset - 1);  // the complaint points behind it
    if (backslash != std::string_view::npos) offset = backslash;
  }
  for (const Row& row : rows) {
    if (complaint.starts_with(row.complaint)) {
      return {.rule = "yaml-syntax", .span = at(offset), .message = std::string(row.message), .help = std::string(row.help)};
    }
  }
  return {.rule = "yaml-syntax", .span = at(offset), .message = fmt::format("the YAML cannot be read: {}", complaint)};
}

}  // namespace portolan::load
