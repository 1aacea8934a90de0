// Which everyday tools an image leaves out, by its variant: what a health check may call.
#pragma once

#include <string_view>
#include <vector>

#include "model/image.h"
#include "model/stack.h"

namespace portolan::check {

enum class ImageVariant { full, slim, alpine };

struct ToolFacts {
  std::string_view repository;
  ImageVariant variant = ImageVariant::full;
  std::vector<std::string_view> absent;  ///< programs that people expect and that are not there
  std::string_view source;
};

/// Sorted by repository.
const std::vector<ToolFacts>& all_tool_facts();

/// Whether `tool` is known to be missing in the official image. An unknown image or tool is unknown, so it is not missing.
bool lacks_tool(const ImageReference& image, std::string_view tool);

/// The programs that a probe starts: the first word of each of its commands, behind `sh -c` as well; without their folders.
std::vector<std::string_view> programs_of_probe(std::string_view probe);

}  // namespace portolan::check
