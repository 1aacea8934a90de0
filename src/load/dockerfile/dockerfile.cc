#include "load/dockerfile/dockerfile.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include <fmt/format.h>

#include "base/file_reader.h"
#include "base/text.h"
#include "base/utf8.h"
#include "load/compose/units.h"
#include "load/dockerfile/copies.h"
#include "load/dockerfile/installs.h"
#include "load/dockerfile/instructions.h"
#include "load/secret_text.h"

namespace portolan::load {

namespace {

using Variables = std::map<std::string, std::string, std::less<>>;

bool is_variable_char(char c) { return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

/// $NAME, ${NAME}, ${NAME:-default}, ${NAME:+other}; a name without a value stays as written, so that nobody takes it for an empty text.
std::string expand(std::string_view text, const Variables& variables) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '$' || i + 1 >= text.size()) {
      out.push_back(text[i]);
      continue;
    }
    const bool braced = text[i + 1] == '{';
    const std::size_t begin = i + (braced ? 2 : 1);
    std::size_t end = begin;
    while (end < text.size() && is_variable_char(text[end])) ++end;
    const std::size_t close = braced ? text.find('}', end) : end;
    if (end == begin || close == std::string_view::npos) {
      out.push_back('$');
      continue;
    }
    const std::string_view rest = braced ? text.substr(end, close - end) : std::string_view{};
    const auto found = variables.find(text.substr(begin, end - begin));
    const std::size_t next = braced ? close + 1 : end;
    if (rest.starts_with(":+")) {
      if (found != variables.end()) out += rest.substr(2);
    } else if (found != variables.end() && !found->second.empty()) {
      out += found->second;
    } else if (rest.starts_with(":-")) {
      out += rest.substr(2);
    } else {
      out += text.substr(i, next - i);
    }
    i = next - 1;
  }
  return out;
}

CommandLine command_of(const Instruction& instruction) {
  if (auto arguments = exec_form(instruction.text)) return {.arguments = std::move(*arguments), .span = instruction.span};
  return {.arguments = {"/bin/sh", "-c", std::string(trim(instruction.text))}, .span = instruction.span};
}

/// "--interval=5s". Docker refuses an option it does not know, so nothing is said about it here.
/// Source: Dockerfile reference, HEALTHCHECK.
void take_health_option(HealthCheck& options, std::string_view word) {
  const std::size_t equals = word.find('=');
  if (equals == std::string_view::npos) return;
  const std::string_view name = word.substr(0, equals), value = word.substr(equals + 1);
  if (name == "--retries") options.retries = parse_digits(value);
  for (const auto& [option, field] : {std::pair{"--interval", &HealthCheck::interval}, std::pair{"--timeout", &HealthCheck::timeout},
                                      std::pair{"--start-period", &HealthCheck::start_period}, std::pair{"--start-interval", &HealthCheck::start_interval}}) {
    const auto duration = name == option ? parse_duration(value) : unexpected("");
    if (duration) options.*field = *duration;
  }
}

std::optional<PortRange> parse_exposed(std::string_view text) {
  text = text.substr(0, text.find('/'));
  const std::size_t dash = text.find('-');
  const auto first = parse_digits(text.substr(0, dash));
  const auto last = dash == std::string_view::npos ? first : parse_digits(text.substr(dash + 1));
  if (!first || !last || *first < 1 || *last > 65535 || *last < *first) return std::nullopt;
  return PortRange{static_cast<std::uint16_t>(*first), static_cast<std::uint16_t>(*last)};
}

/// Source: Dockerfile reference, "Overview".
constexpr std::array keywords = {"ADD",  "ARG",        "CMD",     "COPY", "ENTRYPOINT", "ENV",  "EXPOSE", "FROM",   "HEALTHCHECK",
                                 "LABEL", "MAINTAINER", "ONBUILD", "RUN",  "SHELL",      "STOPSIGNAL", "USER", "VOLUME", "WORKDIR"};

class Builder {
 public:
  Builder(Dockerfile& dockerfile, Diagnostics& problems) : dockerfile_(dockerfile), problems_(problems) {}

  void take(const Instruction& instruction) {
    if (!knows(instruction)) return;
    if (instruction.keyword == "FROM") return take_from(instruction);
    if (instruction.keyword == "ARG") {
      if (!dockerfile_.stages.empty()) keep(dockerfile_.stages.back(), instruction);
      return take_arg(instruction);
    }
    if (dockerfile_.stages.empty()) {
      if (!complained_) {
        problems_.push_back({.rule = "dockerfile-syntax",
                             .span = instruction.span,
                             .message = fmt::format("instruction \"{}\" stands before the first FROM", instruction.keyword),
                             .help = "start with FROM and the base image"});
      }
      complained_ = true;
      return;
    }
    BuildStage& stage = dockerfile_.stages.back();
    stage.span.end = instruction.span.end;
    keep(stage, instruction);
    take_into(stage, instruction);
  }

