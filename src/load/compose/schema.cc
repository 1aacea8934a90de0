#include "load/compose/schema.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/text.h"
#include "load/compose/attributes.h"

namespace portolan::load {

namespace {

unsigned kind_bit(const Value& value) {
  switch (value.kind) {
    case ValueKind::string: return accepts_text;
    case ValueKind::integer: return accepts_integer;
    case ValueKind::number: return accepts_number & ~static_cast<unsigned>(accepts_integer);
    case ValueKind::boolean: return accepts_boolean;
    case ValueKind::null: return accepts_null;
    default: return 0;
  }
}

std::string describe(const Shape& shape) {
  std::vector<std::string> kinds;
  if (shape.kinds & accepts_text) kinds.emplace_back("a string");
  if ((shape.kinds & accepts_number) == accepts_number) {
    kinds.emplace_back("a number");
  } else if (shape.kinds & accepts_integer) {
    kinds.emplace_back("an integer");
  }
  if (shape.kinds & accepts_boolean) kinds.emplace_back("true or false");
  if (shape.items) kinds.emplace_back("a list");
  if (shape.takes_map()) kinds.emplace_back("a mapping");
  if (kinds.size() < 2) return kinds.empty() ? "nothing" : kinds[0];
  const std::string last = kinds.back();
  kinds.pop_back();
  return fmt::format("{} or {}", join(kinds, ", "), last);
}

class Checker {
 public:
  explicit Checker(Loader& loader) : loader_(loader) {}

  /// False when the value must go. `name` is its key, or what its list is called.
  bool check(Value& value, const Shape& shape, std::string_view name) {
    if (value.is_map() && shape.takes_map()) return check_map(value, shape, name);
    if (value.is_list() && shape.items) return check_list(value, shape, name);
    if ((value.is_scalar() || value.is_null()) && (shape.kinds & kind_bit(value))) return check_word(value, shape, name);
    loader_.error("compose-invalid-type", value.span, fmt::format("\"{}\" must be {}, found {}", name, describe(shape), name_of(value.kind)),
                  value.is_null() ? "give it a value, or remove the key" : value.is_scalar() && (shape.kinds & accepts_text) ? "put it in quotes" : "");
    return false;
  }

 private:
  static bool is_name(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '-';
    });
  }

  /// Without interpolation a variable stands for a value that nobody knows yet.
  bool left_open(const Value& value) const { return !loader_.options.interpolate && value.text.find('$') != std::string::npos; }

  bool check_map(Value& value, const Shape& shape, std::string_view name) {
    const std::vector<std::string_view> missing = find_missing(value, shape);
    std::erase_if(value.entries, [&](Entry& entry) {
      if (shape.keys && is_extension(entry.key.value)) return false;
      const Shape* inner = find_shape(shape, entry.key.value);
      if (shape.named && !is_name(entry.key.value)) {
        loader_.error("compose-unknown-key", entry.key.span, fmt::format("\"{}\" cannot be a name in \"{}\"", entry.key.value, name),
                      "names are made of letters, digits, \"_\", \".\" and \"-\"");
        return true;
      }
      if (!inner) {
        report_unknown(entry, shape, name);
        return true;
      }
      return !check(entry.value, *inner, entry.key.value);
    });
    if (!missing.empty()) loader_.error("compose-invalid-value", value.span, fmt::format("\"{}\" needs the key \"{}\"", name, missing.front()));
    for (const std::string_view required : split_words(shape.required)) {
      if (!value.find(required)) return false;
    }
    return true;
  }

  /// A required key with a wrong value is not missing.
  static std::vector<std::string_view> find_missing(const Value& value, const Shape& shape) {
    std::vector<std::string_view> missing = split_words(shape.required);
    std::erase_if(missing, [&](std::string_view key) { return value.find(key) != nullptr; });
    return missing;
  }

  void report_unknown(const Entry& entry, const Shape& shape, std::string_view name) {
    if (!loader_.records_problems()) return loader_.error("compose-unknown-key", entry.key.span, {});
    std::vector<std::string> known;
    for (std::size_t i = 0; i < shape.key_count; ++i) known.emplace_back(shape.keys[i].name);
    const auto meant = nearest(entry.key.value, known);
    const std::string where = name.empty() ? "at the top of the file" : fmt::format("in \"{}\"", name);
    loader_.error("compose-unknown-key", entry.key.span, fmt::format("unknown key \"{}\" {}", entry.key.value, where),
                  meant ? fmt::format("did you mean \"{}\"?", *meant) : "remove it, or start its name with \"x-\"");
  }

  bool check_list(Value& value, const Shape& shape, std::string_view name) {
    std::erase_if(value.items, [&](Value& item) { return !check(item, *shape.items, name); });
    if (shape.form == Form::open_pairs) check_names(value, name);
    if (!shape.unique || value.items.size() < 2) return true;
    std::set<std::pair<ValueKind, std::string_view>> seen;
    for (const Value& item : value.items) {
      if (item.is_scalar() && !seen.emplace(item.kind, item.text).second) {
        loader_.error("compose-invalid-value", item.span, fmt::format("\"{}\" stands twice in \"{}\"", item.text, name), "remove one of them");
      }
    }
    return true;
  }

  /// "DEBUG = true" would set a variable whose name ends with a blank, which no program asks for.
  void check_names(const Value& list, std::string_view name) {
    for (const Value& item : list.items) {
      const std::size_t cut = item.text.find('=');
      if (cut == std::string::npos || cut == 0 || (item.text[cut - 1] != ' ' && item.text[cut - 1] != '\t')) continue;
      loader_.error("compose-invalid-value", item.span, fmt::format("\"{}\": the name \"{}\" ends with a blank", name, item.text.substr(0, cut)),
                    "write NAME=value without blanks around the \"=\"");
    }
  }

  bool check_word(const Value& value, const Shape& shape, std::string_view name) {
    if (shape.fits && !shape.fits(value.text) && !left_open(value)) {
      loader_.error("compose-invalid-value", value.span, fmt::format("\"{}\" cannot be \"{}\"", name, value.text),
                    fmt::format("expected {}", shape.expected));
      return false;
    }
    if (!shape.words || left_open(value) || value.kind != ValueKind::string) return true;
    std::vector<std::string> words(shape.words, shape.words + shape.word_count);
    if (std::find(words.begin(), words.end(), value.text) != words.end()) return true;
    const auto meant = nearest(value.text, words);
    loader_.error("compose-invalid-value", value.span, fmt::format("\"{}\" cannot be \"{}\"", name, value.text),
                  meant ? fmt::format("did you mean \"{}\"?", *meant) : fmt::format("{} {}", words.size() == 1 ? "expected" : "it is one of", join(words, ", ")));
    return false;
  }

  Loader& loader_;
};

}  // namespace

bool check_entry(Loader& loader, const ResetPath& place, Value& value) {
  const Shape* shape = &compose_file_shape;
  for (const std::string& key : place) shape = find_shape(*shape, key);
  return Checker(loader).check(value, *shape, place.back());
}

void check_schema(Loader& loader, Value& model) { Checker(loader).check(model, compose_file_shape, ""); }

}  // namespace portolan::load
