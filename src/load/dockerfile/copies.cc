#include "load/dockerfile/copies.h"

#include "base/file_reader.h"
#include "base/text.h"

namespace portolan::load {

static bool is_no_file(std::string_view source) {
  return source.find("://") != std::string_view::npos || source.starts_with("git@") || source.starts_with("<<");
}

std::optional<StageCopy> read_copy(const Instruction& instruction, const std::string& workdir) {
  StageCopy copy{.from = {}, .sources = {}, .target = {}, .span = instruction.span};
  std::vector<Spanned<std::string>> words;
  std::size_t begin = 0;
  for (const InstructionWord& word : instruction_words(instruction.text, instruction.escape)) {
    if (words.empty() && word.text.starts_with("--")) {
      if (word.text.starts_with("--from=")) copy.from = word.text.substr(7);
      begin = word.end;
    } else {
      words.push_back({word.text, instruction.place(word.begin, word.end)});
    }
  }
  if (const auto list = exec_form(std::string_view(instruction.text).substr(begin))) {
    words.clear();
    for (const std::string& word : *list) words.push_back({word, instruction.span});
  }
  if (words.size() < 2) return std::nullopt;
  copy.target = std::move(words.back());
  words.pop_back();
  std::erase_if(words, [](const Spanned<std::string>& word) { return is_no_file(word.value); });
  if (words.empty()) return std::nullopt;
  copy.sources = std::move(words);
  const std::string& written = copy.target.value;
  const bool folder = written.ends_with('/') || written == "." || written.ends_with("/.") || written == "..";
  copy.target.value = join_path(workdir, written);
  if (folder && !copy.target.value.ends_with('/')) copy.target.value += '/';
  return copy;
}

}  // namespace portolan::load
