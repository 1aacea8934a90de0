#include "tests/facts/places.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <initializer_list>
#include <optional>

#include "base/text.h"

namespace portolan::test {

namespace {

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) { return std::find(words.begin(), words.end(), word) != words.end(); }

struct Tag {
  std::string_view text, name;
  bool closes = false;

  std::string_view attribute(std::string_view key) const {
    const std::string opening = " " + std::string(key) + "=\"";
    const std::size_t at = text.find(opening);
    if (at == std::string_view::npos) return {};
    const std::string_view rest = text.substr(at + opening.size());
    return rest.substr(0, rest.find('"'));
  }
  bool has_class(std::string_view name_of_class) const {
    const std::vector<std::string_view> names = split_words(attribute("class"));
    return std::find(names.begin(), names.end(), name_of_class) != names.end();
  }
};

Tag tag_at(std::string_view html) {
  Tag tag{.text = html.substr(0, std::min(html.find('>'), html.size() - 1) + 1), .name = {}, .closes = html.starts_with("</")};
  const std::string_view name = tag.text.substr(tag.closes ? 2 : 1);
  tag.name = name.substr(0, name.find_first_of(" />\n"));
  return tag;
}

/// A part of the text that is still open, or done.
struct Part {
  PlaceKind kind = PlaceKind::section;
  std::string_view tag;  ///< the element that holds it; "" for a section
  std::size_t begin = 0, end = 0;
  std::string columns, heading, path;
};

struct Heading {
  int level = 1;
  std::string text;
};

class Reader {
 public:
  explicit Reader(std::string_view html) : html_(html) {}

  std::vector<Place> read() {
    while (!html_.empty()) {
      if (html_.front() == '<') {
        const Tag tag = tag_at(html_);
        html_.remove_prefix(tag.text.size());
        tag.closes ? close(tag) : open(tag);
      } else {
        const std::string_view text = html_.substr(0, html_.find('<'));
        html_.remove_prefix(text.size());
        say(text);
      }
    }
    end_section();
    std::stable_sort(parts_.begin(), parts_.end(), [](const Part& a, const Part& b) { return a.begin < b.begin; });
    std::vector<Place> places;
    for (const Part& part : parts_) {
      places.push_back({.kind = part.kind, .text = text_.substr(part.begin, part.end - part.begin), .columns = part.columns, .heading = part.heading, .path = part.path});
    }
    return places;
  }

 private:
  void skip_element(std::string_view name) {
    const std::string closing = "</" + std::string(name) + ">";
    const std::size_t end = html_.find(closing);
    html_.remove_prefix(end == std::string_view::npos ? html_.size() : end + closing.size());
  }

  void open(const Tag& tag) {
    if (is_one_of(tag.name, {"svg", "button", "nav", "form", "footer"}) || tag.has_class("an") || tag.has_class("tocm")) return skip_element(tag.name);
    if (is_block(tag)) break_line('\n');
    if (is_level(tag)) end_section();
    if (tag.name == "a") leads_to_line_ = tag.attribute("href").find("#L") != std::string_view::npos;
    if (tag.name == "table") columns_.clear(), group_.clear();
    if (tag.name == "thead") in_head_ = true;
    if (tag.name == "pre") in_code_ = true;
    // Chips and the lines of a card stand apart by their style alone; in code the same elements only colour.
    if (tag.name == "span" && !in_code_ && !tag.attribute("class").empty()) break_line(' ');
    if (tag.name == "br") break_line(' ');
    if (is_one_of(tag.name, {"td", "th"})) cell_ = text_.size();
    if (tag.name == "th" && tag.attribute("scope") == "rowgroup") heads_group_ = true;
    if (const auto kind = kind_of(tag)) {
      break_line('\n');
      parts_open_.push_back({.kind = *kind, .tag = tag.name, .begin = text_.size(), .end = 0, .columns = {}, .heading = heading_text(), .path = path_text()});
      if (tag.name == "tr") column_ = 0;
    }
    // A card may be any element, so every element of the same name inside it has to be counted.
    if (!parts_open_.empty() && !kind_of(tag) && tag.name == parts_open_.back().tag && !tag.text.ends_with("/>")) ++depth_of_same_.back();
    if (kind_of(tag)) depth_of_same_.push_back(0);
  }

  void close(const Tag& tag) {
    if (is_one_of(tag.name, {"td", "th"})) end_cell();
    if (tag.name == "thead") in_head_ = false;
    if (tag.name == "pre") in_code_ = false;
    if (tag.name == "a") leads_to_line_ = false;
    if (is_level(tag)) end_heading(tag.name[1] - '0');
    if (is_block(tag)) break_line('\n');
    if (parts_open_.empty() || parts_open_.back().tag != tag.name) return;
    if (depth_of_same_.back()-- > 0) return;
    Part part = std::move(parts_open_.back());
    parts_open_.pop_back();
    depth_of_same_.pop_back();
    part.end = text_.size();
    if (part.kind == PlaceKind::row) {
      part.columns = std::move(row_columns_);
      row_columns_.clear();
    }
    if (!in_head_) parts_.push_back(std::move(part));
  }

  static bool is_block(const Tag& tag) {
    return is_one_of(tag.name, {"p", "div", "li", "ul", "ol", "tr", "pre", "table", "summary", "details", "figure", "dt", "dd"});
  }
  static bool is_level(const Tag& tag) { return tag.name.size() == 2 && tag.name[0] == 'h' && tag.name[1] >= '1' && tag.name[1] <= '6'; }

