#include "load/markdown/fragments/surroundings.h"

#include <algorithm>

#include "base/file_reader.h"
#include "base/text.h"
#include "load/discover.h"

namespace portolan::load {

namespace {

using Names = std::vector<Spanned<std::string>>;

bool is_any(std::string_view word, std::initializer_list<std::string_view> words) { return std::find(words.begin(), words.end(), word) != words.end(); }

bool is_yaml_file(std::string_view name) { return name.ends_with(".yml") || name.ends_with(".yaml"); }

/// "docker-compose.dev.yml", "docker/compose.yaml", "docker-stack.yml".
bool names_compose_file(std::string_view word) {
  const std::string name(file_name_of(word));
  return is_compose_file(name) || name == "docker-stack.yml" || name == "docker-stack.yaml" || name == "stack.yml";
}

/// Files that are named; true when one is YAML of something else.
bool collect_files(const Stretch& words, Names& files) {
  bool other = false;
  for (const Word& word : words.words()) {
    const Spanned<std::string> name = words.phrase->take(word.begin, word.end);
    if (names_compose_file(name.value)) {
      const bool known = std::any_of(files.begin(), files.end(), [&](const auto& file) { return file.value == name.value; });
      if (!known) files.push_back(name);
    } else {
      other = other || is_yaml_file(name.value);
    }
  }
  return other;
}

/// `yaml title="compose.yaml"`, `yaml:docker-compose.yml`: the words of the info string, with their place in the line that opens the fence.
Names words_of_info(const SourceMap& sources, const Block& fence) {
  Names words;
  const std::string_view line = sources.text(fence.span);
  const std::size_t at = line.substr(0, line.find('\n')).find(fence.info);
  if (fence.info.empty() || at == std::string_view::npos) return words;
  constexpr std::string_view separators = " \t=\"':,{}";
  for (std::size_t begin = 0; begin < fence.info.size();) {
    begin = fence.info.find_first_not_of(separators, begin);
    if (begin == std::string::npos) break;
    const std::size_t end = std::min(fence.info.find_first_of(separators, begin), fence.info.size());
    const auto place = fence.span.begin + static_cast<std::uint32_t>(at + begin);
    words.push_back({fence.info.substr(begin, end - begin), {fence.span.file, place, place + static_cast<std::uint32_t>(end - begin)}});
    begin = end;
  }
  return words;
}

struct OpeningRow {
  std::string_view words;
  Modality modality;
};

// Phrases with which a sentence offers a fence as something else than what is. Strongest first.
constexpr OpeningRow openings[] = {
    {"not yet", Modality::planned},           {"todo", Modality::planned},              {"planned", Modality::planned},
    {"in the future", Modality::planned},     {"used to", Modality::historical},        {"formerly", Modality::historical},
    {"previously", Modality::historical},     {"no longer", Modality::historical},      {"alternatively", Modality::alternative},
    {"another option", Modality::alternative}, {"alternative", Modality::alternative},  {"or instead", Modality::alternative},
    {"optional", Modality::optional},         {"optionally", Modality::optional},       {"if you", Modality::optional},
    {"if needed", Modality::optional},        {"you can", Modality::optional},          {"you could", Modality::optional},
    {"you may", Modality::optional},          {"you might", Modality::optional},        {"you need to", Modality::optional},
    {"for example", Modality::example},       {"for instance", Modality::example},      {"e.g", Modality::example},
    {"example", Modality::example},           {"examples", Modality::example},          {"sample", Modality::example},
    {"output", Modality::example},            {"prints", Modality::example},            {"resembles", Modality::example},
};

/// Verbs that ask the reader to change files: what follows is how they would be then.
bool asks_for_change(std::string_view verb) {
  return is_any(verb, {"add", "append", "adjust", "change", "comment", "customise", "customize", "edit", "extend", "insert", "modify", "override", "remove", "replace", "uncomment", "update"});
}

Mood opening_mood(const Stretch& sentence) {
  const std::vector<Word> words = sentence.words();
  for (const OpeningRow& row : openings) {
    const std::vector<std::string_view> parts = split_words(row.words);
    for (std::size_t i = 0; i + parts.size() <= words.size(); ++i) {
      bool same = true;
      for (std::size_t k = 0; k < parts.size(); ++k) same = same && !words[i + k].code && words[i + k].lower == parts[k];
      // "the previously created file" is no former state.
      if (row.modality == Modality::historical && i > 0 && !words[i - 1].ends_clause) continue;
      if (same) return {row.modality, sentence.phrase->take(words[i].begin, words[i + parts.size() - 1].end)};
    }
  }
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool opens = i == 0 || words[i - 1].ends_clause || is_any(words[i - 1].lower, {"and", "then", "please", "simply", "just", "should", "must", "to"});
    if (opens && !words[i].code && asks_for_change(words[i].lower)) return {Modality::optional, sentence.phrase->take(words[i].begin, words[i].end)};
  }
  return {};
}

/// Chapters on what goes wrong show how files would be changed.
Mood mood_of_chapter(const Plan& plan, std::size_t section) {
  int level = 100;
  for (std::size_t i = section + 1; i-- > 0;) {
    const Section& heading = plan.sections[i];
    if (heading.level >= level || heading.level == 0) continue;
    level = heading.level;
    const Phrase title(heading.title_inlines, heading.title.span);
    for (const Word& word : title.words()) {
      const bool remedies = is_any(word.lower, {"troubleshooting", "faq", "customization", "customisation", "customizing", "customising", "upgrade", "upgrading", "migration", "migrating",
                                                "conflicts", "issues", "problems"});
      if (remedies) return {Modality::optional, title.take(word.begin, word.end)};
    }
    if (level <= 1) break;
  }
  return {};
}

/// The only service that the words name, wherever it stands in them.
Names only_service(const Reading& reading, const Stretch& sentence) {
  const std::vector<Word> words = sentence.words();
  Names found;
  for (std::size_t at = 0; at < words.size();) {
    const std::size_t before = at;
    for (Spanned<std::string>& service : read_services(reading, sentence, words, at)) {
      const bool known = std::any_of(found.begin(), found.end(), [&](const auto& other) { return other.value == service.value; });
      const bool a_file = service.value.find('.') != std::string::npos && !reading.is_defined_service(service.value);
      if (!known && !a_file && reading.knows_service(service.value)) found.push_back(std::move(service));
    }
    if (at == before) ++at;
  }
  return found.size() == 1 ? found : Names{};
}

class Gatherer {
 public:
  Gatherer(const Reading& reading, const Frame& frame) : reading_(reading) { around_.frame = frame; }

