#include <algorithm>

#include "base/text.h"
#include "load/markdown/addresses.h"
#include "load/markdown/facts.h"
#include "load/markdown/fragments/code_keys.h"
#include "load/markdown/shapes.h"

namespace portolan::load {

namespace {

/// "source → /path (words)", "/path → service (port)": both sides one word.
void read_mapping(Reading& reading, std::string_view line, const Span& span, const Frame& frame) {
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

/// A list of facts set as plain text: "- Base Image: python:3.11-slim", with or without a dash. "PostgreSQL:" and "Dev:" above deeper lines say of whom, or
/// where, these hold.
class FactReader {
 public:
  FactReader(Reading& reading, const Frame& frame) : reading_(reading) { levels_.push_back({-1, frame, std::nullopt, true}); }

  void read(std::string_view line, const Span& span) {
    const std::size_t indent = line.find_first_not_of(" \t");
    if (indent == std::string_view::npos || line.size() > longest_phrase) return;
    std::size_t begin = indent;
    bool dashed = false;
    for (const std::string_view mark : {"- ", "* ", "• "}) {
      if (line.substr(begin).starts_with(mark)) {
        begin = std::min(line.find_first_not_of(' ', begin + mark.size()), line.size());
        dashed = true;
      }
    }
    while (levels_.back().indent >= static_cast<int>(indent)) levels_.pop_back();
    const std::string_view words = trim(line.substr(begin));
    const Span place{span.file, span.begin + static_cast<std::uint32_t>(begin), span.begin + static_cast<std::uint32_t>(begin + words.size())};
    const std::size_t colon = words.find(':');
    // Lines without dashes are also what programs print: the first line must have a head that is known.
    if (!list_) list_ = dashed || (colon_is_head(words, colon) && is_known_head(words.substr(0, colon)));
    if (!*list_) return;
    const bool keyed = colon_is_head(words, colon);
    if (keyed && colon + 1 == words.size()) return open(words.substr(0, colon), place, static_cast<int>(indent));
    if (!levels_.back().known) return push_unknown(static_cast<int>(indent));
    if (keyed) return read_pair(words, colon, place, static_cast<int>(indent));
    if (levels_.back().key) add(*levels_.back().key, words, place, levels_.back().frame);
    push_unknown(static_cast<int>(indent));  // what hangs below a value explains it
  }

 private:
  struct Level {
    int indent = -1;
    Frame frame{};
    std::optional<Key> key{};  ///< that the line above speaks of, its values below
    bool known = true;         ///< what the line above speaks of is understood
  };

  static bool colon_is_head(std::string_view words, std::size_t colon) {
    return colon != std::string_view::npos && colon > 0 && colon <= 40 && (colon + 1 == words.size() || words[colon + 1] == ' ');
  }

  bool is_known_head(std::string_view head) const {
    const auto key = parse_key(head);
    if (key) return *key != Key::server && *key != Key::health_test && *key != Key::route && *key != Key::target && *key != Key::value;
    return reading_.knows_service(head);
  }

  void push_unknown(int indent) { levels_.push_back({indent, levels_.back().frame, std::nullopt, false}); }

  /// "Dev:", "PostgreSQL:", "Ports:" above deeper lines.
  void open(std::string_view head, const Span& place, int indent) {
    const Phrase phrase(head, {place.file, place.begin, place.begin + static_cast<std::uint32_t>(head.size())});
    Level level{.indent = indent, .frame = levels_.back().frame, .key = levels_.back().key, .known = levels_.back().known};
    const Stretch words = whole(phrase);
    if (auto named = environments_of_heading(words); named.size() == 1 && phrase.words().size() <= 2) {
      level.frame.scope = {std::move(named), Scope::Source::own_words};
    } else if (const auto key = parse_key(head)) {
      level.key = key;
    } else if (auto services = services_of_heading(reading_, words); !services.empty()) {
      level.frame.services = std::move(services);
      level.key.reset();
    } else {
      level.known = false;
    }
    levels_.push_back(std::move(level));
  }

  void read_pair(std::string_view words, std::size_t colon, const Span& place, int indent) {
    const std::string_view head = trim(words.substr(0, colon));
    const std::size_t begin = std::min(words.find_first_not_of(" \t", colon + 1), words.size());
    const Span value{place.file, place.begin + static_cast<std::uint32_t>(begin), place.end};
    const Phrase phrase(head, {place.file, place.begin, place.begin + static_cast<std::uint32_t>(head.size())});
    Frame frame = levels_.back().frame;
    auto named = environments_of_heading(whole(phrase));
    if (named.size() == 1 && phrase.words().size() <= 2 && levels_.back().key) {
      frame.scope = {std::move(named), Scope::Source::own_words};
      add(*levels_.back().key, words.substr(begin), value, frame);
    } else if (const auto key = parse_key(head)) {
      add(*key, words.substr(begin), value, frame);
    } else {
      read_other(to_lower(head), words.substr(begin), value, frame);
    }
    push_unknown(indent);
  }

  void add(Key key, std::string_view words, const Span& place, const Frame& around) {
    if (around.services.empty()) return;
    if (key == Key::environment && words.find('=') != std::string_view::npos) key = Key::variable;  // "Environment: DEBUG=false"
    const Phrase phrase(words, place);
    const Frame frame = around.narrowed(whole(phrase));
    const std::size_t before = reading_.statements();
    add_key_facts(reading_, key, frame.services, whole(phrase), frame);
    if ((key == Key::health || key == Key::health_test) && reading_.statements() == before) add_path_of_check(phrase, frame);
    if (key == Key::command) add_command(phrase, frame);
    reading_.count_place(before, place, frame);
  }

  /// A command as it is typed: its first word is a program, and no remark hangs on it.
  void add_command(const Phrase& phrase, const Frame& frame) {
    const std::vector<Word> words = phrase.words();
    const auto is_program_byte = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.' || c == '/'; };
    if (words.size() < 2 || phrase.text().find_first_of("(,;…") != std::string::npos) return;
    const std::string first = phrase.text().substr(words[0].begin, words[0].end - words[0].begin);
    if (!std::all_of(first.begin(), first.end(), is_program_byte)) return;
    add_key({{"command", phrase.span()}}, phrase.take(0, phrase.size()), phrase, frame);
  }

  /// "/health endpoint": no code tells the path from the words around it, its slash does.
  void add_path_of_check(const Phrase& phrase, const Frame& frame) {
    const std::vector<Word> words = phrase.words();
    const auto path = std::find_if(words.begin(), words.end(), [&](const Word& word) { return phrase.text()[word.begin] == '/' && word.end - word.begin > 1; });
    if (path == words.end() || path - words.begin() > 1) return;
    for (const Spanned<std::string>& service : frame.services) {
      reading_.add(HealthFact{.service = service, .aspect = HealthAspect::test, .value = phrase.take(path->begin, path->end)}, whole(phrase), frame);
    }
  }

  /// Heads that are no keys of tables and bullets.
  void read_other(const std::string& head, std::string_view words, const Span& place, const Frame& around) {
    if (around.services.empty()) return;
    const Phrase phrase(words, place);
    const Frame frame = around.narrowed(whole(phrase));
    const std::size_t before = reading_.statements();
    if (head == "user" || head == "runs as") {
      const std::vector<Word> said = phrase.words();
      const bool name = !said.empty() && (said.size() == 1 || phrase.text()[said[0].end] == ' ') && (said.size() == 1 || phrase.text()[said[1].begin - 1] == '(');
      if (name) add_key({{"user", place}}, phrase.take(said[0].begin, said[0].end), phrase, frame);
    } else if (head == "resource limits" || head == "resources" || head == "limits") {
      add_limits(phrase, frame);
    } else {
      return;
    }
    reading_.count_place(before, place, frame);
  }

  void add_key(std::vector<Spanned<std::string>> path, Spanned<std::string> value, const Phrase& phrase, const Frame& frame) {
    for (const Spanned<std::string>& service : frame.services) reading_.add(SetsKey{.service = service, .path = path, .value = value}, whole(phrase), frame);
  }

  /// "1 CPU, 512MB RAM".
  void add_limits(const Phrase& phrase, const Frame& frame) {
    for (const Stretch& part : parts_of(whole(phrase))) {
      const std::vector<Word> words = part.words();
      const bool cpus = words.size() == 2 && (words[1].lower == "cpu" || words[1].lower == "cpus" || words[1].lower == "cores" || words[1].lower == "core");
      if (cpus && words[0].lower.find_first_not_of("0123456789.") == std::string::npos) {
        const Span place = part.span();
        add_key({{"deploy", place}, {"resources", place}, {"limits", place}, {"cpus", place}}, phrase.take(words[0].begin, words[0].end), phrase, frame);
      } else {
        add_key_facts(reading_, Key::memory, frame.services, part, frame);
      }
    }
  }

  Reading& reading_;
  std::vector<Level> levels_;
  std::optional<bool> list_{};  ///< whether the fence is a list of facts, told by its first line
};

bool is_plain(std::string_view info) {
  const std::string language = to_lower(info.substr(0, info.find_first_of(" \t,{:")));
  return language.empty() || language == "text" || language == "txt" || language == "plaintext" || language == "plain";
}

}  // namespace

void read_plain_fence(Reading& reading, const Block& fence, const Frame& frame) {
  if (!is_plain(fence.info) || fence.content == FileId::none) return;
  const std::string_view text = reading.sources().text(fence.content);
  FactReader facts(reading, frame);
  for (std::size_t at = 0; at < text.size() && !reading.full();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const Span place{fence.content, static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)};
    if (fence.info.empty()) read_mapping(reading, text.substr(at, end - at), place, frame);
    facts.read(text.substr(at, end - at), place);
    if (fence.info.empty()) read_listed_addresses(reading, text.substr(at, end - at), place, frame);
    at = end + 1;
  }
}

}  // namespace portolan::load
