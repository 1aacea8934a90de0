// Arrows in prose: "browser → nginx:80 → web:8000".
#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "load/markdown/drawing/box_lines.h"
#include "load/markdown/shapes.h"

namespace portolan::load {

namespace {

struct Step {
  Stretch words{};
  NodeWords node{};
};

constexpr std::string_view arrow_signs[] = {"→", "⟶", "➔", "➜", "-->", "->"};

/// The length of an arrow at `at`; 0 for none. Those of letters and dashes need blanks around them.
std::size_t arrow_at(const std::string& text, std::size_t at) {
  if (text[at] != '-' && static_cast<unsigned char>(text[at]) != 0xe2) return 0;  // their first bytes
  for (const std::string_view sign : arrow_signs) {
    if (text.compare(at, sign.size(), sign) != 0) continue;
    const bool blanks = at > 0 && text[at - 1] == ' ' && at + sign.size() < text.size() && text[at + sign.size()] == ' ';
    return sign.front() != '-' || blanks ? sign.size() : 0;
  }
  return 0;
}

/// The words between arrows. "The way of a request: browser" begins behind the colon, and the last step ends with its sentence.
std::vector<Step> steps_of(const Reading& reading, const Phrase& phrase) {
  const std::string& text = phrase.text();
  std::vector<Step> steps;
  std::size_t begin = 0;
  const auto add = [&](std::size_t end) { steps.push_back({.words = {&phrase, begin, end}}); };
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::size_t length = arrow_at(text, at);
    if (length == 0) continue;
    add(at);
    begin = at + length;
    at = begin - 1;
  }
  if (steps.empty()) return {};
  add(text.size());
  const std::size_t colon = text.rfind(": ", steps.front().words.end);
  if (colon != std::string::npos && colon < steps.front().words.end) steps.front().words.begin = colon + 2;
  Stretch& last = steps.back().words;
  const std::size_t stop = std::min({text.find(". ", last.begin), text.find("; ", last.begin), text.find(", ", last.begin)});
  last.end = std::min(last.end, stop);
  for (Step& step : steps) step.node = read_node_words(reading, step.words);
  return steps;
}

void add_step(Reading& reading, const Step& from, const Step& to, const Frame& frame) {
  const bool outside = !from.node.outside.value.empty();
  const auto sources = outside ? std::vector<Spanned<std::string>>{from.node.outside} : from.node.services;
  const Stretch words{from.words.phrase, from.words.begin, to.words.end};
  for (const Spanned<std::string>& source : sources) {
    for (const Spanned<std::string>& target : to.node.services) {
      if (equals_ignoring_case(source.value, target.value)) continue;
      // Behind "browser →" the port may be that of either side: then it is a statement of its own.
      if (to.node.ports.empty() || outside) reading.add(Connects{.from = source, .to = target}, words, frame);
      for (const WrittenPort& port : to.node.ports) {
        if (!outside) reading.add(Connects{.from = source, .to = target, .port = port.port}, words, frame);
      }
    }
  }
  for (const Spanned<std::string>& target : outside ? to.node.services : std::vector<Spanned<std::string>>{}) {
    for (const WrittenPort& port : to.node.ports) add_written_port(reading, target, port, to.words, frame);
  }
}

}  // namespace

void read_flow(Reading& reading, const Phrase& phrase, const Frame& frame) {
  // "Start order: db → web": these arrows are no connections.
  const std::vector<Statement>& said = reading.plan().statements;
  if (!said.empty() && std::holds_alternative<StartsInOrder>(said.back().fact) && phrase.span().contains(said.back().span)) return;
  const std::vector<Step> steps = steps_of(reading, phrase);
  if (steps.size() < 2) return;
  const auto named = std::count_if(steps.begin(), steps.end(), [](const Step& step) { return step.node.named(); });
  // "db → database" may be a new name, and a list of steps that are no services is something else.
  const bool clear = std::any_of(steps.begin(), steps.end(), [](const Step& step) { return !step.node.outside.value.empty() || !step.node.ports.empty(); });
  const bool all = named == static_cast<std::ptrdiff_t>(steps.size());
  if (!(all && (steps.size() > 2 || clear)) && !(clear && named > 2)) return;
  const Frame narrowed = frame.narrowed(whole(phrase));
  for (std::size_t i = 0; i + 1 < steps.size(); ++i) {
    if (steps[i].node.named() && !steps[i + 1].node.services.empty()) add_step(reading, steps[i], steps[i + 1], narrowed);
  }
}

}  // namespace portolan::load