  Surroundings gather(const Block& fence, const YamlPiece& piece, const Block* above) {
    heading_files();
    if (around_.frame.mood.modality == Modality::stated) around_.frame.mood = mood_of_chapter(reading_.plan(), around_.frame.section);
    if (above) read_above(*above);
    read_info(fence);
    read_comments(fence, piece);
    return std::move(around_);
  }

 private:
  /// A heading that names compose files has made them the scope.
  void heading_files() {
    for (const Spanned<std::string>& name : around_.frame.scope.environments) {
      if (names_compose_file(name.value)) around_.files.push_back(name);
    }
  }

  void take_files(Names files, bool other) {
    if (!files.empty()) {
      around_.frame.scope = {files, Scope::Source::compose_file};
      around_.files = std::move(files);
      around_.other_file = false;
    } else if (other) {
      around_.other_file = true;
    }
  }

  void read_above(const Block& block) {
    if (block.kind != BlockKind::paragraph) return;
    const Phrase phrase(block.inlines, block.span);
    const std::vector<Stretch> sentences = sentences_of(whole(phrase));
    if (sentences.empty() || sentences.back().words().empty()) return;
    const Stretch& last = sentences.back();
    const bool label = phrase.mark_at(InlineKind::strong, 0) != nullptr && sentences.size() == 1;
    const bool opens = label || trim(last.text()).ends_with(':') || last.words().back().lower.ends_with("below") || sentences.size() == 1;
    if (!opens) return;
    const bool colon = trim(last.text()).ends_with(':');
    Names files;
    const bool other = collect_files(last, files);
    if (auto named = environments_in_words(last); !named.empty() && !label) around_.frame.scope = {std::move(named), Scope::Source::own_words};
    if (files.size() < 2) take_files(std::move(files), other && colon);
    if (Mood mood = opening_mood(last); mood.modality != Modality::stated && (colon || label || mood.modality != Modality::optional)) around_.frame.mood = std::move(mood);
    const bool may_tell = !label && (colon || around_.frame.services.empty());
    if (auto services = may_tell ? only_service(reading_, last) : Names{}; !services.empty()) around_.frame.services = std::move(services);
  }

  void read_info(const Block& fence) {
    Names files;
    bool other = false;
    for (Spanned<std::string>& word : words_of_info(reading_.sources(), fence)) {
      if (names_compose_file(word.value)) {
        files.push_back(std::move(word));
      } else {
        other = other || is_yaml_file(word.value);
      }
    }
    take_files(std::move(files), other);
  }

  void read_comments(const Block& fence, const YamlPiece& piece) {
    const std::string_view text = reading_.sources().text(fence.content);
    read_admonition(text, piece, fence.content);
    for (const YamlPiece& comment : leading_comments(text, piece)) {
      if (comment.end - comment.begin > longest_phrase) continue;
      const Phrase phrase(text.substr(comment.begin, comment.end - comment.begin),
                          {fence.content, static_cast<std::uint32_t>(comment.begin), static_cast<std::uint32_t>(comment.end)});
      const Stretch words = whole(phrase);
      Names files;
      const bool other = collect_files(words, files);
      take_files(std::move(files), other && phrase.words().size() == 1);
      if (auto named = environments_of_heading(words); named.size() == 1 && phrase.words().size() <= 3 && around_.files.empty()) {
        around_.frame.scope = {std::move(named), Scope::Source::own_words};
      }
      if (Mood mood = opening_mood(words); mood.modality != Modality::stated) around_.frame.mood = std::move(mood);
      if (auto services = services_of_heading(reading_, words); services.size() == 1) around_.frame.services = std::move(services);
    }
  }

  /// An indented block may hold what MkDocs takes for more text: `!!! example` above a fence of its own.
  void read_admonition(std::string_view text, const YamlPiece& piece, FileId file) {
    const std::string_view before = text.substr(0, piece.begin);
    for (const std::string_view mark : {"!!! example", "??? example"}) {
      const std::size_t at = before.rfind(mark);
      if (at == std::string_view::npos) continue;
      const auto begin = static_cast<std::uint32_t>(at + 4);
      around_.frame.mood = {Modality::example, {"example", {file, begin, begin + 7}}};
    }
  }

  const Reading& reading_;
  Surroundings around_;
};

}  // namespace

Surroundings surroundings_of(const Reading& reading, const Block& fence, const YamlPiece& piece, const Frame& frame, const Block* above) {
  return Gatherer(reading, frame).gather(fence, piece, above);
}

}  // namespace portolan::load
