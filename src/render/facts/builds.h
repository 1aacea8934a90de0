// What an environment builds and what it takes ready-made: stages, targets, base images, and how firmly each image is pinned.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/image.h"
#include "model/stack.h"
#include "render/facts/stages.h"

namespace portolan::render {

/// Services that are built in the same way.
struct BuildFact {
  std::vector<const Service*> services;
  const BuildDefinition* build = nullptr;  ///< of the first one
  std::optional<BuiltStage> built;         ///< none: see `problem`
  std::string problem;                     ///< "written in the compose file", "remote", "the Dockerfile is not in the repository", "no stage is called …"
};

/// By first appearance.
std::vector<BuildFact> list_builds(const Stack& stack, const Environment& environment);

/// How far an image can change under the same reference.
enum class Pin {
  digest,    ///< it cannot
  version,   ///< a tag with three numbers: only when its publisher moves it
  line,      ///< a tag with fewer numbers: updates move it
  floating,  ///< no tag, or one that names no version
  open,      ///< a variable decides
};
Pin pin_of(const std::optional<ImageReference>& image, std::string_view written);
/// "by digest", "to a version", "to a line of versions", "no", "by a variable".
std::string_view words_of(Pin pin);

/// An image that comes from a registry.
struct ImageFact {
  std::string name;                           ///< as written, ARGs of FROM resolved
  Pin pin = Pin::open;
  std::vector<const Service*> services;       ///< that run it as it is
  struct StageUse {
    const Dockerfile* dockerfile = nullptr;
    std::size_t stage = 0;
  };
  std::vector<StageUse> stages;               ///< that start from it or copy from it, in what this environment builds
  Span span;
};

/// Images of services first, then those that builds start from; each once.
std::vector<ImageFact> list_images(const Environment& environment, const std::vector<BuildFact>& builds);

}  // namespace portolan::render
