#include <algorithm>
#include <array>

#include "base/text.h"
#include "load/markdown/addresses.h"
#include "load/markdown/compose_call.h"
#include "load/markdown/docker_call.h"
#include "load/markdown/shapes.h"
#include "load/markdown/shell_text.h"

namespace portolan::load {

namespace {

bool is_shell(std::string_view info) {
  const std::string language = to_lower(info.substr(0, info.find_first_of(" \t,{")));
  constexpr std::array languages{"bash", "sh", "shell", "console", "zsh", "terminal", "shell-session", "shellscript", ""};
  return std::find(languages.begin(), languages.end(), language) != languages.end();
}

/// Between prompts stands output; a line that begins like a command is one whose prompt was left out.
bool calls_docker(std::string_view words) { return words.starts_with("docker ") || words.starts_with("docker-compose "); }

std::optional<ComposeCall> parse_call(std::string_view text, FileId file, std::size_t origin) {
  auto call = parse_compose_call(text, file, origin);
  return call ? std::move(call) : parse_docker_call(text, file, origin);
}

/// "# Development" above a command says where it runs.
Frame scoped(Frame frame, const Spanned<std::string>& comment) {
  if (!comment.span.known()) return frame;
  const Phrase words(comment.value, comment.span);
  auto named = environments_of_heading(whole(words));
  if (named.size() == 1 && words.words().size() <= 3) frame.scope = {std::move(named), Scope::Source::own_words};
  return frame;
}

void add_call(Reading& reading, ComposeCall&& call, FileId file, const Spanned<std::string>& comment, const Frame& outer) {
  Frame frame = scoped(outer, comment);
  if (!call.files.empty()) frame.scope = {{call.files.back()}, Scope::Source::compose_file};
  for (Spanned<std::string>& placeholder : call.placeholders) {
    if (call.containers.empty() && reading.is_defined_service(placeholder.value)) {
      call.services.push_back(std::move(placeholder));  // a service named in capitals
    } else if (frame.mood.modality == Modality::stated) {
      frame.mood = {Modality::example, std::move(placeholder)};  // the reader fills it in: nothing to judge
    }
  }
  const Span span{file, static_cast<std::uint32_t>(call.begin), static_cast<std::uint32_t>(call.end)};
  std::string text = Phrase(call.text, span).shown(reading.sources(), 0, call.text.size());
  RunsCommand fact{.text = text,
                   .comment = comment.value,
                   .legacy_spelling = call.legacy_spelling,
                   .files = std::move(call.files),
                   .profiles = std::move(call.profiles),
                   .verb = std::move(call.verb),
                   .services = std::move(call.services),
                   .arguments = std::move(call.arguments),
                   .env_files = std::move(call.env_files),
                   .containers = std::move(call.containers),
                   .made_container = std::move(call.made_container)};
  reading.add(std::move(fact), span, std::move(text), frame);
}

}  // namespace

namespace {

/// Reads a shell fence: calls of Compose become statements, and every command is kept as it is written.
class FenceReader {
 public:
  FenceReader(Reading& reading, const Block& fence, const Frame& frame)
      : reading_(reading), frame_(frame), file_(fence.content), lines_(shell_lines(reading.sources().text(fence.content))) {
    const std::string_view text = reading.sources().text(file_);
    const bool script = text.starts_with("#!") || text.find("\"$@\"") != std::string_view::npos;  // nothing to type
    says_shell_ = !fence.info.empty() && !script;
    prompts_ = std::any_of(lines_.begin(), lines_.end(), [](const ShellLine& line) { return line.text.starts_with("$ "); });
  }

  void read() {
    for (std::size_t i = 0; i < lines_.size() && !reading_.full(); ++i) {
      const std::string_view words = trim(lines_[i].text);
      if (words.starts_with('#') || words.empty()) {
        flush();
        comment_ = words.empty() ? Spanned<std::string>{} : take(i, words.substr(std::min(words.find_first_not_of("# "), words.size())));  // of the commands right below
        if (!comment_.value.empty() && comment_.value.size() <= longest_phrase) read_addresses(reading_, Phrase(comment_.value, comment_.span), frame_);
        continue;
      }
      const bool output = prompts_ && !lines_[i].text.starts_with("$ ") && !calls_docker(words);
      if (output || lines_[i].text.size() > longest_phrase) continue;
      const std::size_t last = prompts_ ? i : end_of_command(lines_, i);
      read_command(i, last);
      i = last;
    }
    flush();
  }

 private:
  Spanned<std::string> take(std::size_t line, std::string_view part) const {
    const auto begin = static_cast<std::uint32_t>(lines_[line].begin + static_cast<std::size_t>(part.data() - lines_[line].text.data()));
    return {std::string(part), {file_, begin, begin + static_cast<std::uint32_t>(part.size())}};
  }

