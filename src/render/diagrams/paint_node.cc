#include <fmt/format.h>

#include "render/diagrams/paint.h"
#include "render/diagrams/svg.h"

namespace portolan::render {

using namespace metrics;

/// Drawn for this picture, 14 × 14 around the origin, as lines.
static std::string_view icon_path(Icon icon) {
  switch (icon) {
    case Icon::application: return "M-2.6-4.4-6.2 0l3.6 4.4M2.6-4.4 6.2 0 2.6 4.4";
    case Icon::database: return "M-5-3.6a5 2.2 0 1 0 10 0 5 2.2 0 1 0-10 0v7.2a5 2.2 0 0 0 10 0v-7.2M-5 0a5 2.2 0 0 0 10 0";
    case Icon::cache: return "M1-6.4-4.6.8h4L-1 6.4 4.6-.8h-4z";
    case Icon::proxy: return "M-6 0H-1.5M-1.5 0 2-3.8h3.6M-1.5 0 2 3.8h3.6M3.8-5.8l2 2-2 2M3.8 1.8l2 2-2 2";
    case Icon::tool: return "M-5.6 5.6.4-.4M.4-.4A3.6 3.6 0 0 1 4.6-5.6L2.4-3.4 3.4-2.4 5.6-4.6A3.6 3.6 0 0 1 .4-.4";
    case Icon::job: return "M5.8-.6A5.8 5.8 0 1 0 4.4 3.8M5.8-5v4.4H1.4M0-2.6V.6l2 1.4";
    case Icon::group: return "M-5.8-5.8h4.6v4.6h-4.6zM1.2-5.8h4.6v4.6H1.2zM-5.8 1.2h4.6v4.6h-4.6zM1.2 1.2h4.6v4.6H1.2z";
    case Icon::unknown: return "M0-6.4 5.6-3.2v6.4L0 6.4-5.6 3.2v-6.4zM-5.6-3.2 0 0l5.6-3.2M0 0v6.4";
  }
  return "";
}

static std::string_view icon_class(Icon icon) {
  switch (icon) {
    case Icon::application: return "app";
    case Icon::database: return "data";
    case Icon::cache: return "data";
    case Icon::proxy: return "proxy";
    case Icon::tool: return "tool";
    case Icon::job: return "tool";
    case Icon::group: return "app";
    case Icon::unknown: return "plain";
  }
  return "";
}

static std::string text(std::string_view kind, double x, double y, std::string_view words) {
  if (words.empty()) return "";
  return fmt::format(" <text class=\"{}\" x=\"{}\" y=\"{}\">{}</text>", kind, number(x), number(y), xml(words));
}

static std::string pill_class(const SizedPill& sized) {
  switch (sized.kind) {
    case PillKind::port: return "port";
    case PillKind::local_port: return "port local";
    case PillKind::network:
    case PillKind::note:
    case PillKind::volume: break;
  }
  return sized.colour == no_colour ? "plain" : fmt::format("c{}", sized.colour);
}

static std::string pill(const SizedPill& sized, const Box& box) {
  const double x = box.x + sized.x, y = box.y + sized.y;
  const bool volume = sized.kind == PillKind::volume;
  std::string out = fmt::format(R"(<g class="pill {}"><rect x="{}" y="{}" width="{}" height="16" rx="8"/>)",
                                pill_class(sized), number(x), number(y), number(sized.width));
  if (volume) {
    out += fmt::format(R"svg(<path class="sign" transform="translate({} {})" d="M-3.5-3a3.5 1.4 0 1 0 7 0 3.5 1.4 0 1 0-7 0v6a3.5 1.4 0 0 0 7 0v-6"/>)svg",
                       number(x + 11), number(y + 8));
  }
  return out + text("pt", x + sized.width / 2 + (volume ? 6 : 0), y + 11.6, sized.text) + "</g>";
}

static std::string card(const GraphNode& node, const SizedNode& sized, const Box& box) {
  std::string out = fmt::format(R"(<rect class="bx" x="{}" y="{}" width="{}" height="{}" rx="10"/>)", number(box.x), number(box.y),
                                number(box.width), number(box.height));
  const Box content{box.x, box.y + sized.drop, box.width, box.height};
  out += fmt::format(R"svg(<g class="disc {}" transform="translate({} {})"><circle r="13"/><path d="{}"/></g>)svg", icon_class(node.icon),
                     number(box.x + 23), number(content.y + card_head / 2), icon_path(node.icon));
  out += text("name", box.x + card_text, content.y + (sized.detail.empty() ? 32 : 24), sized.name);
  out += text("detail", box.x + card_text, content.y + 40.5, sized.detail);
  for (const SizedPill& one : sized.pills) out += pill(one, content);
  return out;
}

static std::string entry(const GraphNode& node, const SizedNode& sized, const Box& box) {
  std::string out = fmt::format(R"(<rect class="bx" x="{}" y="{}" width="{}" height="{}" rx="{}"/>)", number(box.x), number(box.y),
                                number(box.width), number(box.height), number(box.height / 2));
  out += fmt::format(R"svg(<g class="sign" transform="translate({} {})">)svg", number(box.x + 23), number(box.y + box.height / 2));
  out += node.kind == NodeKind::internet ? R"(<circle r="8.5"/><ellipse rx="3.8" ry="8.5"/><path d="M-8.5 0h17"/></g>)"
                                         : R"(<rect x="-8.5" y="-7" width="17" height="11.5" rx="1.6"/><path d="M-4 7.5h8M0 4.5v3"/></g>)";
  out += text("name", box.x + 40, box.y + 21, sized.name);
  return out + text("detail", box.x + 40, box.y + 35, sized.detail);
}

static std::string cylinder(const SizedNode& sized, const Box& box) {
  const double half = box.width / 2, rim = 6;
  std::string out = fmt::format(R"(<path class="bx" d="M{0} {1}a{2} {3} 0 0 1 {4} 0v{5}a{2} {3} 0 0 1-{4} 0z"/><path class="rim" d="M{0} {1}a{2} {3} 0 0 0 {4} 0"/>)",
                                number(box.x), number(box.y + rim), number(half), number(rim), number(box.width), number(box.height - 2 * rim));
  return out + text("store", box.x + half, box.y + box.height / 2 + 8, sized.name);
}

static std::string folder(const SizedNode& sized, const Box& box) {
  std::string out = fmt::format(R"(<path class="bx" d="M{0} {1}q0-4 4-4h20l6 6h{2}q4 0 4 4v{3}q0 4-4 4h-{4}q-4 0-4-4z"/>)", number(box.x), number(box.y + 4),
                                number(box.width - 34), number(box.height - 14), number(box.width - 8));
  return out + text("store", box.x + box.width / 2, box.y + box.height / 2 + 7, sized.name);
}

static std::string_view node_class(NodeKind kind) {
  switch (kind) {
    case NodeKind::internet: return "ext";
    case NodeKind::machine: return "host";
    case NodeKind::service: return "svc";
    case NodeKind::group: return "svc";
    case NodeKind::volume: return "vol";
    case NodeKind::folder: return "vol path";
  }
  return "";
}

static std::string shape_of(const GraphNode& node, const SizedNode& sized, const Box& box) {
  switch (node.kind) {
    case NodeKind::internet:
    case NodeKind::machine: return entry(node, sized, box);
    case NodeKind::service:
    case NodeKind::group: return card(node, sized, box);
    case NodeKind::volume: return cylinder(sized, box);
    case NodeKind::folder: return folder(sized, box);
  }
  return "";
}

/// Begins with the words that are seen, as they are seen.
static std::string label_of(const GraphNode& node, const SizedNode& sized) {
  std::string label = sized.name;
  if (!sized.detail.empty()) label += " " + sized.detail;
  for (const SizedPill& one : sized.pills) label += " " + one.text;
  return node.more.empty() ? label : label + ", " + node.more;
}

std::string paint_node(const GraphNode& node, const SizedNode& sized, const Box& box, std::size_t index, std::string_view classes) {
  const std::string title = node.detail.empty() ? node.name : node.name + " — " + node.detail;
  const std::string inside = fmt::format("<title>{}</title>{}\n", xml(title), shape_of(node, sized, box));
  const std::string attributes = fmt::format(R"(class="n {}{}" data-n="{}" aria-label="{}")", node_class(node.kind), classes, index, xml(label_of(node, sized)));
  if (node.href.empty()) return fmt::format("<g {} role=\"img\">{}</g>\n", attributes, inside);
  return fmt::format("<a {} href=\"{}\">{}</a>\n", attributes, xml(node.href), inside);
}

}  // namespace portolan::render
