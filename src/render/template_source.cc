#include "render/template_source.h"

#include <fmt/format.h>

#include "base/fatal.h"
#include "base/text.h"

namespace portolan::render {

std::string to_string(const TagPlace& place) { return fmt::format("{}:{}:{}", place.file, place.line, place.column); }

namespace {

struct OpenSection {
  std::string name;
  TagPlace place;
};

/// Walks one file; partials are walked in place by the same preparer.
class Preparer {
 public:
  explicit Preparer(const FindTemplate& find) : find_(find) {}

  void add_file(std::string_view name, const TagPlace* asked_from, int depth) {
    const TemplateFile file = find_(name, asked_from);
    if (depth > deepest_partial) fail(*asked_from, fmt::format("partials nest more than {} deep; \"{}\" includes itself", deepest_partial, name));
    std::vector<OpenSection> open;
    std::size_t done = 0;
    for (std::size_t at; (at = file.text.find("{{", done)) != std::string_view::npos;) {
      prepared_.text.append(file.text.substr(done, at - done));
      const TagPlace place = locate(file, at);
      const std::size_t close = file.text.find("}}", at + 2);
      if (close == std::string_view::npos) fail(place, "the tag \"{{\" is never closed; write \"}}\" behind the name");
      add_tag(file.text.substr(at + 2, close - at - 2), place, open, depth);
      done = close + 2;
    }
    prepared_.text.append(file.text.substr(done));
    if (!open.empty()) fail(open.back().place, fmt::format("the section \"{0}\" is never closed; write \"{{{{/{0}}}}}\" where it ends", open.back().name));
  }

  PreparedTemplate take() { return std::move(prepared_); }

 private:
  [[noreturn]] static void fail(const TagPlace& place, std::string_view message) {
    throw Fatal(fmt::format("{}: {}", to_string(place), message));
  }

  static TagPlace locate(const TemplateFile& file, std::size_t offset) {
    TagPlace place{.file = file.path};
    for (const char c : file.text.substr(0, offset)) {
      place.line += c == '\n' ? 1 : 0;
      place.column = c == '\n' ? 1 : place.column + 1;
    }
    return place;
  }

  static std::string read_name(std::string_view text, const TagPlace& place) {
    const std::string_view name = trim(text);
    const bool plain = !name.empty() && name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_./-") == std::string_view::npos;
    if (!plain) fail(place, fmt::format("expected a name of lower-case letters, digits, \"_\" and \".\", found \"{}\"", name));
    return std::string(name);
  }

  void add_tag(std::string_view inside, const TagPlace& place, std::vector<OpenSection>& open, int depth) {
    const char mark = inside.empty() ? ' ' : inside.front();
    switch (mark) {
      case '!': return;
      case '{':
      case '&': fail(place, "a template can't switch escaping off; write \"{{name}}\", data says itself what is HTML");
      case '=': fail(place, "other delimiters than \"{{\" and \"}}\" are not supported");
      case '>': return add_file(read_name(inside.substr(1), place), &place, depth + 1);
      case '/': return close_section(read_name(inside.substr(1), place), place, open);
      case '#':
      case '^': {
        const std::string name = read_name(inside.substr(1), place);
        open.push_back({name, place});
        numbers_.push_back(prepared_.tags.size());
        return put(fmt::format("{}{}", mark, name), place);
      }
      default: return put(read_name(inside, place), place);
    }
  }

  void close_section(const std::string& name, const TagPlace& place, std::vector<OpenSection>& open) {
    if (open.empty()) fail(place, fmt::format("the section \"{}\" is closed here but was never opened", name));
    if (open.back().name != name) {
      fail(place, fmt::format("the section \"{}\" of line {} must be closed before \"{}\"", open.back().name, open.back().place.line, name));
    }
    prepared_.text += fmt::format("{{{{/{}@{}}}}}", name, numbers_.back());
    numbers_.pop_back();
    open.pop_back();
  }

  void put(std::string_view tag, const TagPlace& place) {
    prepared_.text += fmt::format("{{{{{}@{}}}}}", tag, prepared_.tags.size());
    prepared_.tags.push_back(place);
  }

  const FindTemplate& find_;
  PreparedTemplate prepared_;
  std::vector<std::size_t> numbers_;  // of the sections that are open, partials included
};

}  // namespace

PreparedTemplate prepare_template(std::string_view name, const FindTemplate& find) {
  Preparer preparer(find);
  preparer.add_file(name, nullptr, 0);
  return preparer.take();
}

}  // namespace portolan::render
