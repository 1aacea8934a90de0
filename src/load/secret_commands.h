// Secrets that commands are given: which option or which word of which program holds one.
#pragma once

#include <cstddef>
#include <functional>
#include <string_view>

namespace portolan::load {

/// Whether a program is known to be given secrets on its command line.
bool takes_secret_words(std::string_view program);

/// Looks at the words behind the program whose name ends at `end` and began at `begin`, up to the end of that command: on its line, on lines that
/// continue it, and over the items of a list. Calls `found` with the bytes of each secret, quotes left out; placeholders among them, too.
/// At most 64 words within 2,000 bytes are looked at.
/// Source: the manuals of the programs.
void find_secret_words(std::string_view text, std::size_t begin, std::size_t end, const std::function<void(std::size_t begin, std::size_t end)>& found);

}  // namespace portolan::load
