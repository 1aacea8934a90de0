#include "check/knowledge/tools.h"

#include <algorithm>

#include "base/text.h"
#include "check/knowledge/process.h"

namespace portolan::check {

// Sorted by repository. Read off the images' Dockerfiles: what they install to build themselves they remove again. BusyBox brings wget to every
// alpine variant. The full images of python and node start from buildpack-deps, which has both tools, so they have no row.
const std::vector<ToolFacts>& all_tool_facts() {
  static const std::vector<ToolFacts> rows{
      {"node", ImageVariant::alpine, {"curl"}, "https://github.com/nodejs/docker-node"},
      {"node", ImageVariant::slim, {"curl", "wget"}, "https://github.com/nodejs/docker-node"},
      {"postgres", ImageVariant::alpine, {"curl"}, "https://github.com/docker-library/postgres"},
      {"postgres", ImageVariant::full, {"curl", "wget"}, "https://github.com/docker-library/postgres"},
      {"python", ImageVariant::alpine, {"curl"}, "https://github.com/docker-library/python"},
      {"python", ImageVariant::slim, {"curl", "wget"}, "https://github.com/docker-library/python"},
      {"redis", ImageVariant::alpine, {"curl"}, "https://github.com/docker-library/redis"},
      {"redis", ImageVariant::full, {"curl", "wget"}, "https://github.com/docker-library/redis"},
      {"ruby", ImageVariant::alpine, {"curl"}, "https://github.com/docker-library/ruby"},
      {"ruby", ImageVariant::slim, {"curl", "wget"}, "https://github.com/docker-library/ruby"},
  };
  return rows;
}

static ImageVariant variant_of(std::string_view tag) {
  ImageVariant variant = ImageVariant::full;
  for (const std::string_view part : split(tag, '-')) {
    if (part.starts_with("alpine")) variant = ImageVariant::alpine;
    if (part == "slim") variant = ImageVariant::slim;
  }
  return variant;
}

bool lacks_tool(const ImageReference& image, std::string_view tool) {
  // A digest alone does not tell the variant; images for Windows are other images.
  const bool unknown = !image.registry.empty() || (image.tag.empty() && !image.digest.empty()) || image.tag.find("windows") != std::string::npos ||
                       image.tag.find("nanoserver") != std::string::npos;
  if (unknown) return false;
  const ImageVariant variant = variant_of(image.tag);
  return std::any_of(all_tool_facts().begin(), all_tool_facts().end(), [&](const ToolFacts& row) {
    return row.repository == image.repository && row.variant == variant && std::find(row.absent.begin(), row.absent.end(), tool) != row.absent.end();
  });
}

std::vector<std::string_view> programs_of_probe(std::string_view probe) {
  std::vector<std::string_view> programs;
  bool starts = true;
  for (const std::string_view word : split_words(probe)) {
    const std::string_view name = program_name(word);
    const bool divides = word == "||" || word == "&&" || word == "|" || word == ";" || word == "&";
    const bool leads_on = name == "sh" || name == "bash" || word == "-c" || word == "!" || word == "exec" || word == "if" || word == "then" || word == "test" || word == "[";
    if (starts && !divides && !leads_on) programs.push_back(name);
    starts = divides || word.ends_with(';') || (starts && leads_on);
  }
  return programs;
}

}  // namespace portolan::check
