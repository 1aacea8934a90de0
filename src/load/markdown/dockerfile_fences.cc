#include <algorithm>
#include <array>

#include "base/text.h"
#include "load/dockerfile/instructions.h"
#include "load/markdown/companion_fences.h"

namespace portolan::load {

namespace {

constexpr auto keywords = std::to_array<std::string_view>({"ADD", "ARG", "CMD", "COPY", "ENTRYPOINT", "ENV", "EXPOSE", "FROM", "HEALTHCHECK", "RUN", "USER", "VOLUME", "WORKDIR"});

bool is_keyword(std::string_view word) { return std::find(keywords.begin(), keywords.end(), word) != keywords.end(); }

std::string language_of(const Block& fence) { return to_lower(std::string_view(fence.info).substr(0, fence.info.find_first_of(" \t,{"))); }

/// Something to fill in, or left out.
bool is_open_text(std::string_view text) { return text.empty() || text.find("...") != std::string_view::npos || text.find("…") != std::string_view::npos || text.find('<') != std::string_view::npos; }

/// Fences that do not say what they hold must begin like a Dockerfile and go on like one.
bool looks_like_dockerfile(std::string_view text) {
  std::size_t known = 0, lines = 0;
  bool continued = false;
  for (const std::string_view line : split(text, '\n')) {
    const std::string_view words = trim(line);
    const bool belongs_to_last = continued;
    continued = words.ends_with('\\');
    if (words.empty() || words.front() == '#' || belongs_to_last) continue;
    const std::string_view first = words.substr(0, words.find(' '));
    if (lines++ == 0 && first != "FROM" && first != "ARG") return false;
    if (is_keyword(first)) ++known;
  }
  return known >= 2 && known == lines;
}

/// "backend/Dockerfile", "Dockerfile.prod": words that name one.
std::string dockerfile_in(const std::vector<Word>& words) {
  for (const Word& word : words) {
    const std::size_t slash = word.lower.rfind('/');
    const std::string_view name = std::string_view(word.lower).substr(slash == std::string::npos ? 0 : slash + 1);
    if ((name == "dockerfile" && (slash != std::string::npos || word.code)) || name.starts_with("dockerfile.") || name.ends_with(".dockerfile")) return word.lower;
  }
  return {};
}

std::string file_of(const Reading& reading, const Block& fence, const Frame& frame, const Block* above) {
  const std::string_view text = reading.sources().text(fence.content);
  if (trim(text).starts_with('#')) {  // "# backend/Dockerfile" on the first line
    const std::string_view line = trim(text).substr(0, trim(text).find('\n'));
    if (std::string file = dockerfile_in(Phrase(line, {}).words()); !file.empty()) return file;
  }
  if (above && above->kind == BlockKind::paragraph) {
    if (std::string file = dockerfile_in(Phrase(above->inlines, above->span).words()); !file.empty()) return file;
  }
  if (frame.section >= reading.plan().sections.size()) return {};
  const Section& section = reading.plan().sections[frame.section];
  return dockerfile_in(Phrase(section.title_inlines, section.title.span).words());
}

class SketchReader {
 public:
  SketchReader(Reading& reading, const Frame& frame, std::string file) : reading_(reading), frame_(frame) {
    step_.file = std::move(file);
    if (frame.services.size() == 1) step_.service = frame.services.front();
  }

  void take(const Instruction& instruction) {
    step_.instruction = {instruction.keyword, {instruction.span.file, instruction.span.begin, instruction.span.begin + static_cast<std::uint32_t>(instruction.keyword.size())}};
    const std::vector<InstructionWord> words = instruction_words(instruction.text);
    const auto word_at = [&](const InstructionWord& word) { return Spanned<std::string>{word.text, instruction.place(word.begin, word.end)}; };
    if (instruction.keyword == "FROM") return take_from(instruction, words);
    if (instruction.keyword == "EXPOSE" || instruction.keyword == "ARG" || (instruction.keyword == "VOLUME" && !exec_form(instruction.text))) {
      for (const InstructionWord& word : words) add(word_at(word), instruction.span);
    } else if (instruction.keyword == "ENV") {
      const bool old_form = !words.empty() && words[0].text.find('=') == std::string::npos;
      if (old_form && words.size() > 1) {
        Spanned<std::string> pair = word_at(words[0]);
        pair.value += "=" + std::string(trim(std::string_view(instruction.text).substr(words[0].end)));
        add(std::move(pair), instruction.span);
      }
      for (std::size_t i = 0; i < words.size() && !old_form; ++i) add(word_at(words[i]), instruction.span);
    } else if (instruction.keyword == "USER" || instruction.keyword == "WORKDIR") {
      if (!words.empty()) add(word_at(words[0]), instruction.span);
    } else if (!words.empty()) {
      // The whole line, its options too.
      add({std::string(trim(instruction.text)), instruction.place(words.front().begin, words.back().end)}, instruction.span);
    }
  }

