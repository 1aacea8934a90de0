#include <algorithm>

#include "base/text.h"
#include "load/markdown/facts.h"
#include "load/markdown/shapes.h"

namespace portolan::load {

/// "source → /path (words)", "/path → service (port)": both sides one word.
static void read_mapping(Reading& reading, std::string_view line, const Span& span, const Frame& frame) {
  if (line.size() > longest_phrase) return;
  const Phrase phrase(line, span);
  const std::size_t arrow = phrase.text().find("→");
  if (arrow == std::string::npos || phrase.text().find("→", arrow + 1) != std::string::npos) return;
  const Spanned<std::string> left = phrase.take(0, arrow);
  const std::vector<Word> right = phrase.words(arrow + std::string_view("→").size(), phrase.size());
  if (split_words(left.value).size() != 1 || right.empty()) return;
  const Spanned<std::string> target = phrase.take(right[0].begin, right[0].end);
  const std::size_t before = reading.statements();
  const Frame narrowed = frame.narrowed(whole(phrase));
  if (left.value.starts_with('/') && reading.knows_service(target.value.substr(0, target.value.find(':')))) {
    reading.add(RoutesPath{.path = left, .target = target}, whole(phrase), narrowed);
  } else if (!left.value.starts_with('/') && target.value.starts_with('/') && target.value.size() > 1) {
    MountsVolume fact{.source = left, .target = target};
    if (frame.services.size() == 1) fact.service = frame.services.front();
    reading.add(std::move(fact), whole(phrase), narrowed);
  } else {
    return;
  }
  reading.count_place(before, span, frame);
}

/// "- Base Image: python:3.11-slim": a list of facts set as plain text. Deeper lines explain the one above and are left out.
static void read_fact(Reading& reading, std::string_view line, const Span& span, const Frame& frame) {
  if (!line.starts_with("- ") || line.size() > longest_phrase || frame.services.empty()) return;
  const std::size_t colon = line.find(": ");
  if (colon == std::string_view::npos) return;
  const auto key = parse_key(line.substr(2, colon - 2));
  if (!key) return;
  const auto begin = static_cast<std::uint32_t>(colon + 2);
  const Phrase value(line.substr(begin), {span.file, span.begin + begin, span.end});
  const std::size_t before = reading.statements();
  add_key_facts(reading, *key, frame.services, whole(value), frame.narrowed(whole(value)));
  reading.count_place(before, span, frame);
}

void read_plain_fence(Reading& reading, const Block& fence, const Frame& frame) {
  if (!fence.info.empty() || fence.content == FileId::none) return;
  const std::string_view text = reading.sources().text(fence.content);
  for (std::size_t at = 0; at < text.size() && !reading.full();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const Span place{fence.content, static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)};
    read_mapping(reading, text.substr(at, end - at), place, frame);
    read_fact(reading, text.substr(at, end - at), place, frame);
    at = end + 1;
  }
}

}  // namespace portolan::load
