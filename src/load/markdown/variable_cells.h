// Cells that say what a variable is set to.
#pragma once

#include <optional>

#include "load/markdown/reading.h"

namespace portolan::load {

/// The value that a cell states: code, a number, a URL or another single word; nothing for "set", "required" and prose.
std::optional<Spanned<std::string>> value_in(const Phrase& cell);

/// Adds what a cell says of the variable `named`: its value, that it is set, or, where prose describes the value, that the name is there.
/// `named.described` set: a plain word may be such a description ("weak"), as in tables that compare all kinds of things.
void add_variable_cell(Reading& reading, HasVariable named, const Phrase& cell, const Frame& frame);

}  // namespace portolan::load
