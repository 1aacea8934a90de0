#include "tests/render/diagrams/xml_check.h"

#include <algorithm>
#include <cctype>

#include "base/text.h"
#include "base/utf8.h"

namespace portolan::test {

namespace {

struct Reader {
  std::string_view text;
  std::size_t at = 0;
  XmlText result{};
  std::vector<std::string> open{};

  bool fail(std::string why) {
    if (result.fault.empty()) result.fault = why + " at byte " + std::to_string(at);
    return false;
  }
  bool starts(std::string_view prefix) const { return text.substr(at, prefix.size()) == prefix; }
  bool take(char c) {
    if (at >= text.size() || text[at] != c) return fail(std::string("expected ") + c);
    ++at;
    return true;
  }
  void skip_space() {
    while (at < text.size() && (text[at] == ' ' || text[at] == '\n')) ++at;
  }
  std::string name() {
    const std::size_t begin = at;
    while (at < text.size() && (std::isalnum(static_cast<unsigned char>(text[at])) || text[at] == '-' || text[at] == ':')) ++at;
    if (at == begin) fail("expected a name");
    return std::string(text.substr(begin, at - begin));
  }
  bool entity() {
    for (const std::string_view known : {"&amp;", "&lt;", "&gt;", "&quot;", "&#39;"}) {
      if (!starts(known)) continue;
      at += known.size();
      return true;
    }
    return fail("unknown entity");
  }
  /// Up to one of the characters `ends`, entities resolved for nobody.
  bool characters(std::string_view ends, std::string& out) {
    const std::size_t begin = at;
    while (at < text.size() && ends.find(text[at]) == std::string_view::npos) {
      if (text[at] == '&') {
        if (!entity()) return false;
        continue;
      }
      if (text[at] == '<') return fail("stray <");
      const CodePoint point = decode_utf8(text, at);
      const bool control = point.value < 0x20 && point.value != '\n';
      if (!point.valid || control || (point.value >= 0x7f && point.value < 0xa0) || (point.value & 0xfffe) == 0xfffe) return fail("forbidden character");
      at += point.length;
    }
    out = text.substr(begin, at - begin);
    return true;
  }
  bool attribute(XmlElement& element) {
    const std::string key = name();
    std::string value;
    if (!take('=') || !take('"') || !characters("\"", value) || !take('"')) return false;
    if (std::any_of(element.attributes.begin(), element.attributes.end(), [&](const auto& other) { return other.first == key; })) return fail("attribute twice");
    element.attributes.emplace_back(key, value);
    return true;
  }
  bool start_tag() {
    XmlElement element{name(), {}};
    for (skip_space(); at < text.size() && text[at] != '>' && text[at] != '/'; skip_space()) {
      if (!attribute(element)) return false;
    }
    const bool empty = at < text.size() && text[at] == '/';
    if (empty) ++at;
    if (!empty) open.push_back(element.name);
    result.elements.push_back(std::move(element));
    return take('>');
  }
  bool end_tag() {
    const std::string closed = name();
    if (open.empty() || open.back() != closed) return fail("unexpected </" + closed + ">");
    open.pop_back();
    return take('>');
  }
  void read() {
    while (at < text.size() && result.fault.empty()) {
      std::string words;
      if (!characters("<", words)) return;
      if (open.empty() && !trim(words).empty()) fail("text outside of the root");
      if (at >= text.size()) break;
      ++at;
      const bool end = at < text.size() && text[at] == '/';
      if (end) ++at;
      if (!end && open.empty() && !result.elements.empty()) fail("a second root");
      if (!(end ? end_tag() : start_tag())) return;
    }
    if (!open.empty()) fail("unclosed " + open.back());
  }
};

}  // namespace

std::string XmlElement::attribute(std::string_view attribute_name) const {
  for (const auto& [key, value] : attributes) {
    if (key == attribute_name) return value;
  }
  return "";
}

std::size_t XmlText::count(std::string_view name, std::string_view token) const {
  std::size_t number = 0;
  for (const XmlElement& element : elements) {
    const std::string classes = element.attribute("class");
    const std::vector<std::string_view> words = split_words(classes);
    if (element.name == name && std::find(words.begin(), words.end(), token) != words.end()) ++number;
  }
  return number;
}

XmlText read_xml(std::string_view text) {
  Reader reader{.text = text};
  reader.read();
  return std::move(reader.result);
}

}  // namespace portolan::test
