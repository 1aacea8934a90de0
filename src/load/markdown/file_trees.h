// File trees set as text: "├── src/", "|-- app.py  # starts it".
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "load/markdown/reading.h"

namespace portolan::load {

struct TreeEntry {
  std::string path{};        ///< from the top of the tree, the root's name left out; folders end with "/"
  std::string root{};        ///< the name above all, "" for none
  std::size_t begin = 0;     ///< of the name in the text
  std::size_t end = 0;
  std::size_t remark = 0;    ///< where an explanation begins; equal to `remark_end` for none
  std::size_t remark_end = 0;
};

/// Shape:  lines of branches (├ └ │ ─, or |-- `-- +--) and names, at least two of them; above them a line with the root's name, or several with folders.
/// Places that stand for others ("...", "*", "<name>") are left out. Empty for every other text; diagrams of boxes are none, nor is a
///         tree below an absolute path, which lies in a container.
std::vector<TreeEntry> read_tree(std::string_view text);

/// A fence that holds one: each line names a file. True when it does.
bool read_file_tree(Reading& reading, const Block& fence, const Frame& frame);

}  // namespace portolan::load
