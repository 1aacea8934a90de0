// Facts about services that stand in a few words: a cell under a header, the value of a bold key.
#pragma once

#include <vector>

#include "load/markdown/reading.h"

namespace portolan::load {

/// Adds what "KEY: WORDS" says about each of `services`; an empty list means that the document does not say whose it is, which only some keys allow.
/// Words that do not have the shape of the key add nothing.
void add_key_facts(Reading& reading, Key key, const std::vector<Spanned<std::string>>& services, const Stretch& words, const Frame& frame);

/// Ports in words like "80, 443", "127.0.0.1:8080", "`8000`/tcp"; empty when anything else stands there.
std::vector<Spanned<int>> ports_in(const Stretch& words);

/// The words that parts of a list say: "a, b and c" → three stretches. Commas in brackets and code do not divide.
std::vector<Stretch> parts_of(const Stretch& words);

}  // namespace portolan::load
