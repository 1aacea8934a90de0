#include "render/page.h"

namespace portolan::render {

SiteContext::SiteContext(const SiteInput& site_input)
    : input(site_input), templates(input.options.theme), links(input.handbook, input.sources) {
  for (const Stack& stack : input.handbook.stacks) {
    auto& of_stack = routes.emplace_back();
    for (const Environment& environment : stack.environments) of_stack.push_back(list_routes(stack, environment, input.sources));
  }
}

void SiteContextDeleter::operator()(const SiteContext* context) const { delete context; }

template <class Environments>
static std::string_view colour_of(const Environments& environments, std::size_t environment) {
  switch (environments.at(environment).kind) {
    case EnvironmentKind::development: return "dev";
    case EnvironmentKind::testing: return "test";
    case EnvironmentKind::staging:
    case EnvironmentKind::other: return "basic";
    case EnvironmentKind::production: break;
  }
  for (std::size_t later = environment + 1; later < environments.size(); ++later) {
    if (environments[later].kind == EnvironmentKind::production) return "basic";
  }
  return "prod";
}

std::string_view colour_class(const Stack& stack, std::size_t environment) { return colour_of(stack.environments, environment); }
std::string_view colour_class(const StackSummary& stack, std::size_t environment) { return colour_of(stack.environments, environment); }

}  // namespace portolan::render
