#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "check/claims/provers.h"
#include "check/claims/words.h"
#include "check/knowledge/images.h"
#include "check/knowledge/process.h"

namespace portolan::check {
namespace {

struct KnownImage {
  ImageReference reference;
  Span span;
};

void add_image(std::vector<KnownImage>& images, std::string_view text, const Span& span) {
  if (const Expected<ImageReference> image = parse_image(text)) images.push_back({*image, span});
}

/// The images that a service may be said to use: `image:`, and what the stages that it builds are FROM.
std::vector<KnownImage> images_of(const Stack& stack, const Service& service) {
  std::vector<KnownImage> images;
  if (const Spanned<std::string>* base = base_image_of(stack, service)) add_image(images, base->value, base->span);
  if (service.image && service.image_reference) images.push_back({*service.image_reference, service.image->span});
  return images;
}

std::string words_of(const std::vector<KnownImage>& images) {
  std::vector<std::string> names;
  for (const KnownImage& image : images) names.push_back(quoted(to_string(image.reference)));
  return join_naturally(names);
}

std::vector<Span> places_of(const std::vector<KnownImage>& images) {
  std::vector<Span> places;
  for (const KnownImage& image : images) places.push_back(image.span);
  return places;
}

/// As the document writes it, `postgres:15-alpine`: a tag or digest that it leaves out may be any.
bool same_reference(const ImageReference& written, const ImageReference& real) {
  return written.repository == real.repository && written.registry == real.registry && (written.tag.empty() || written.tag == real.tag || (written.tag == "latest" && real.tag.empty())) &&
         (written.digest.empty() || written.digest == real.digest);
}

bool is_version(std::string_view word) {
  const bool prefixed = word.size() > 1 && word.front() == 'v';
  const std::string_view digits = prefixed ? word.substr(1) : word;
  return !digits.empty() && digits.front() >= '0' && digits.front() <= '9' && digits.find_first_not_of("0123456789.x") == std::string_view::npos;
}

/// "15" fits "15", "15.4" and "15-alpine", not "150" and not "16".
bool version_fits(std::string_view version, std::string_view tag) {
  if (version.starts_with('v') && !tag.starts_with('v')) version.remove_prefix(1);
  if (!version.starts_with('v') && tag.starts_with('v')) tag.remove_prefix(1);
  if (version.ends_with(".x")) version.remove_suffix(2);
  return tag.starts_with(version) && (tag.size() == version.size() || tag[version.size()] == '.' || tag[version.size()] == '-');
}

// Sorted. Words of a tag that say on what an image is built.
constexpr std::string_view variants[] = {"alpine", "bookworm", "bullseye", "buster", "fpm", "slim"};

/// What "PostgreSQL 15 (alpine)" is made of.
struct ImageWords {
  const ImageFacts* facts = nullptr;
  std::string version;
  std::vector<std::string> variants;
};

const ImageFacts* find_by_title(const std::string& phrase) {
  for (const ImageFacts& row : all_image_facts()) {
    if (to_lower(row.title) == phrase || row.repository == phrase) return &row;
  }
  return nullptr;
}

ImageWords read_image_words(std::string_view text) {
  ImageWords result;
  const std::vector<std::string> words = plain_words(text);
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string pair = i + 1 < words.size() ? words[i] + " " + words[i + 1] : std::string();
    const ImageFacts* facts = find_by_title(pair);
    if (!facts) facts = find_by_title(words[i]);
    const bool is_variant = std::find(std::begin(variants), std::end(variants), words[i]) != std::end(variants);
    // "Python 3.12 on Alpine" speaks of Python; the first title counts.
    if (is_variant && result.facts) {
      result.variants.push_back(words[i]);
    } else if (facts && !result.facts) {
      result.facts = facts;
    } else if (is_version(words[i]) && result.version.empty()) {
      result.version = words[i];
    }
  }
  return result;
}

bool same_product(const ImageFacts& written, const ImageReference& real) {
  const ImageFacts* facts = find_image_facts(real);
  return facts && facts->title == written.title;
}

Judgement judge_words(const ImageWords& written, const std::vector<KnownImage>& images, const Spanned<std::string>& text) {
  if (!written.facts) return open(fmt::format("{} is no image that Portolan knows", quoted(text.value)));
  for (const KnownImage& image : images) {
    if (!same_product(*written.facts, image.reference)) continue;
    const std::string& tag = image.reference.tag;
    const std::string reason = fmt::format("the image is {}", quoted(to_string(image.reference)));
    for (const std::string& variant : written.variants) {
      if (tag.find(variant) == std::string::npos) return refuted(reason, text.span, {image.span});
    }
    if (written.version.empty() || version_fits(written.version, tag)) return holds(reason, {image.span});
    // "15.4" in the document and "15" in the file: the file does not say which 15 it is.
    const bool tag_is_vague = tag.empty() || tag.front() < '0' || tag.front() > '9' || version_fits(tag.substr(0, tag.find('-')), written.version);
    return tag_is_vague ? open(fmt::format("{} does not pin the version", reason)) : refuted(reason, text.span, {image.span});
  }
  const bool all_known = std::all_of(images.begin(), images.end(), [](const KnownImage& image) { return find_image_facts(image.reference); });
  if (!all_known) return open(fmt::format("nothing is known about what is in {}", words_of(images)));
  return refuted(fmt::format("the image is {}", words_of(images)), text.span, places_of(images));
}

Judgement judge_image(const Scene& scene, const Service& service, const UsesImage& fact) {
  const std::vector<KnownImage> images = images_of(scene.stack, service);
  if (images.empty()) return open(fmt::format("the image of {} is not known", quoted(service.name.value)));
  const std::string text = unquoted(fact.image.value);
  const Expected<ImageReference> written = parse_image(text);
  const bool is_reference = written && (text.find_first_of(":/@") != std::string::npos || !find_by_title(to_lower(text)));
  if (!is_reference) return judge_words(read_image_words(text), images, fact.image);
  for (const KnownImage& image : images) {
    if (same_reference(*written, image.reference)) return holds(fmt::format("the image is {}", quoted(to_string(image.reference))), {image.span});
  }
  return refuted(fmt::format("{} {}", service.build && !base_image_of(scene.stack, service) ? "compose names the image" : "the image is", words_of(images)),
                 fact.image.span, places_of(images));
}

}  // namespace

Judgement prove(const UsesImage& fact, const Scene& scene) {
  const Subjects subjects = find_subjects(scene, fact.service);
  if (!subjects) return subjects.problem;
  return judge_any(subjects, [&](const Service& service) { return judge_image(scene, service, fact); });
}

}  // namespace portolan::check
