// The type of a plain scalar: YAML 1.2 core schema, with the older number forms that Compose files still meet.
#pragma once

#include <string>
#include <string_view>

#include "model/value.h"

namespace portolan::load {

struct TypedText {
  ValueKind kind = ValueKind::string;
  std::string text;  ///< numbers in their shortest decimal form, booleans in lower case, other text unchanged
};

/// Shape:  true/false and null/~ in three spellings; integers decimal, 0x, 0o, 0b, and with a leading zero octal; `_` between digits; floats.
///         `yes`, `on`, `22:22` and dates are strings.
/// Source: YAML 1.2, 10.3.2; the reference implementation's resolver for the forms of YAML 1.1 (`012` is ten).
TypedText type_plain_scalar(std::string_view text);

/// Shortest decimal form that reads back as the same number: no exponent between 1e-5 and 1e20.
std::string format_number(double number);

}  // namespace portolan::load
