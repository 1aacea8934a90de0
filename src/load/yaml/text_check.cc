#include "load/yaml/text_check.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/utf8.h"

namespace portolan::load {

static Span byte_span(FileId file, std::size_t offset, std::size_t length = 1) {
  return {file, static_cast<std::uint32_t>(offset), static_cast<std::uint32_t>(offset + length)};
}

static std::optional<Diagnostic> check_encoding(FileId file, std::string_view text) {
  if (text.starts_with("\xff\xfe") || text.starts_with("\xfe\xff")) {
    return Diagnostic{.rule = "not-utf8",
                      .span = byte_span(file, 0, 2),
                      .message = "the file is encoded in UTF-16",
                      .help = "save it as UTF-8, which every tool of the Compose family expects"};
  }
  if (const auto bad = find_invalid_utf8(text)) {
    return Diagnostic{.rule = "not-utf8",
                      .span = byte_span(file, *bad),
                      .message = fmt::format("byte 0x{:02x} is no valid UTF-8", static_cast<unsigned char>(text[*bad])),
                      .help = "save the file as UTF-8"};
  }
  return std::nullopt;
}

static std::optional<Diagnostic> check_controls(FileId file, std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte == '\r' && (i + 1 == text.size() || text[i + 1] != '\n')) {
      return Diagnostic{.rule = "yaml-syntax",
                        .span = byte_span(file, i),
                        .message = "a carriage return without a line feed",
                        .help = "end lines with a line feed; editors call this setting LF or CRLF"};
    }
    if ((byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r') || byte == 0x7f) {
      return Diagnostic{.rule = "yaml-syntax",
                        .span = byte_span(file, i),
                        .message = fmt::format("control character 0x{:02x} is not allowed in YAML", byte),
                        .help = "remove it, or write it as an escape in double quotes"};
    }
  }
  return std::nullopt;
}

static std::optional<Diagnostic> check_lines(FileId file, std::string_view text, std::size_t longest) {
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    if (end - begin > longest) {
      return Diagnostic{.rule = "yaml-limit",
                        .span = byte_span(file, begin, 0),
                        .message = fmt::format("the line has {} bytes, more than the {} that are read", end - begin, longest),
                        .help = "break it, or keep the data in a file of its own"};
    }
    begin = end + 1;
  }
  return std::nullopt;
}

std::optional<Diagnostic> check_yaml_text(FileId file, std::string_view text, const YamlLimits& limits) {
  if (text.size() > limits.bytes) {
    return Diagnostic{.rule = "yaml-limit",
                      .span = byte_span(file, 0, 0),
                      .message = fmt::format("the file has {} bytes, more than the {} that are read", text.size(), limits.bytes),
                      .help = "no compose file grows to this size by hand; is it data under a wrong name?"};
  }
  if (auto problem = check_lines(file, text, limits.line)) return problem;
  if (auto problem = check_encoding(file, text)) return problem;
  return check_controls(file, text);
}

}  // namespace portolan::load
