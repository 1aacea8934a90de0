// What a page function gets: the whole input, what all pages of a site share, and where this page stands.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "render/facts/routes.h"
#include "render/links.h"
#include "render/site.h"
#include "render/template.h"

namespace portolan::render {

/// Made once for a site; all page functions read it from their threads.
struct SiteContext {
  explicit SiteContext(const SiteInput& site_input);

  SiteInput input;
  Templates templates;
  Links links;
  std::vector<std::vector<std::vector<ProxyFact>>> routes;  ///< by stack and environment: pages of services ask for them again and again
};

/// One page: its own path and, for pages of a stack or of an environment, their indices.
struct PageContext {
  const SiteContext& site;
  std::string path;
  std::optional<std::size_t> stack_index;
  std::optional<std::size_t> environment_index;

  const Stack& stack() const { return site.input.handbook.stacks.at(stack_index.value()); }
  const StackReport& report() const { return site.input.reports.at(stack_index.value()); }
  const Environment& environment() const { return stack().environments.at(environment_index.value()); }
  const std::vector<ProxyFact>& routes() const { return site.routes.at(stack_index.value()).at(environment_index.value()); }
  const SourceMap& sources() const { return site.input.sources; }
  const Links& links() const { return site.links; }
  /// A path of the site as this page links to it.
  std::string link_to(std::string_view target) const { return relative_link(path, target); }
  std::string render(std::string_view template_name, const Data& data) const { return site.templates.render(template_name, data); }
};

/// The class that gives an environment its colour: "dev", "test", "basic" or "prod". The last production environment is "prod", others are "basic".
std::string_view colour_class(const Stack& stack, std::size_t environment);
std::string_view colour_class(const StackSummary& stack, std::size_t environment);

}  // namespace portolan::render
