// The picture of one environment: who stands in which network, who waits for whom, what is published, where data lie.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "model/stack.h"
#include "render/diagrams/layout.h"

namespace portolan::render {

/// What the picture needs to know of the page on which it stands.
struct DiagramLinks {
  std::string id = "network";                          ///< id of the <figure class="dia">, unique on its page; [a-z0-9-]
  std::function<std::string(const Service&)> service{};  ///< href of a service's page, relative to this page; "" for no link
  std::string ports{};                                   ///< href of the page of ports, for "Internet" and "This machine"; "" for no link
  std::string volumes{};                                 ///< href of the page of volumes; "" for no link
};

struct LegendItem {
  std::string sample;  ///< a small inline SVG, hidden from screen readers
  std::string text;    ///< "waits until healthy"; to be escaped
};

/// All texts but `svg_wide`, `svg_tall`, `css` and the samples are plain and still to be escaped.
///
///   <figure class="dia" id="ID"> … <div class="vp">svg_wide svg_tall</div> <div class="cap2"><span>sample text</span> …</div> </figure>
///
/// assets/diagram.css shows one of the two by a container query, and hides edges and nodes while a checkbox in the figure is off:
/// .f-port (published ports), .f-dep (start order), .f-mnt (volumes).
struct Diagram {
  std::string svg_wide;  ///< left to right, class "lr"; no style attribute, no <style>, no script
  std::string svg_tall;  ///< top to bottom, class "tb"
  std::string css;       ///< rules that dim what is not connected to the node under the pointer; for a file beside the page
  std::vector<std::string> sentences;  ///< the same in words: one on each service, network and volume
  std::vector<LegendItem> legend;      ///< only what this picture shows
  bool collapsed = false;              ///< too large for the wide picture: one card for each network instead of each service
  bool has_ports = false, has_dependencies = false, has_volumes = false;  ///< which checkboxes make sense
};

Diagram draw_network(const Stack& stack, const Environment& environment, const LayoutFunction& layout, const DiagramLinks& links);

}  // namespace portolan::render
