#include "model/image.h"

#include <fmt/format.h>

namespace portolan {

static bool is_repository_text(std::string_view text) {
  if (text.empty() || text.front() == '/' || text.back() == '/') return false;
  for (const char c : text) {
    const bool allowed = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-' || c == '/';
    if (!allowed) return false;
  }
  return text.find("//") == std::string_view::npos;
}

static bool is_tag(std::string_view text) {
  if (text.empty() || text.size() > 128 || text.front() == '.' || text.front() == '-') return false;
  for (const char c : text) {
    const bool allowed = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
    if (!allowed) return false;
  }
  return true;
}

Expected<ImageReference> parse_image(std::string_view text) {
  ImageReference image;
  if (text.empty()) return unexpected("expected an image name, found nothing");
  if (const std::size_t at = text.find('@'); at != std::string_view::npos) {
    image.digest = std::string(text.substr(at + 1));
    if (image.digest.find(':') == std::string::npos) return unexpected(fmt::format("digest \"{}\" has no algorithm", image.digest));
    text = text.substr(0, at);
  }
  if (const std::size_t slash = text.find('/'); slash != std::string_view::npos) {
    const std::string_view first = text.substr(0, slash);
    if (first.find_first_of(".:") != std::string_view::npos || first == "localhost") {
      image.registry = std::string(first);
      text.remove_prefix(slash + 1);
    }
  }
  if (const std::size_t colon = text.rfind(':'); colon != std::string_view::npos) {
    image.tag = std::string(text.substr(colon + 1));
    if (!is_tag(image.tag)) return unexpected(fmt::format("\"{}\" is no tag", image.tag));
    text = text.substr(0, colon);
  }
  if (image.registry == "docker.io" || image.registry == "index.docker.io") image.registry.clear();
  if (image.registry.empty() && text.starts_with("library/")) text.remove_prefix(8);
  if (!is_repository_text(text)) return unexpected(fmt::format("\"{}\" is no repository name: lower-case letters, digits, . _ - /", text));
  image.repository = std::string(text);
  return image;
}

std::string to_string(const ImageReference& image) {
  std::string text = image.registry.empty() ? image.repository : image.registry + "/" + image.repository;
  if (!image.tag.empty()) text += ":" + image.tag;
  if (!image.digest.empty()) text += "@" + image.digest;
  return text;
}

}  // namespace portolan
