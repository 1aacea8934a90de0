#include <algorithm>
#include <array>

#include "base/text.h"
#include "load/discover.h"
#include "load/markdown/shapes.h"

namespace portolan::load {

namespace {

bool has_known_extension(std::string_view name) {
  constexpr std::array extensions{".yml", ".yaml", ".md", ".conf", ".sh", ".py", ".txt", ".json", ".toml", ".ini", ".js", ".ts", ".sql", ".cfg", ".dockerfile"};
  return std::any_of(extensions.begin(), extensions.end(), [&](std::string_view extension) { return name.size() > extension.size() && name.ends_with(extension); });
}

/// Files that every reader looks for at the top, so that a name alone says which is meant.
bool is_well_known(std::string_view name) {
  return is_compose_file(name) || name == "Dockerfile" || name.starts_with("Dockerfile.") || name == ".dockerignore" || name == "Makefile" || name == ".env.example" || name == ".env.sample" ||
         name == ".env.template" || name == ".env.dist";
}

/// `docs/plan.md`, `docker-compose.dev.yml`. Absolute paths lie in a container, bare names anywhere: `settings.py` is not asked for.
bool names_file(std::string_view code) {
  if (code.empty() || code.size() > 200 || code.find_first_of(" \t*<>{}$|\"'`:,()") != std::string_view::npos) return false;
  if (code.front() == '/' || code.front() == '~' || code.starts_with("..") || code.find("...") != std::string_view::npos) return false;
  const std::size_t slash = code.rfind('/');
  const std::string_view name = slash == std::string_view::npos ? code : code.substr(slash + 1);
  if (is_well_known(name)) return true;
  return slash != std::string_view::npos && has_known_extension(name);
}

bool is_local_url(std::string_view url) {
  return url.size() > 1 && url.front() != '/' && url.find(':') == std::string_view::npos && url.find("//") == std::string_view::npos;
}

}  // namespace

/// A file is there or not, whatever may be done with it; only "planned" and "formerly" change that.
static Frame with_doubts(const Stretch& sentence, const Frame& outer) {
  Frame frame = outer;
  Mood mood = mood_of(sentence);
  if (mood.modality == Modality::planned || mood.modality == Modality::historical) frame.mood = std::move(mood);
  return frame;
}

/// "docs/plan.md#ports", "#ports". What a reference stands for is written where the reference is defined.
static void add_link(Reading& reading, const Phrase& phrase, const Mark& mark, const Frame& frame) {
  const Span target = mark.target.known() ? mark.target : reading.definition_of(mark.url);
  const bool exact = target.known() && target.end - target.begin == mark.url.size();
  const std::size_t path_end = std::min(mark.url.find_first_of("#?"), mark.url.size());
  const auto part = [&](std::size_t begin, std::size_t end) {
    Spanned<std::string> cut{mark.url.substr(begin, end - begin), target.known() ? target : phrase.span(mark.begin, mark.end)};
    if (exact) cut.span = {target.file, target.begin + static_cast<std::uint32_t>(begin), target.begin + static_cast<std::uint32_t>(end)};
    return cut;
  };
  NamesFile fact{.path = part(0, path_end)};
  if (const std::size_t hash = mark.url.find('#'); hash != std::string::npos && hash + 1 < mark.url.size()) fact.anchor = part(hash + 1, mark.url.size());
  if (fact.path.value.empty() && !fact.anchor) return;
  const Span place = fact.path.value.empty() ? fact.anchor->span : fact.path.span;
  reading.add(std::move(fact), place, phrase.shown(reading.sources(), mark.begin, mark.end), frame);
}

static void read_names_of_sentence(Reading& reading, const Stretch& sentence, const Frame& frame) {
  const Phrase& phrase = *sentence.phrase;
  for (const Mark& mark : phrase.marks()) {
    if (mark.begin < sentence.begin || mark.begin >= sentence.end) continue;
    const Stretch words{&phrase, mark.begin, mark.end};
    if ((mark.kind == InlineKind::link || mark.kind == InlineKind::image) && is_local_url(mark.url)) {
      add_link(reading, phrase, mark, frame);
    } else if (mark.kind == InlineKind::code && names_file(words.text())) {
      // A link around it has said so already.
      const bool linked = std::any_of(phrase.marks().begin(), phrase.marks().end(), [&](const Mark& other) {
        return other.kind == InlineKind::link && other.begin <= mark.begin && mark.end <= other.end;
      });
      if (!linked) reading.add(NamesFile{.path = words.take()}, words, frame);
    }
  }
}

/// "see section 3.2", "in section \"Deployment\"" of this document. "Section 4 of the RFC" is another's.
static void read_sections(Reading& reading, const Stretch& sentence, const Frame& frame) {
  const std::vector<Word> words = sentence.words();
  for (std::size_t i = 1; i + 1 < words.size(); ++i) {
    constexpr std::array before{"see", "in", "under", "to", "per", "also"};
    const bool refers = !words[i].code && (words[i].lower == "section" || words[i].lower == "chapter") && std::find(before.begin(), before.end(), words[i - 1].lower) != before.end();
    if (!refers || words[i].ends_clause) continue;
    const Spanned<std::string> number = sentence.phrase->take(words[i + 1].begin, words[i + 1].end);
    const bool numeric = number.value.find_first_not_of("0123456789.") == std::string::npos;
    const bool of_another = i + 2 < words.size() && !words[i + 1].ends_clause && !words[i + 1].ends_sentence && (words[i + 2].lower == "of" || words[i + 2].lower == "in");
    if (numeric && !of_another && reading.has_numbered_headings()) {
      reading.add(NamesFile{.path = {"", number.span}, .anchor = number}, {sentence.phrase, words[i].begin, words[i + 1].end}, frame);
    }
    const char quote = words[i + 1].begin > 0 ? sentence.phrase->text()[words[i + 1].begin - 1] : ' ';
    const std::size_t close = quote == '"' ? sentence.phrase->text().find('"', words[i + 1].begin) : std::string::npos;
    if (close == std::string::npos || close > sentence.end) continue;
    const Spanned<std::string> title = sentence.phrase->take(words[i + 1].begin, close);
    const std::string_view rest = trim(std::string_view(sentence.phrase->text()).substr(close + 1, sentence.end - close - 1));
    if (!rest.starts_with("of ") && !rest.starts_with("in ")) reading.add(NamesFile{.path = {"", title.span}, .anchor = title}, {sentence.phrase, words[i].begin, close + 1}, frame);
  }
}

void read_file_names(Reading& reading, const Phrase& phrase, const Frame& frame) {
  const bool names_section = phrase.text().find("ection ") != std::string::npos || phrase.text().find("hapter ") != std::string::npos;
  if (phrase.marks().empty() && !names_section) return;
  for (const Stretch& sentence : sentences_of(whole(phrase))) {
    read_names_of_sentence(reading, sentence, with_doubts(sentence, frame));
    if (names_section) read_sections(reading, sentence, frame);
  }
}

}  // namespace portolan::load
