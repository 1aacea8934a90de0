// Trees of files set as text: `├── src/`, `|-- app.py`, `+-- compose.yml`.
#pragma once

#include <string_view>

namespace portolan::load {

/// The offset of the name behind a branch of a tree; npos for other lines. A branch that ends in an arrow's head is none.
std::size_t name_of_branch(std::string_view line);

/// Two branches at least, and as many as all other arrows and boxes of the text.
bool is_tree_of_files(std::string_view text);

}  // namespace portolan::load
