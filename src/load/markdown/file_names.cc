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
  return !url.empty() && url.front() != '#' && url.front() != '/' && url.find(':') == std::string_view::npos && url.find("//") == std::string_view::npos;
}

}  // namespace

/// A file is there or not, whatever may be done with it; only "planned" and "formerly" change that.
static Frame with_doubts(const Stretch& sentence, const Frame& outer) {
  Frame frame = outer;
  Mood mood = mood_of(sentence);
  if (mood.modality == Modality::planned || mood.modality == Modality::historical) frame.mood = std::move(mood);
  return frame;
}

static void read_names_of_sentence(Reading& reading, const Stretch& sentence, const Frame& frame) {
  const Phrase& phrase = *sentence.phrase;
  for (const Mark& mark : phrase.marks()) {
    if (mark.begin < sentence.begin || mark.begin >= sentence.end) continue;
    const Stretch words{&phrase, mark.begin, mark.end};
    if (mark.kind == InlineKind::link && is_local_url(mark.url)) {
      const std::string path = mark.url.substr(0, mark.url.find_first_of("#?"));
      Span place = mark.target.known() ? mark.target : words.span();
      if (mark.target.known()) place.end = place.begin + static_cast<std::uint32_t>(path.size());
      reading.add(NamesFile{.path = {path, place}}, place, phrase.shown(reading.sources(), mark.begin, mark.end), frame);
    } else if (mark.kind == InlineKind::code && names_file(words.text())) {
      // A link around it has said so already.
      const bool linked = std::any_of(phrase.marks().begin(), phrase.marks().end(), [&](const Mark& other) {
        return other.kind == InlineKind::link && other.begin <= mark.begin && mark.end <= other.end;
      });
      if (!linked) reading.add(NamesFile{.path = words.take()}, words, frame);
    }
  }
}

void read_file_names(Reading& reading, const Phrase& phrase, const Frame& frame) {
  if (phrase.marks().empty()) return;
  for (const Stretch& sentence : sentences_of(whole(phrase))) read_names_of_sentence(reading, sentence, with_doubts(sentence, frame));
}

}  // namespace portolan::load
