#include "load/dockerfile/dockerfile.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include <fmt/format.h>

#include "base/file_reader.h"
#include "base/text.h"
#include "base/utf8.h"
#include "load/compose/secrecy.h"
#include "load/dockerfile/build_values.h"
#include "load/dockerfile/copies.h"
#include "load/dockerfile/installs.h"
#include "load/dockerfile/instructions.h"
#include "load/dockerfile/settings.h"
#include "load/secret_text.h"

namespace portolan::load {

namespace {

constexpr std::size_t largest = 1u << 20;
constexpr std::size_t longest_keyword = 24;  // of what may be one with a slip in it

/// Source: Dockerfile reference, "Overview".
constexpr std::array keywords = {"ADD",  "ARG",        "CMD",     "COPY", "ENTRYPOINT", "ENV",  "EXPOSE", "FROM",   "HEALTHCHECK",
                                 "LABEL", "MAINTAINER", "ONBUILD", "RUN",  "SHELL",      "STOPSIGNAL", "USER", "VOLUME", "WORKDIR"};

class Builder {
 public:
  Builder(Dockerfile& dockerfile, Diagnostics& problems) : dockerfile_(dockerfile), problems_(problems) {}

  void take(const Instruction& instruction) {
    if (!knows(instruction)) return;
    if (instruction.unclosed) {
      problems_.push_back({.rule = "dockerfile-syntax", .span = *instruction.unclosed, .message = "the text that begins here with << is never ended", .help = "write its mark on a line of its own"});
    }
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
    if (instruction.keyword.size() > longest_keyword) return false;
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
    std::vector<InstructionWord> words = words_of(instruction);
    std::erase_if(words, [](const InstructionWord& word) { return word.text.starts_with("--"); });
    BuildStage stage;
    stage.span = instruction.span;
    if (words.empty()) {
      problems_.push_back({.rule = "dockerfile-syntax", .span = instruction.span, .message = "FROM names no image", .help = "name the base image"});
    } else {
      stage.base = {expand(words[0].text, global_), instruction.place(words[0].begin, words[0].end)};
    }
    if (words.size() >= 3 && equals_ignoring_case(words[1].text, "as")) stage.name = to_lower(words[2].text);
    remember();
    local_ = {};
    workdir_ = "/";
    if (const auto base = stage_ends_.find(to_lower(stage.base.value)); base != stage_ends_.end()) {
      local_ = base->second.variables;
      workdir_ = base->second.workdir;
    }
    dockerfile_.stages.push_back(std::move(stage));
  }

  static std::vector<InstructionWord> words_of(const Instruction& instruction) { return instruction_words(instruction.text, instruction.escape); }

  static std::string value_of(const Instruction& instruction, std::size_t begin, std::size_t end, const BuildValues& known) {
    return expand_word(std::string_view(instruction.text).substr(begin, end - begin), instruction.escape, known);
  }

  /// NAME=value or NAME, as a word of ENV or ARG; the value with the variables that are known here.
  static Variable variable_of(const Instruction& instruction, const InstructionWord& word, const BuildValues& known) {
    const std::string_view raw = std::string_view(instruction.text).substr(word.begin, word.end - word.begin);
    const std::size_t name_end = word.begin + std::min(raw.find('='), raw.size());
    Variable variable;
    variable.name = {word.text.substr(0, word.text.find('=')), instruction.place(word.begin, name_end)};
    if (name_end < word.end) variable.value = Spanned<std::string>{value_of(instruction, name_end + 1, word.end, known), instruction.place(name_end + 1, word.end)};
    return with_secrecy(std::move(variable));
  }

  static Variable with_secrecy(Variable variable) {
    variable.secret = variable.value && holds_secret(variable.name.value, variable.value->value) && !is_placeholder(variable.value->value);
    return variable;
  }

  void take_arg(const Instruction& instruction) {
    const bool global = dockerfile_.stages.empty();
    BuildValues& known = global ? global_ : local_;
    for (const InstructionWord& word : words_of(instruction)) {
      Variable variable = variable_of(instruction, word, known);
      const std::string& name = variable.name.value;
      if (variable.value) {
        known.set_argument(name, variable.value->value);
      } else if (const std::string* above = global ? nullptr : global_.find(name)) {
        local_.set_argument(name, *above);  // a bare ARG in a stage takes over the value from above the first FROM
      }
      (global ? dockerfile_.arguments : dockerfile_.stages.back().arguments).push_back(std::move(variable));
    }
  }

