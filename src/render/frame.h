// What is around every page: head, header, sidebar, breadcrumbs, environment switch, table of contents, pager, footer, dialogs, icons.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "render/page.h"

namespace portolan::render {

struct Crumb {
  std::string title;
  std::string target;  ///< path of the site; "" for a step without a page
};

/// The same page in another environment.
struct EnvironmentLink {
  std::size_t environment = 0;
  std::string target;  ///< path of the site
};

struct PagerLink {
  std::string title;
  std::string target;
};

enum class PageWidth { prose, wide };

/// What a page hands to the frame. The body's `<h2 id>` and `<h3 id>` become the table of contents and get their anchor links: write plain
/// `<h2 id="start">Start</h2>` in templates. Icons are collected from the body (`<use href="#i-…">`).
struct Frame {
  std::string title = {};                        ///< the h1
  std::string lead = {};                         ///< one sentence below it, also the description
  std::vector<Html> facts = {};                  ///< small print below the lead: "From docker-compose.dev.yml:24"
  PageWidth width = PageWidth::prose;
  std::vector<Crumb> crumbs = {};                ///< between "All stacks" and this page; the stack and its environment are added by the frame
  std::vector<EnvironmentLink> switcher = {};    ///< empty: no environment switch
  std::vector<std::string> stylesheets = {};     ///< paths of the site, of CSS made for this page alone
  std::optional<PagerLink> previous = {}, next = {};
  Html body = {};
};

/// The whole document.
std::string frame_page(const PageContext& page, const Frame& frame);

}  // namespace portolan::render
