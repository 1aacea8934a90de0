// From words to sizes: what stands in each card, shortened to fit, and how much room the layout must keep.
#pragma once

#include <string>
#include <vector>

#include "render/diagrams/graph.h"
#include "render/diagrams/layout.h"

namespace portolan::render {

namespace metrics {  // CSS pixels
inline constexpr double name_size = 14, detail_size = 10.5, pill_size = 10, port_size = 10.5, title_size = 12;
inline constexpr double pill_height = 16, pill_gap = 5, pill_padding = 8, pill_row = 20;
inline constexpr double card_text = 44;   ///< from the left border to the words, past the icon
inline constexpr double card_head = 54;   ///< height of a card without pills
inline constexpr double card_pills = 50;  ///< from the top border to the first row of pills
inline constexpr double card_side = 12;
inline constexpr double title_height = 18, title_pill = 70, compact_pill = 24;
}  // namespace metrics

struct SizedPill {
  std::string text;
  PillKind kind = PillKind::note;
  int colour = no_colour;
  double x = 0, y = 0, width = 0;  ///< from the top left corner of the node
};

struct SizedNode {
  std::string name, detail;  ///< as shown
  std::vector<SizedPill> pills;
  double width = 0, height = 0;
  double drop = 0;  ///< how far the content stands below the top, in a card that is higher than it needs
};

struct SizedLabel {
  std::string text;
  double x = 0, y = 0, width = 0;  ///< from the top left corner of the label's room
};

struct SizedEdge {
  std::vector<SizedLabel> labels;
  double width = 0, height = 0;
};

struct SizedCluster {
  std::string name;
  double name_width = 0, title_width = 0;  ///< the title includes the pills "internal" and "external"
  double compact_width = 0;                ///< of a title whose pills are signs without words
};

/// Parallel to the graph. All texts are printable and fit.
struct Sizes {
  std::vector<SizedNode> nodes;
  std::vector<SizedEdge> edges;
  std::vector<SizedCluster> clusters;
};

Sizes measure(const Graph& graph, Direction direction);
/// The edges of the graph come first; more may follow that only keep nodes apart.
LayoutInput layout_input(const Graph& graph, const Sizes& sizes, Direction direction);

}  // namespace portolan::render
