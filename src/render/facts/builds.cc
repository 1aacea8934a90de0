#include "render/facts/builds.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/text.h"

namespace portolan::render {

static std::string problem_of(const Stack& stack, const BuildDefinition& build) {
  if (build.dockerfile.value.empty()) return "its Dockerfile is written in the compose file";
  if (build.resolved_dockerfile.empty()) return "its context is fetched from elsewhere";
  const Dockerfile* dockerfile = stack.find_dockerfile(build.resolved_dockerfile);
  if (!dockerfile) return "its Dockerfile is not in the repository";
  if (dockerfile->stages.empty()) return "its Dockerfile has no stage";
  return build.target ? fmt::format("no stage is called \"{}\"", build.target->value) : std::string();
}

static bool built_alike(const BuildDefinition& a, const BuildDefinition& b) {
  const auto same = [](const auto& left, const auto& right) { return left.has_value() == right.has_value() && (!left || left->value == right->value); };
  const bool arguments = std::equal(a.args.begin(), a.args.end(), b.args.begin(), b.args.end(), [&](const Variable& left, const Variable& right) {
    return left.name.value == right.name.value && same(left.value, right.value);
  });
  // Texts in the compose file are told apart by nothing that the model holds.
  return arguments && !a.dockerfile.value.empty() && a.context.value == b.context.value && a.dockerfile.value == b.dockerfile.value && same(a.target, b.target);
}

std::vector<BuildFact> list_builds(const Stack& stack, const Environment& environment) {
  std::vector<BuildFact> builds;
  for (const Service& service : environment.services) {
    if (!service.build) continue;
    const auto alike = std::find_if(builds.begin(), builds.end(), [&](const BuildFact& fact) { return built_alike(*fact.build, *service.build); });
    if (alike != builds.end()) {
      alike->services.push_back(&service);
      continue;
    }
    BuildFact& fact = builds.emplace_back();
    fact.services = {&service};
    fact.build = &*service.build;
    fact.built = find_built_stage(stack, *service.build);
    if (!fact.built) fact.problem = problem_of(stack, *service.build);
  }
  return builds;
}

Pin pin_of(const std::optional<ImageReference>& image, std::string_view written) {
  if (!image || written.find('$') != std::string_view::npos || written.find('<') != std::string_view::npos) return Pin::open;
  if (!image->digest.empty()) return Pin::digest;
  int numbers = 0;
  bool inside = false;
  for (const char c : image->tag.substr(0, image->tag.find('-'))) {
    const bool digit = c >= '0' && c <= '9';
    if (digit && !inside) ++numbers;
    inside = digit;
  }
  return numbers >= 3 ? Pin::version : numbers > 0 ? Pin::line : Pin::floating;
}

std::string_view words_of(Pin pin) {
  switch (pin) {
    case Pin::digest: return "by digest";
    case Pin::version: return "to a version";
    case Pin::line: return "to a line of versions";
    case Pin::floating: return "no";
    case Pin::open: return "by a variable";
  }
  return "no";
}

namespace {

class ImageList {
 public:
  void add(const Service& service) {
    if (service.build || !service.image) return;
    entry(service.image->value, service.image->span).services.push_back(&service);
  }

  void add(const Dockerfile& dockerfile, std::size_t index) {
    const BuildStage& stage = dockerfile.stages[index];
    if (!find_stage(dockerfile, stage.base.value, index) && stage.base.value != "scratch") add_stage(stage.base.value, stage.base.span, {&dockerfile, index});
    for (const std::string& name : stage.copies_from) {
      if (!find_stage(dockerfile, name, index)) add_stage(name, stage.span, {&dockerfile, index});
    }
  }

  std::vector<ImageFact> images;

 private:
  void add_stage(const std::string& name, const Span& span, const ImageFact::StageUse& use) {
    ImageFact& image = entry(name, span);
    const bool known = std::any_of(image.stages.begin(), image.stages.end(),
                                   [&](const ImageFact::StageUse& other) { return other.dockerfile == use.dockerfile && other.stage == use.stage; });
    if (!known) image.stages.push_back(use);
  }

  ImageFact& entry(const std::string& name, const Span& span) {
    const auto same = std::find_if(images.begin(), images.end(), [&](const ImageFact& image) { return image.name == name; });
    if (same != images.end()) return *same;
    ImageFact& image = images.emplace_back();
    image.name = name;
    const auto reference = parse_image(name);
    image.pin = pin_of(reference ? std::optional<ImageReference>(*reference) : std::nullopt, name);
    image.span = span;
    return image;
  }
};

}  // namespace

std::vector<ImageFact> list_images(const Environment& environment, const std::vector<BuildFact>& builds) {
  ImageList list;
  for (const Service& service : environment.services) list.add(service);
  for (const BuildFact& build : builds) {
    if (!build.built) continue;
    for (const std::size_t stage : needed_stages(*build.built->dockerfile, build.built->stage)) list.add(*build.built->dockerfile, stage);
  }
  return std::move(list.images);
}

}  // namespace portolan::render