  static std::optional<PlaceKind> kind_of(const Tag& tag) {
    if (tag.name == "tr") return PlaceKind::row;
    if (is_one_of(tag.name, {"li", "dd"})) return PlaceKind::item;
    const bool card = tag.name == "details" || tag.has_class("card") || tag.has_class("cmd") || tag.has_class("kpi");
    return card ? std::optional(PlaceKind::card) : std::nullopt;
  }

  void end_section() {
    break_line('\n');
    group_.clear();
    parts_.push_back({.kind = PlaceKind::section, .tag = {}, .begin = section_, .end = text_.size(), .columns = {}, .heading = heading_text(), .path = path_text()});
    section_ = text_.size();
  }

  void end_heading(int level) {
    while (!headings_.empty() && headings_.back().level >= level) headings_.pop_back();
    headings_.push_back({level, text_.substr(section_)});
    break_line('\n');
  }

  void end_cell() {
    const std::string_view said = trim(std::string_view(text_).substr(std::min(cell_, text_.size())));
    if (in_head_) columns_.emplace_back(said);
    // What a plan says of the row, right or wrong, is not what the files say.
    if (!in_head_ && column_ < columns_.size() && columns_[column_] == "Plan") return drop_cell();
    const bool empty = said.empty() || said.starts_with("—") || said.starts_with("·") || is_one_of(said, {"-", "none", "not set"});
    if (!in_head_ && !empty && column_ < columns_.size()) row_columns_ += columns_[column_] + " | ";
    if (heads_group_) group_ = said;
    heads_group_ = false;
    ++column_;
    text_ += " | ";
  }

  void drop_cell() {
    text_.resize(std::min(cell_, text_.size()));
    ++column_;
  }

  std::string heading_text() const { return (headings_.empty() ? "" : headings_.back().text) + " | " + group_; }
  std::string path_text() const {
    std::string path;
    for (const Heading& heading : headings_) path += heading.text + " | ";
    return path + group_;
  }

  void break_line(char with) {
    while (text_.ends_with(' ')) text_.pop_back();
    if (!text_.empty() && text_.back() != '\n') text_ += with;
  }

  void say(std::string_view text) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 5> entities{{{"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}, {"&amp;", "&"}}};
    std::string plain;
    while (!text.empty()) {
      const auto entity = std::find_if(entities.begin(), entities.end(), [&](const auto& pair) { return text.starts_with(pair.first); });
      plain += entity == entities.end() ? text.substr(0, 1) : entity->second;
      text.remove_prefix(entity == entities.end() ? 1 : entity->first.size());
    }
    if (leads_to_line_ && plain.find(':') != std::string::npos) plain.resize(plain.rfind(':'));
    for (const char c : plain) {
      const bool space = std::isspace(static_cast<unsigned char>(c)) != 0;
      if (!space) text_ += c;
      if (space && in_code_ && c == '\n') break_line('\n');
      if (space && !text_.empty() && text_.back() != ' ' && text_.back() != '\n') text_ += ' ';
    }
  }

  std::string_view html_;
  std::string text_;
  std::vector<Part> parts_, parts_open_;
  std::vector<int> depth_of_same_;
  std::vector<Heading> headings_;
  std::vector<std::string> columns_;
  std::string group_, row_columns_;
  std::size_t section_ = 0, cell_ = 0, column_ = 0;
  bool in_head_ = false, in_code_ = false, leads_to_line_ = false, heads_group_ = false;
};

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

/// Whether `text[at]` carries on the word that a hit ends with; `step` is the way that leads on, +1 or -1.
bool carries_on(std::string_view text, std::size_t at, int step) {
  if (at >= text.size()) return false;
  if (is_word(text[at])) return true;
  const std::size_t next = at + static_cast<std::size_t>(step);
  return (text[at] == '-' || text[at] == '.' || text[at] == '/') && next < text.size() && is_word(text[next]);
}

/// "/api" may follow a port ("localhost:8000/api"), but no other part of a path.
bool follows_port(std::string_view text) {
  const std::size_t digits = text.find_last_not_of("0123456789");
  return digits != std::string_view::npos && digits + 1 < text.size() && text[digits] == ':';
}

bool starts_word(std::string_view text, std::size_t hit, std::string_view what) {
  if (hit == 0) return true;
  const std::string_view before = text.substr(0, hit);
  if (what.front() == '/') return !(is_word(before.back()) || before.back() == '/' || before.back() == '.') || follows_port(before);
  if (!is_word(what.front())) return what.size() > 1 || !is_word(before.back());
  // A file may be named with or without its folder.
  if (before.back() == '/' && what.find('.') != std::string_view::npos) return true;
  return !carries_on(text, hit - 1, -1);
}

bool ends_word(std::string_view text, std::size_t end, std::string_view what) {
  if (end >= text.size()) return true;
  if (is_word(what.back())) return !carries_on(text, end, 1);
  return (what.size() > 1 && what.back() != '/') || !(is_word(text[end]) || text[end] == '/');
}

}  // namespace

std::vector<Place> places_of(std::string_view html) {
  const std::size_t main = std::min(html.find("<main"), html.size());
  return Reader(html.substr(main, std::min(html.find("</main>"), html.size()) - main)).read();
}

std::size_t count_words(std::string_view text, std::string_view words) {
  const std::string where = to_lower(text), what = to_lower(words);
  std::size_t count = 0;
  for (std::size_t hit = where.find(what); hit != std::string::npos; hit = where.find(what, hit + 1)) {
    if (starts_word(where, hit, what) && ends_word(where, hit + what.size(), what)) ++count;
  }
  return count;
}

}  // namespace portolan::test