  void read_command(std::size_t first, std::size_t last) {
    const std::size_t calls = reading_.statements();
    std::size_t asked = 0;  // statements about addresses, which are no calls of Compose
    const bool text_below = opens_text(lines_[first].text);
    for (std::size_t i = first; i <= (text_below ? first : last); ++i) {
      if (lines_[i].text.size() > longest_phrase) continue;
      for (const auto& [begin, end] : commands_of(lines_[i].text)) {
        auto call = parse_call(std::string_view(lines_[i].text).substr(begin, end - begin), file_, lines_[i].begin + begin);
        if (call) add_call(reading_, std::move(*call), file_, comment_, frame_);
      }
      const std::size_t addresses = reading_.statements();
      read_asked_addresses(reading_, lines_[i].text, file_, lines_[i].begin, scoped(frame_, comment_));
      asked += reading_.statements() - addresses;
    }
    const bool calls_compose = reading_.statements() - asked > calls;
    if (!calls_compose && !says_shell_) return;  // what is no shell's text for certain may be anything
    const Spanned<std::string> remark = first == last && !text_below ? remark_behind(first) : Spanned<std::string>{};
    if (calls_compose || remark.span.known()) flush();
    for (std::size_t i = first; i <= last; ++i) add_lines(i, i == first, remark.span.known());
    written_.calls_compose = calls_compose;
    if (!comment_.span.known() && remark.span.known()) written_.comment = remark.span;
    if (calls_compose || remark.span.known()) flush();
  }

  /// "docker compose ps  # what runs".
  Spanned<std::string> remark_behind(std::size_t line) const {
    const std::string_view text = lines_[line].text;
    std::string_view rest = trim(text.substr(commands_of(text).back().second));
    if (!rest.starts_with('#')) return {};
    rest.remove_prefix(std::min(rest.find_first_not_of("# "), rest.size()));
    return rest.empty() ? Spanned<std::string>{} : take(line, rest);
  }

  /// The lines of the text that a line with continuations was made of. The first one loses its indent and its prompt.
  void add_lines(std::size_t index, bool first, bool remark) {
    const std::string_view text = reading_.sources().text(file_);
    const ShellLine& line = lines_[index];
    std::size_t end = std::min(line.begin + line.text.size(), text.size());
    if (remark) end = line.begin + commands_of(line.text).back().second;
    for (std::size_t at = line.begin; at < end;) {
      const std::size_t stop = std::min(text.find('\n', at), end);
      std::size_t from = at, to = stop;
      if (first && at == line.begin) {
        from = std::min(text.find_first_not_of(" \t", from), to);
        if (text.substr(from, to - from).starts_with("$ ")) from = std::min(text.find_first_not_of(" \t", from + 1), to);
      }
      while (to > from && (text[to - 1] == ' ' || text[to - 1] == '\t' || text[to - 1] == '\r')) --to;
      written_.lines.push_back({file_, static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(to)});
      at = stop + 1;
    }
  }

  /// Going to a folder alone is no command worth a place of its own.
  bool only_moves() const {
    return std::all_of(written_.lines.begin(), written_.lines.end(), [&](const Span& line) { return reading_.sources().text(line).starts_with("cd "); });
  }

  void flush() {
    if (!written_.lines.empty() && !only_moves()) {
      if (comment_.span.known()) written_.comment = comment_.span;
      reading_.add_command(std::move(written_), scoped(frame_, comment_));
    }
    written_ = {};
  }

  Reading& reading_;
  const Frame& frame_;
  FileId file_;
  std::vector<ShellLine> lines_;
  bool says_shell_ = false;
  bool prompts_ = false;
  Spanned<std::string> comment_;
  WrittenCommand written_;  // that may go on
};

}  // namespace

void read_commands(Reading& reading, const Block& fence, const Frame& frame) {
  if (is_shell(fence.info) && fence.content != FileId::none) FenceReader(reading, fence, frame).read();
}

void read_inline_commands(Reading& reading, const Phrase& phrase, const Frame& frame) {
  const std::vector<Stretch> sentences = sentences_of(whole(phrase));
  auto sentence = sentences.begin();
  std::optional<Frame> narrowed;  // of the sentence, when it holds a command
  for (const Mark& mark : phrase.marks()) {
    for (; sentence != sentences.end() && sentence->end <= mark.begin; ++sentence) narrowed.reset();
    if (mark.kind != InlineKind::code || sentence == sentences.end()) continue;
    const Span span = phrase.span(mark.begin, mark.end);
    const std::string code = phrase.text().substr(mark.begin, mark.end - mark.begin);
    if (span.end - span.begin != code.size()) continue;  // over two lines: places would be wrong
    const std::size_t before = reading.statements();
    for (const auto& [begin, end] : commands_of(code)) {
      auto call = parse_call(std::string_view(code).substr(begin, end - begin), span.file, span.begin + begin);
      if (!call || call->verb.value.empty()) continue;
      if (!narrowed) narrowed = frame.narrowed(*sentence);
      add_call(reading, std::move(*call), span.file, {}, *narrowed);
    }
    if (reading.statements() > before) reading.add_command({.lines = {span}, .calls_compose = true}, *narrowed);
  }
}

}  // namespace portolan::load
