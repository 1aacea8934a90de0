// Every attribute of a Compose file: what its value may be, and what it becomes in canonical form. The tables are data.
#pragma once

#include <cstddef>
#include <string_view>

namespace portolan::load {

/// Kinds of value that an attribute accepts, as bits. A list or mapping is accepted when `items`, `keys` or `others` says of what.
enum Accepts : unsigned {
  accepts_text = 1,
  accepts_integer = 2,
  accepts_number = 4 | accepts_integer,
  accepts_boolean = 8,
  accepts_null = 16,
};

/// What the canonical form holds. "Kept" ones are printed also when they are false or zero.
enum class Form {
  as_is,
  text,
  flag,
  kept_flag,
  whole,       ///< an integer
  device_count, ///< an integer, or "all" for -1
  kept_whole,
  number,
  bytes,       ///< a size with a unit → bytes, as text
  duration,    ///< "90s" → "1m30s"
  mode,        ///< file permissions → "0440"
  words,       ///< a text split as a shell does it, or a list
  health_test, ///< a text → [CMD-SHELL, text]
  texts,       ///< one text or a list of them
  pairs,       ///< list of K=V or mapping → mapping; absent values are empty text
  open_pairs,  ///< the same; absent values stay absent
  settings,    ///< mapping whose values become text
  hosts,       ///< list of host=address
  keyed_texts, ///< mapping → list of K or K=V
};

struct Attribute;

struct Shape {
  unsigned kinds = 0;
  Form form = Form::as_is;
  const Shape* items = nullptr;      ///< of a list
  const Attribute* keys = nullptr;   ///< of a mapping: these, and x-*
  std::size_t key_count = 0;
  const Shape* others = nullptr;     ///< of a mapping: any key
  bool unique = false;               ///< no two items of the list are equal
  const std::string_view* words = nullptr;
  std::size_t word_count = 0;
  std::string_view required = {};    ///< keys that must be there, between blanks
  bool named = false;                ///< of a mapping of any keys: they are names of services or resources
  bool (*fits)(std::string_view) = nullptr;  ///< of a scalar: whether its text will do …
  std::string_view expected = {};    ///< … and what would have done

  bool takes_map() const { return keys != nullptr || others != nullptr; }
};

struct Attribute {
  std::string_view name;
  const Shape* shape;
};

/// Of the whole file.
extern const Shape compose_file_shape;

/// The shape of a key of a mapping of this shape; nothing for a key that it does not have.
const Shape* find_shape(const Shape& shape, std::string_view key);

}  // namespace portolan::load
