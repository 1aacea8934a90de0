// Lines followed from what they begin at to what they point to.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "load/markdown/drawing/boxes.h"
#include "load/markdown/drawing/strokes.h"

namespace portolan::load {

/// A box, or a run of text.
struct Place {
  bool box = true;
  std::size_t index = 0;  ///< of FoundBoxes::boxes or Strokes::runs()

  bool operator==(const Place&) const = default;
};

struct FoundArrow {
  Place from{}, to{};
  bool both_ways = false;
  bool headed = true;
  std::optional<std::size_t> label{};  ///< index into Strokes::runs()
  DrawnPoint head{};                   ///< the cell of its head; of its end for a plain line
  std::vector<DrawnPoint> path{};      ///< ends and corners
};

struct FoundArrows {
  std::vector<FoundArrow> arrows{};  ///< by head, top to bottom, left to right
  int unclear = 0;                   ///< systems of lines that do not tell what they join
  bool drawn = false;                ///< some arrow is more than a sign between two words
  bool exhausted = false;
};

FoundArrows find_arrows(const Grid& grid, const BoxMap& map, const std::vector<FoundBox>& boxes, const Strokes& strokes);

}  // namespace portolan::load
