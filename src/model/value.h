// The tree that the compose phases transform: scalars, lists and maps that know where every part came from.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/span.h"

namespace portolan {

/// How a value came to be what it is. A value without origins is a literal at its span.
enum class OriginKind {
  literal,          ///< as typed at `span`
  variable,         ///< `name` replaced at `span`; `definition` is where the variable was set (none: the process environment)
  default_value,    ///< `name` was not set, its default at `span` was used
  unset,            ///< `name` was not set and has no default: empty text
  overridden,       ///< an earlier file said something else at `span`
  merged,           ///< joined in from another file or a YAML merge key at `span`
  extended,         ///< taken over from service `name` at `span`
  included,         ///< brought in by the include at `span`
  implied,          ///< the specification implies it (default network, context of a short build …)
};

struct Origin {
  OriginKind kind = OriginKind::literal;
  Span span;
  std::string name;
  Span definition;

  bool operator==(const Origin&) const = default;
};

std::string_view name_of(OriginKind kind);

enum class ValueKind { null, boolean, integer, number, string, list, map };

std::string_view name_of(ValueKind kind);

struct Entry;

/// A node. Scalars keep their text in `text`, also booleans and numbers; only the kind says how they are meant.
struct Value {
  ValueKind kind = ValueKind::null;
  std::string text;
  bool quoted = false;        ///< in quotes or a block scalar: always a string
  std::string tag;            ///< "!reset", "!override" or another explicit tag
  Span span;                  ///< the value itself; for an empty value its key
  std::vector<Value> items;   ///< of a list
  std::vector<Entry> entries; ///< of a map, in source order, keys unique
  std::vector<Origin> origins;

  bool is_null() const { return kind == ValueKind::null; }
  bool is_map() const { return kind == ValueKind::map; }
  bool is_list() const { return kind == ValueKind::list; }
  bool is_scalar() const { return !is_map() && !is_list() && !is_null(); }
  /// The value of a key of a map, or nothing.
  const Value* find(std::string_view key) const;
  Value* find(std::string_view key);
  /// Adds or replaces, keeping the place of a key that stands already.
  Value& set(Spanned<std::string> key, Value value);
  void erase(std::string_view key);
};

struct Entry {
  Spanned<std::string> key;
  Value value;
};

Value make_string(std::string text, Span span = {});
Value make_integer(long long number, Span span = {});
Value make_boolean(std::string_view text, Span span = {});
Value make_map(Span span = {});
Value make_list(Span span = {});

/// Equal as data: kinds, texts and structure (maps in any order); places and origins do not count.
bool same_data(const Value& a, const Value& b);

}  // namespace portolan
