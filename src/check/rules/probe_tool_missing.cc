#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "check/claims/words.h"
#include "check/knowledge/process.h"
#include "check/knowledge/tools.h"
#include "check/rules/rules.h"

namespace portolan::check {
namespace {

struct Probe {
  std::string command;
  Span span;
};

/// Where compose writes the test; the whole health check when that cannot be found.
Span place_of_test(const Environment& environment, const Service& service) {
  const Value* value = environment.resolved.find("services");
  for (const std::string_view key : {std::string_view(service.name.value), std::string_view("healthcheck"), std::string_view("test")}) {
    if (value) value = value->find(key);
  }
  return value && value->span.known() ? value->span : service.health_check->span;
}

std::optional<Probe> probe_of(const Stack& stack, const Environment& environment, const Service& service) {
  if (service.health_check) {
    if (!service.has_health_check()) return std::nullopt;
    return Probe{service.health_check->command(), place_of_test(environment, service)};
  }
  for (const BuildStage* stage : stages_of(stack, service)) {
    if (stage->health_check) return Probe{stage->health_check->value, stage->health_check->span};
  }
  return std::nullopt;
}

/// The image whose tools the service has: what its stage starts from, else its own. Unknown for a build whose Dockerfile was not read.
std::optional<Spanned<std::string>> image_of(const Stack& stack, const Service& service) {
  if (const Spanned<std::string>* base = base_image_of(stack, service)) return *base;
  if (service.build || !service.image) return std::nullopt;
  return *service.image;
}

bool installs(const Stack& stack, const Service& service, std::string_view tool) {
  const std::vector<const BuildStage*> stages = stages_of(stack, service);
  return std::any_of(stages.begin(), stages.end(), [&](const BuildStage* stage) {
    return std::any_of(stage->installs.begin(), stage->installs.end(), [&](const Spanned<std::string>& package) {
      return package.value == tool || package.value.starts_with(std::string(tool) + "=");
    });
  });
}

void check_service(const RuleInput& input, const Environment& environment, const Service& service, const Reporter& report) {
  const std::optional<Probe> probe = probe_of(input.stack, environment, service);
  const std::optional<Spanned<std::string>> written = image_of(input.stack, service);
  if (!probe || !written) return;
  const Expected<ImageReference> image = parse_image(written->value);
  if (!image) return;
  for (const std::string_view tool : programs_of_probe(probe->command)) {
    if (!lacks_tool(*image, tool) || installs(input.stack, service, tool)) continue;
    Report found;
    found.diagnostic.span = probe->span;
    found.diagnostic.message =
        fmt::format("the health check of {} runs {}, which the image {} does not have", quoted(service.name.value), quoted(tool), quoted(to_string(*image)));
    found.diagnostic.help = fmt::format("install {} in the image, or ask with a program that it has", quoted(tool));
    found.diagnostic.related.push_back({written->span, "the image comes from here"});
    found.subject = {"service", service.name.value};
    found.environments = {environment.name};
    report(std::move(found));
    return;
  }
}

void run(const RuleInput& input, const Reporter& report) {
  for (const Environment& environment : input.stack.environments) {
    for (const Service& service : environment.services) check_service(input, environment, service, report);
  }
}

}  // namespace

const Rule probe_tool_missing{
    .name = "probe-tool-missing",
    .category = Category::suspicion,
    .summary = "a health check calls a program that the image does not have",
    .run = run,
};

}  // namespace portolan::check
