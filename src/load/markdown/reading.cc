#include "load/markdown/reading.h"

#include <algorithm>

#include "base/text.h"

namespace portolan::load {

Frame Frame::narrowed(const Stretch& words) const {
  Frame frame = *this;
  if (auto named = environments_in_words(words); !named.empty()) frame.scope = {std::move(named), Scope::Source::own_words};
  if (Mood own = mood_of(words); own.modality != Modality::stated) frame.mood = std::move(own);
  return frame;
}

std::vector<Thought> thoughts_with_frames(const Stretch& sentence, const Frame& around) {
  std::vector<Thought> thoughts;
  Frame frame = around;
  for (const Stretch& words : thoughts_of(sentence)) {
    thoughts.push_back({words, frame.narrowed(words)});
    if (auto named = environments_in_words(words); !named.empty()) frame.scope = {std::move(named), Scope::Source::own_words};
    if (thoughts.size() > 1) continue;
    // "Optionally redis keeps sessions; it …": the opening words up to a comma.
    const std::vector<Word> opening = words.words();
    std::size_t last = 0;
    while (last + 1 < std::min<std::size_t>(opening.size(), 3) && !opening[last].ends_clause) ++last;
    if (opening.empty()) continue;
    if (Mood mood = mood_of({sentence.phrase, sentence.begin, opening[last].end}); mood.modality != Modality::stated) frame.mood = std::move(mood);
  }
  return thoughts;
}

/// Nothing but environments and doubts: "Development only", "optional", "not yet in production".
static bool is_remark(const Stretch& thought) {
  const auto named = environments_in_words(thought);
  const Mood mood = mood_of(thought);
  if (named.empty() && mood.modality == Modality::stated) return false;
  for (const Word& word : thought.words()) {
    const Span span = thought.phrase->span(word.begin, word.end);
    const bool said = mood.words.span.contains(span) || std::any_of(named.begin(), named.end(), [&](const auto& name) { return name.span.contains(span); });
    if (!said && word.lower != "only" && word.lower != "in" && word.lower != "for" && word.lower != "and" && word.lower != "the" && word.lower != "it" && word.lower != "is") return false;
  }
  return true;
}

Frame Frame::remarked(const Stretch& text) const {
  Frame frame = *this;
  bool first = true;
  for (const Stretch& sentence : sentences_of(text)) {
    for (const Stretch& thought : thoughts_of(sentence)) {
      if (!first && is_remark(thought)) frame = frame.narrowed(thought);
      first = false;
    }
  }
  return frame;
}

Frame Frame::narrowed_by_first(const Stretch& text) const {
  const std::vector<Stretch> sentences = sentences_of(text);
  const Frame frame = remarked(text);
  return sentences.empty() ? frame : frame.narrowed(thoughts_of(sentences.front()).front());
}

std::vector<Stretch> thoughts_of(const Stretch& sentence) {
  std::vector<Stretch> thoughts;
  std::size_t begin = sentence.begin;
  int depth = 0;
  const std::string& text = sentence.phrase->text();
  for (std::size_t i = sentence.begin; i < sentence.end; ++i) {
    if (const Mark* code = sentence.phrase->mark_at(InlineKind::code, i)) {
      i = std::max(i, std::min(code->end, sentence.end) - 1);
      continue;
    }
    if (text[i] == '(') ++depth;
    if (text[i] == ')' && depth > 0) --depth;
    if (text[i] != ';' || depth > 0) continue;
    const Stretch thought{sentence.phrase, begin, i};
    if (!thought.empty()) thoughts.push_back(thought);
    begin = i + 1;
  }
  const Stretch rest{sentence.phrase, begin, sentence.end};
  if (!rest.empty() || thoughts.empty()) thoughts.push_back(rest);
  return thoughts;
}

void Reading::learn_service(std::string_view name) {
  if (looks_like_service(name)) services_.insert(to_lower(name));
}

bool Reading::knows_service(std::string_view name) const {
  const std::string lower = to_lower(name);
  if (services_.contains(lower) || is_role_word(lower)) return true;
  // Any word may be a service's name, "mail" and "test"; in prose only a spelling that no word has says so.
  return is_defined_service(name) && !looks_like_service(name);
}

bool Reading::names_service(std::string_view text) const { return looks_like_service(text) || is_defined_service(text); }

bool Reading::has_numbered_headings() const {
  return std::any_of(plan_.sections.begin(), plan_.sections.end(), [](const Section& section) {
    return section.level > 1 && !section.title.value.empty() && section.title.value.front() >= '0' && section.title.value.front() <= '9';
  });
}

/// `[label]: url` or `[label]: <url>`: the place of the address; unknown for other lines.
static Span address_of_definition(std::string_view line, const Span& place) {
  const std::size_t first = line.find_first_not_of(' ');
  if (first == std::string_view::npos || first > 3 || line[first] != '[') return {};
  const std::size_t label_end = line.find("]:", first);
  std::size_t begin = label_end == std::string_view::npos ? label_end : line.find_first_not_of(" \t", label_end + 2);
  if (begin == std::string_view::npos) return {};
  const bool bracketed = line[begin] == '<';
  if (bracketed) ++begin;
  const std::size_t end = std::min(line.find_first_of(bracketed ? ">" : " \t\r", begin), line.size());
  return {place.file, place.begin + static_cast<std::uint32_t>(begin), place.begin + static_cast<std::uint32_t>(end)};
}

Span Reading::definition_of(std::string_view url) {
  if (!definitions_) {
    definitions_.emplace();
    const std::string_view text = sources_.text(plan_.file);
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = std::min(text.find('\n', at), text.size());
      const Span line{plan_.file, static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)};
      if (const Span place = address_of_definition(text.substr(at, end - at), line); place.known()) definitions_->emplace(std::string(sources_.text(place)), place);
      at = end + 1;
    }
  }
  const auto found = definitions_->find(url);
  return found == definitions_->end() ? Span{} : found->second;
}