 private:
  static void keep(BuildStage& stage, const Instruction& instruction) {
    stage.steps.push_back({.instruction = instruction.keyword, .value = {std::string(trim(instruction.text)), instruction.span}});
  }

  /// Whether it is an instruction at all. Of many that are none the first is named: a file of another kind has nothing else.
  bool knows(const Instruction& instruction) {
    if (std::find(keywords.begin(), keywords.end(), instruction.keyword) != keywords.end()) return true;
    // A template of another program has signs where instructions begin.
    if (!std::all_of(instruction.keyword.begin(), instruction.keyword.end(), [](char c) { return c >= 'A' && c <= 'Z'; })) return false;
    const std::uint32_t begin = instruction.span.begin;
    const auto meant = nearest(instruction.keyword, {keywords.begin(), keywords.end()});
    if (!unknown_) {
      problems_.push_back({.rule = "dockerfile-syntax",
                           .span = {instruction.span.file, begin, begin + static_cast<std::uint32_t>(instruction.keyword.size())},
                           .message = fmt::format("unknown instruction \"{}\"", instruction.keyword),
                           .help = meant ? fmt::format("did you mean \"{}\"?", *meant) : "end the line before with \"\\\" when this line belongs to it"});
    }
    unknown_ = true;
    return false;
  }

  void take_from(const Instruction& instruction) {
    std::vector<InstructionWord> words = instruction_words(instruction.text);
    std::erase_if(words, [](const InstructionWord& word) { return word.text.starts_with("--"); });
    BuildStage stage;
    stage.span = instruction.span;
    if (words.empty()) {
      problems_.push_back({.rule = "dockerfile-syntax", .span = instruction.span, .message = "FROM names no image", .help = "name the base image"});
    } else {
      stage.base = {expand(words[0].text, global_), instruction.place(words[0].begin, words[0].end)};
    }
    if (words.size() >= 3 && equals_ignoring_case(words[1].text, "as")) stage.name = to_lower(words[2].text);
    local_ = {};
    workdir_ = "/";
    if (const auto base = stage_ends_.find(to_lower(stage.base.value)); base != stage_ends_.end()) {
      local_ = base->second.variables;
      workdir_ = base->second.workdir;
    }
    dockerfile_.stages.push_back(std::move(stage));
    remember();
  }

  /// NAME=value or NAME, as a word of ENV or ARG; the value with the variables that are known here.
  Variable variable_of(const Instruction& instruction, const InstructionWord& word, const Variables& known) const {
    const std::size_t equals = word.text.find('=');
    Variable variable;
    variable.name = {word.text.substr(0, equals), instruction.place(word.begin, std::min(word.end, word.begin + std::min(equals, word.text.size())))};
    if (equals != std::string::npos) variable.value = Spanned<std::string>{expand(word.text.substr(equals + 1), known), instruction.place(word.begin + equals + 1, word.end)};
    return with_secrecy(std::move(variable));
  }

  static Variable with_secrecy(Variable variable) {
    variable.secret = variable.value && !variable.value->value.empty() && names_secret(variable.name.value) && !is_placeholder(variable.value->value);
    return variable;
  }

  void take_arg(const Instruction& instruction) {
    const bool global = dockerfile_.stages.empty();
    Variables& known = global ? global_ : local_;
    for (const InstructionWord& word : instruction_words(instruction.text)) {
      Variable variable = variable_of(instruction, word, known);
      const std::string& name = variable.name.value;
      if (variable.value) {
        known[name] = variable.value->value;
      } else if (const auto found = global_.find(name); !global && found != global_.end()) {
        local_[name] = found->second;  // a bare ARG in a stage takes over the value from above the first FROM
      }
      (global ? dockerfile_.arguments : dockerfile_.stages.back().arguments).push_back(std::move(variable));
    }
    if (!global) remember();
  }

  void take_env(BuildStage& stage, const Instruction& instruction) {
    const std::vector<InstructionWord> words = instruction_words(instruction.text);
    if (!words.empty() && words[0].text.find('=') == std::string::npos) {  // the old form: ENV NAME value
      std::string value;
      for (std::size_t i = 1; i < words.size(); ++i) value += (i > 1 ? " " : "") + words[i].text;
      if (words.size() > 1) {
        stage.variables.push_back(with_secrecy({.name = {words[0].text, instruction.place(words[0].begin, words[0].end)},
                                                .value = Spanned<std::string>{expand(value, local_), instruction.place(words[1].begin, words.back().end)},
                                                .interpolated = {}}));
      }
    } else {
      for (const InstructionWord& word : words) {
        if (word.text.find('=') != std::string::npos) stage.variables.push_back(variable_of(instruction, word, local_));
      }
    }
    for (const Variable& variable : stage.variables) local_[variable.name.value] = variable.value->value;
    remember();
  }