  /// All values of one instruction are made from what was known before it.
  void take_env(BuildStage& stage, const Instruction& instruction) {
    const std::vector<InstructionWord> words = words_of(instruction);
    const std::size_t before = stage.variables.size();
    if (words.size() > 1 && words[0].text.find('=') == std::string::npos) {  // the old form: ENV NAME value
      std::string value;
      for (std::size_t i = 1; i < words.size(); ++i) value += (i > 1 ? " " : "") + value_of(instruction, words[i].begin, words[i].end, local_);
      stage.variables.push_back(with_secrecy({.name = {words[0].text, instruction.place(words[0].begin, words[0].end)},
                                              .value = Spanned<std::string>{std::move(value), instruction.place(words[1].begin, words.back().end)},
                                              .interpolated = {}}));
    } else {
      for (const InstructionWord& word : words) {
        if (word.text.find('=') != std::string::npos) stage.variables.push_back(variable_of(instruction, word, local_));
      }
    }
    for (std::size_t i = before; i < stage.variables.size(); ++i) {
      if (stage.variables[i].value) local_.set_variable(stage.variables[i].name.value, stage.variables[i].value->value);
    }
  }

  void take_volumes(BuildStage& stage, const Instruction& instruction) const {
    if (const auto list = exec_form(instruction.text)) {
      for (const std::string& path : *list) stage.volumes.push_back({expand(path, local_), instruction.span});
      return;
    }
    for (const InstructionWord& word : words_of(instruction)) stage.volumes.push_back({expand(word.text, local_), instruction.place(word.begin, word.end)});
  }

  void take_into(BuildStage& stage, const Instruction& instruction) {
    const std::string& keyword = instruction.keyword;
    const auto spanned = [&](const InstructionWord& word) { return Spanned<std::string>{value_of(instruction, word.begin, word.end, local_), instruction.place(word.begin, word.end)}; };
    const std::vector<InstructionWord> words = words_of(instruction);
    if (keyword == "EXPOSE") {
      for (const InstructionWord& word : words) {
        if (const auto port = read_exposed(expand(word.text, local_))) stage.exposes.push_back({*port, instruction.place(word.begin, word.end)});
      }
    } else if (keyword == "COPY" || keyword == "ADD") {
      for (const InstructionWord& word : words) {
        if (word.text.starts_with("--from=")) stage.copies_from.push_back(expand(std::string_view(word.text).substr(7), local_));
      }
      if (auto copy = read_copy(expanded(instruction), workdir_)) stage.copies.push_back(std::move(*copy));
    } else if (keyword == "USER" && !words.empty()) {
      stage.user = spanned(words[0]);
    } else if (keyword == "WORKDIR" && !words.empty()) {
      stage.workdir = spanned(words[0]);
      workdir_ = join_path(workdir_, stage.workdir->value);
    } else if (keyword == "CMD") {
      stage.command = command_of(instruction);
    } else if (keyword == "ENTRYPOINT") {
      stage.entrypoint = command_of(instruction);
    } else if (keyword == "HEALTHCHECK") {
      stage.health_options = {};
      if (auto command = read_health_check(instruction, local_, stage.health_options)) stage.health_check = std::move(command);
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

  /// Later stages that build on the last one inherit its variables and the folder that it ends in.
  void remember() {
    if (!dockerfile_.stages.empty() && !dockerfile_.stages.back().name.empty()) stage_ends_[dockerfile_.stages.back().name] = {local_, workdir_};
  }

  struct StageEnd {
    BuildValues variables;
    std::string workdir = "/";
  };

  Dockerfile& dockerfile_;
  Diagnostics& problems_;
  BuildValues global_, local_;
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
  if (text.size() > largest) {
    problems.push_back({.rule = "dockerfile-syntax", .span = {file, 0, 0}, .message = "the Dockerfile is larger than 1 MiB and is not read", .help = "move what is no instruction into files of its own"});
    return dockerfile;
  }
  const std::size_t before = problems.size();
  Builder builder(dockerfile, problems);
  const std::vector<Instruction> instructions = read_instructions(file, text);
  for (const Instruction& instruction : instructions) builder.take(instruction);
  if (instructions.size() == most_instructions) {
    problems.push_back({.rule = "dockerfile-syntax", .span = instructions.back().span, .message = fmt::format("only {} instructions are read", most_instructions), .help = "split the Dockerfile"});
  }
  if (dockerfile.stages.empty() && problems.size() == before) {
    problems.push_back({.rule = "dockerfile-syntax", .span = {file, 0, 0}, .message = "the Dockerfile has no FROM", .help = "start with FROM and the base image"});
  }
  return dockerfile;
}

}  // namespace portolan::load