void Reading::add(Fact fact, const Span& span, std::string text, const Frame& frame) {
  if (full()) return;
  plan_.statements.push_back({.fact = std::move(fact),
                              .span = sources_.original(span),
                              .text = std::move(text),
                              .scope = frame.scope,
                              .modality = frame.mood.modality,
                              .modality_words = frame.mood.words,
                              .section = frame.section});
}

void Reading::add(Fact fact, const Stretch& words, const Frame& frame) {
  add(std::move(fact), words.span(), words.phrase->shown(sources_, words.begin, words.end), frame);
}

void Reading::add_command(WrittenCommand command, const Frame& frame) {
  if (plan_.commands.size() >= most_statements) return;
  command.scope = frame.scope;
  command.modality = frame.mood.modality;
  command.section = frame.section;
  plan_.commands.push_back(std::move(command));
}

void Reading::add_drawing(Drawing drawing) { plan_.drawings.push_back(std::move(drawing)); }

void Reading::count_place(std::size_t before, const Span& place, const Frame& frame) {
  if (statements() == before) plan_.unread.push_back({sources_.original(place), frame.section});
}

/// One service at words[at]: a known word, a pair ("reverse proxy"), or code that looks like a name.
static std::size_t service_length(const Reading& reading, const Stretch& stretch, const std::vector<Word>& words, std::size_t at) {
  if (at >= words.size()) return 0;
  const std::string text = stretch.phrase->text().substr(words[at].begin, words[at].end - words[at].begin);
  if (words[at].code) return reading.names_service(text) && !is_server_word(words[at].lower) ? 1 : 0;
  if (at + 1 < words.size() && !words[at].ends_clause && is_role_pair(words[at].lower, words[at + 1].lower)) return 2;
  if (reading.names_service(text) && reading.knows_service(text)) return 1;
  // "the mail container": the noun behind a defined name makes it one.
  const bool called = at + 1 < words.size() && !words[at].ends_clause && !words[at + 1].code && (words[at + 1].lower == "container" || words[at + 1].lower == "service");
  return called && reading.is_defined_service(text) ? 1 : 0;
}