  void take_health_check(BuildStage& stage, const Instruction& instruction) {
    const std::string_view text = trim(instruction.text);
    stage.health_options = {};
    if (equals_ignoring_case(text, "none")) {
      stage.health_check = {"NONE", instruction.span};
      return;
    }
    for (const InstructionWord& word : instruction_words(instruction.text)) {
      if (!equals_ignoring_case(word.text, "cmd")) {
        take_health_option(stage.health_options, expand(word.text, local_));
        continue;
      }
      const std::string_view command = trim(std::string_view(instruction.text).substr(word.end));
      const auto arguments = exec_form(command);
      stage.health_check = {arguments ? join(*arguments, " ") : std::string(command), instruction.place(word.begin, instruction.text.size())};
      return;
    }
  }

  void take_volumes(BuildStage& stage, const Instruction& instruction) const {
    if (const auto list = exec_form(instruction.text)) {
      for (const std::string& path : *list) stage.volumes.push_back({expand(path, local_), instruction.span});
      return;
    }
    for (const InstructionWord& word : instruction_words(instruction.text)) stage.volumes.push_back({expand(word.text, local_), instruction.place(word.begin, word.end)});
  }

  void take_into(BuildStage& stage, const Instruction& instruction) {
    const std::string& keyword = instruction.keyword;
    const auto spanned = [&](const InstructionWord& word) { return Spanned<std::string>{expand(word.text, local_), instruction.place(word.begin, word.end)}; };
    const std::vector<InstructionWord> words = instruction_words(instruction.text);
    if (keyword == "EXPOSE") {
      for (const InstructionWord& word : words) {
        if (const auto port = parse_exposed(expand(word.text, local_))) stage.exposes.push_back({*port, instruction.place(word.begin, word.end)});
      }
    } else if (keyword == "COPY" || keyword == "ADD") {
      for (const InstructionWord& word : words) {
        if (word.text.starts_with("--from=")) stage.copies_from.push_back(expand(std::string_view(word.text).substr(7), global_));
      }
      if (auto copy = read_copy(expanded(instruction), workdir_)) stage.copies.push_back(std::move(*copy));
    } else if (keyword == "USER" && !words.empty()) {
      stage.user = spanned(words[0]);
    } else if (keyword == "WORKDIR" && !words.empty()) {
      stage.workdir = spanned(words[0]);
      workdir_ = join_path(workdir_, stage.workdir->value);
      remember();
    } else if (keyword == "CMD") {
      stage.command = command_of(instruction);
    } else if (keyword == "ENTRYPOINT") {
      stage.entrypoint = command_of(instruction);
    } else if (keyword == "HEALTHCHECK") {
      take_health_check(stage, instruction);
    } else if (keyword == "ENV") {
      take_env(stage, instruction);
    } else if (keyword == "VOLUME") {
      take_volumes(stage, instruction);
    } else if (keyword == "RUN") {
      add_installs(stage, instruction);
    }
  }

  /// The same with values for variables. What stands behind a value of another length loses its exact place and gets that of the instruction.
  Instruction expanded(const Instruction& instruction) const {
    Instruction filled = instruction;
    filled.text = expand(instruction.text, local_);
    if (filled.text != instruction.text) filled.places.clear();
    return filled;
  }

  /// Later stages that build on this one inherit its variables and the folder that it ends in.
  void remember() {
    if (!dockerfile_.stages.back().name.empty()) stage_ends_[dockerfile_.stages.back().name] = {local_, workdir_};
  }

  struct StageEnd {
    Variables variables;
    std::string workdir = "/";
  };

  Dockerfile& dockerfile_;
  Diagnostics& problems_;
  Variables global_, local_;
  std::string workdir_ = "/";
  std::map<std::string, StageEnd> stage_ends_;  // by name in small letters
  bool complained_ = false;
  bool unknown_ = false;
};

}  // namespace

Dockerfile read_dockerfile(const SourceMap& sources, FileId file, Diagnostics& problems) {
  Dockerfile dockerfile{.file = file, .path = sources.path(file), .stages = {}};
  const std::string_view text = sources.text(file);
  if (const auto invalid = find_invalid_utf8(text)) {
    const auto at = static_cast<std::uint32_t>(*invalid);
    problems.push_back({.rule = "not-utf8", .span = {file, at, at + 1}, .message = "the Dockerfile is not valid UTF-8", .help = "save the file as UTF-8"});
    return dockerfile;
  }
  const std::size_t before = problems.size();
  Builder builder(dockerfile, problems);
  for (const Instruction& instruction : read_instructions(file, text)) builder.take(instruction);
  if (dockerfile.stages.empty() && problems.size() == before) {
    problems.push_back({.rule = "dockerfile-syntax", .span = {file, 0, 0}, .message = "the Dockerfile has no FROM", .help = "start with FROM and the base image"});
  }
  return dockerfile;
}

}  // namespace portolan::load
