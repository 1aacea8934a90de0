#include <algorithm>
#include <array>

#include "base/text.h"
#include "load/markdown/compose_call.h"
#include "load/markdown/docker_call.h"
#include "load/markdown/shapes.h"

namespace portolan::load {

namespace {

/// One line of a shell text with its continuations joined by blanks, so that offsets stay those of the text.
struct ShellLine {
  std::string text;
  std::size_t begin = 0;
};

std::vector<ShellLine> shell_lines(std::string_view text) {
  std::vector<ShellLine> lines;
  for (std::size_t at = 0; at < text.size();) {
    ShellLine line{.text = {}, .begin = at};
    bool open = true;
    while (open && at < text.size()) {
      const std::size_t end = std::min(text.find('\n', at), text.size());
      std::string_view part = text.substr(at, end - at);
      if (part.ends_with('\r')) part.remove_suffix(1);
      open = part.ends_with('\\') && end < text.size();
      line.text.append(text.substr(at, std::min(end + 1, text.size()) - at));
      at = end + 1;
    }
    for (std::size_t i = 0; i < line.text.size(); ++i) {
      const bool continues = line.text[i] == '\\' && i + 1 < line.text.size() && (line.text[i + 1] == '\n' || line.text[i + 1] == '\r');
      if (continues || line.text[i] == '\n' || line.text[i] == '\r') line.text[i] = ' ';
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

/// Positions where commands of a line begin and end: `a && b; c | d`, outside quotes and $(…).
std::vector<std::pair<std::size_t, std::size_t>> commands_of(std::string_view line) {
  std::vector<std::pair<std::size_t, std::size_t>> parts;
  std::size_t begin = 0;
  char quote = 0;
  int depth = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (c == '\\') {
      ++i;
    } else if (quote) {
      if (c == quote) quote = 0;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '(') {
      ++depth;
    } else if (c == ')') {
      --depth;
    } else if (depth == 0 && (c == ';' || c == '|' || c == '&')) {
      parts.emplace_back(begin, i);
      begin = i + 1;
    } else if (c == '#' && (i == 0 || line[i - 1] == ' ')) {  // the rest is a comment
      parts.emplace_back(begin, i);
      return parts;
    }
  }
  parts.emplace_back(begin, line.size());
  return parts;
}

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

void add_call(Reading& reading, ComposeCall&& call, FileId file, const Spanned<std::string>& comment, const Frame& outer) {
  Frame frame = outer;
  if (!call.files.empty()) {
    frame.scope = {{call.files.back()}, Scope::Source::compose_file};
  } else if (comment.span.known()) {
    const Phrase words(comment.value, comment.span);
    auto named = environments_of_heading(whole(words));
    if (named.size() == 1 && words.words().size() <= 3) frame.scope = {std::move(named), Scope::Source::own_words};
  }
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

void read_commands(Reading& reading, const Block& fence, const Frame& frame) {
  if (!is_shell(fence.info) || fence.content == FileId::none) return;
  const std::string_view text = reading.sources().text(fence.content);
  const std::vector<ShellLine> lines = shell_lines(text);
  const bool prompts = std::any_of(lines.begin(), lines.end(), [](const ShellLine& line) { return line.text.starts_with("$ "); });
  Spanned<std::string> comment;
  for (const ShellLine& line : lines) {
    if (reading.full()) return;
    const std::string_view words = trim(line.text);
    if (words.starts_with('#')) {
      const std::string_view said = trim(words.substr(std::min(words.find_first_not_of("# "), words.size())));
      const auto begin = static_cast<std::uint32_t>(line.begin + static_cast<std::size_t>(said.data() - line.text.data()));
      comment = {std::string(said), {fence.content, begin, begin + static_cast<std::uint32_t>(said.size())}};
      continue;
    }
    if (words.empty()) {
      comment = {};  // a comment belongs to the commands right below it
      continue;
    }
    if (prompts && !line.text.starts_with("$ ") && !calls_docker(words)) continue;  // output
    if (line.text.size() > longest_phrase) continue;
    for (const auto& [begin, end] : commands_of(line.text)) {
      auto call = parse_call(std::string_view(line.text).substr(begin, end - begin), fence.content, line.begin + begin);
      if (!call) continue;
      add_call(reading, std::move(*call), fence.content, comment, frame);
    }
  }
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
    for (const auto& [begin, end] : commands_of(code)) {
      auto call = parse_call(std::string_view(code).substr(begin, end - begin), span.file, span.begin + begin);
      if (!call || call->verb.value.empty()) continue;
      if (!narrowed) narrowed = frame.narrowed(*sentence);
      add_call(reading, std::move(*call), span.file, {}, *narrowed);
    }
  }
}

}  // namespace portolan::load