std::vector<Spanned<std::string>> read_services(const Reading& reading, const Stretch& stretch, const std::vector<Word>& words, std::size_t& at) {
  std::vector<Spanned<std::string>> services;
  std::size_t i = at;
  const auto is = [&](std::size_t index, std::string_view word) { return index < words.size() && !words[index].code && words[index].lower == word; };
  for (;;) {
    std::size_t start = i;
    if (is(start, "the") || is(start, "both")) ++start;
    const std::size_t length = service_length(reading, stretch, words, start);
    if (length == 0) break;
    services.push_back(stretch.phrase->take(words[start].begin, words[start + length - 1].end));
    i = start + length;
    if (i < words.size() && !words[i].code && !words[i - 1].ends_clause && is_service_suffix(words[i].lower)) ++i;
    at = i;
    const bool conjunction = is(i, "and") || is(i, "or") || is(i, "&");
    const bool comma = i < words.size() && words[i - 1].ends_clause && !words[i - 1].ends_sentence;
    if (!conjunction && !comma) break;
    if (conjunction) ++i;
  }
  return services;
}

std::vector<Spanned<std::string>> services_of(const Reading& reading, const Stretch& stretch) {
  const std::vector<Word> words = stretch.words();
  std::size_t at = 0;
  std::vector<Spanned<std::string>> services = read_services(reading, stretch, words, at);
  if (at != words.size()) return {};
  return services;
}

/// Words that a heading puts beside a service's name without changing whom it speaks of.
static bool is_heading_filler(std::string_view lower) {
  for (const std::string_view word : {"service", "container", "the", "health", "check", "healthcheck", "application", "server", "configuration", "details", "image", "(production)"}) {
    if (lower == word) return true;
  }
  return lower.find_first_not_of("0123456789.)") == std::string_view::npos;
}

std::vector<Spanned<std::string>> services_of_heading(const Reading& reading, const Stretch& heading) {
  // "Environment variables of web": whose they are stands at the end.
  const std::vector<Word> all = heading.words();
  for (std::size_t i = 1; i + 1 < all.size(); ++i) {
    if (all[i].code || (all[i].lower != "of" && all[i].lower != "for") || !topic_of(heading)) continue;
    return services_of(reading, {heading.phrase, all[i + 1].begin, heading.end});
  }
  // What stands in brackets explains: "Backend (Django)" speaks of the backend; but code there is the name: "Database container (`db`)".
  const std::vector<Word> words = heading.words();
  std::vector<Spanned<std::string>> code;
  for (const Word& word : words) {
    const Spanned<std::string> text = heading.phrase->take(word.begin, word.end);
    if (word.code && !reading.names_service(text.value)) return {};
    if (word.code) code.push_back(text);
  }
  const std::size_t bracket = std::min(heading.phrase->text().find('(', heading.begin), heading.end);
  std::vector<Word> plain;
  for (const Word& word : words) {
    if (word.begin < bracket && !is_heading_filler(word.lower)) plain.push_back(word);
  }
  const bool only_code_besides_roles = std::all_of(plain.begin(), plain.end(), [&](const Word& word) { return word.code || reading.knows_service(word.lower); });
  if (code.size() == 1 && only_code_besides_roles) return code;
  if (plain.empty()) return {};
  std::size_t at = 0;
  std::vector<Spanned<std::string>> services = read_services(reading, heading, plain, at);
  if (at != plain.size()) return {};
  return services;
}

std::optional<Key> topic_of(const Stretch& heading) {
  struct Row {
    std::string_view words;
    Key topic;
  };
  // The first row whose words stand in the heading one after another.
  constexpr Row rows[] = {
      {"environment variables", Key::variable}, {"environment configuration", Key::variable}, {"variables", Key::variable}, {"health", Key::health},
      {"healthcheck", Key::health}, {"healthchecks", Key::health}, {"port", Key::port}, {"ports", Key::port}, {"volumes", Key::volume}, {"volume", Key::volume},
      {"data persistence", Key::volume}, {"networks", Key::network}, {"network", Key::network}, {"networking", Key::network}, {"secrets", Key::secret},
      {"memory", Key::memory}, {"limits", Key::memory}, {"restart", Key::restart}, {"restarts", Key::restart}, {"routes", Key::route}, {"routing", Key::route},
      {"services", Key::service}, {"containers", Key::service}, {"components", Key::service},
  };
  const std::vector<Word> words = heading.words();
  for (const Row& row : rows) {
    const std::vector<std::string_view> parts = split_words(row.words);
    for (std::size_t i = 0; i + parts.size() <= words.size(); ++i) {
      bool same = true;
      for (std::size_t k = 0; k < parts.size(); ++k) same = same && words[i + k].lower == parts[k];
      if (same) return row.topic;
    }
  }
  return std::nullopt;
}

}  // namespace portolan::load