  /// "- CMD: gunicorn with 4 workers"; a line that names no instruction is not understood.
  void take_bullet(std::string_view line, const Span& place) {
    const std::size_t before = reading_.statements();
    const std::size_t begin = std::min(line.find_first_not_of(" \t-*"), line.size());
    const std::size_t colon = line.find(':', begin);
    const std::string_view word = line.substr(begin, std::min(colon, line.size()) - begin);
    const std::size_t value = colon == std::string_view::npos ? colon : line.find_first_not_of(" \t`", colon + 1);
    if (is_keyword(word) && value != std::string_view::npos) {
      const std::size_t end = line.find_last_not_of(" \t\r`") + 1;
      step_.instruction = {std::string(word), {place.file, place.begin + static_cast<std::uint32_t>(begin), place.begin + static_cast<std::uint32_t>(begin + word.size())}};
      step_.sketched = true;
      const Span at{place.file, place.begin + static_cast<std::uint32_t>(value), place.begin + static_cast<std::uint32_t>(end)};
      add({std::string(line.substr(value, end - value)), at}, place);
      step_.sketched = false;
    }
    reading_.count_place(before, place, frame_);
  }

 private:
  void take_from(const Instruction& instruction, std::vector<InstructionWord> words) {
    std::erase_if(words, [](const InstructionWord& word) { return word.text.starts_with("--"); });
    if (words.empty()) return;
    const bool named = words.size() >= 3 && equals_ignoring_case(words[1].text, "as");
    const std::string base = to_lower(words[0].text);
    const bool is_stage = std::find(stages_.begin(), stages_.end(), base) != stages_.end();
    if (named) stages_.push_back(to_lower(words[2].text));
    if (!is_stage) add({words[0].text, instruction.place(words[0].begin, words[0].end)}, instruction.span);
  }

  void add(Spanned<std::string> value, const Span& span) {
    if (is_open_text(value.value) || reading_.full()) return;
    step_.value = std::move(value);
    // One line for reports, secrets masked.
    const std::string_view text = reading_.sources().text(span);
    const std::string_view line = text.substr(0, std::min(text.find('\n'), longest_phrase));
    reading_.add(step_, span, Phrase(line, {span.file, span.begin, span.begin + static_cast<std::uint32_t>(line.size())}).shown(reading_.sources(), 0, line.size()), frame_);
  }

  Reading& reading_;
  const Frame& frame_;
  BuildStep step_;
  std::vector<std::string> stages_;
};

}  // namespace

bool read_dockerfile_fence(Reading& reading, const Block& fence, const Frame& frame, const Block* above) {
  if (fence.content == FileId::none) return false;
  const std::string language = language_of(fence);
  const std::string_view text = reading.sources().text(fence.content);
  const bool says_so = language == "dockerfile" || language == "docker";
  if (!says_so && !((language.empty() || language == "text") && looks_like_dockerfile(text))) return false;
  std::vector<Instruction> instructions = read_instructions(fence.content, text);
  const bool any = std::any_of(instructions.begin(), instructions.end(), [](const Instruction& instruction) { return is_keyword(instruction.keyword); });
  if (!any) return false;
  SketchReader reader(reading, frame, file_of(reading, fence, frame, above));
  for (const Instruction& instruction : instructions) {
    if (reading.full()) break;
    if (is_keyword(instruction.keyword)) {
      reader.take(instruction);
    } else if (instruction.keyword == "-" || instruction.keyword == "*") {
      reader.take_bullet(text.substr(instruction.span.begin, instruction.span.end - instruction.span.begin), instruction.span);
    }
  }
  return true;
}

}  // namespace portolan::load
