#include "load/snippets/shell_reads.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <string_view>

#include "base/text.h"

namespace portolan::load {

namespace {

constexpr std::array shell_names = {"EUID", "FUNCNAME", "HOME", "HOSTNAME", "IFS", "LINENO", "OLDPWD", "OPTARG", "OPTIND", "PATH", "PIPESTATUS", "PPID", "PWD", "RANDOM", "REPLY",
                                    "SECONDS", "SHELL", "SHLVL", "TERM", "UID"};

bool is_name_char(char c) { return c == '_' || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

std::string_view name_at(std::string_view line, std::size_t begin) {
  std::size_t end = begin;
  while (end < line.size() && is_name_char(line[end])) ++end;
  const bool longer = end < line.size() && line[end] >= 'a' && line[end] <= 'z';
  return longer || (begin < line.size() && line[begin] >= '0' && line[begin] <= '9') ? std::string_view{} : line.substr(begin, end - begin);
}

/// Names that a line gives a value before it uses them: `for X in`, `read X`.
void add_loop_names(std::string_view line, std::set<std::string, std::less<>>& own) {
  bool takes_names = false;
  for (const std::string_view word : split_words(line)) {
    if (word == "for" || word == "read") {
      takes_names = true;
    } else if (word == "in" || word.ends_with(';')) {
      takes_names = false;
    } else if (takes_names) {
      if (const auto name = name_at(word, 0); name.size() == word.size()) own.emplace(name);
    }
  }
}

/// `X=…`, also behind `export` and `local`.
void add_assigned(std::string_view line, std::set<std::string, std::less<>>& own) {
  for (const std::string_view word : split_words(line)) {
    const std::string_view name = name_at(word, 0);
    if (!name.empty() && word.substr(name.size()).starts_with('=')) own.emplace(name);
  }
}

class Script {
 public:
  Script(const SourceMap& sources, FileId file, std::size_t most) : sources_(sources), file_(file), most_(most) {}

  std::vector<VariableRead> read() {
    const std::string_view text = sources_.text(file_);
    for (std::size_t begin = 0; begin < text.size() && reads_.size() < most_;) {
      const std::size_t end = std::min(text.find('\n', begin), text.size());
      read_line(text.substr(begin, end - begin), begin);
      begin = end + 1;
    }
    return std::move(reads_);
  }

 private:
  void read_line(std::string_view line, std::size_t offset) {
    add_loop_names(line, own_);
    bool single = false, twice = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
      const char c = line[i];
      if (c == '\\') ++i;
      if (c == '\'' && !twice) single = !single;
      if (c == '"' && !single) twice = !twice;
      if (c == '#' && !single && !twice && (i == 0 || line[i - 1] == ' ' || line[i - 1] == '\t')) {
        line = line.substr(0, i);
        break;
      }
      if (c == '$' && !single) take(line, i + 1, offset);
    }
    add_assigned(line, own_);  // after what it reads: X=${X:-1} asks for X first
  }

  void take(std::string_view line, std::size_t at, std::size_t offset) {
    const bool braced = at < line.size() && line[at] == '{';
    const std::size_t begin = at + (braced ? 1 : 0);
    const std::string_view name = name_at(line, begin);
    const bool shells = std::find(shell_names.begin(), shell_names.end(), name) != shell_names.end() || name.starts_with("BASH");
    if (name.empty() || name == "_" || shells || own_.contains(name)) return;
    const std::string_view rest = braced ? line.substr(begin + name.size()) : std::string_view{};
    const bool has_default = rest.starts_with(":-") || rest.starts_with('-') || rest.starts_with(":=") || rest.starts_with('=') || rest.starts_with(":+") || rest.starts_with('+');
    const auto same = std::find_if(reads_.begin(), reads_.end(), [&](const VariableRead& read) { return read.name.value == name; });
    if (same != reads_.end()) {
      same->has_default = same->has_default || has_default;
      return;
    }
    const auto place = static_cast<std::uint32_t>(offset + begin);
    reads_.push_back({.name = {std::string(name), {file_, place, place + static_cast<std::uint32_t>(name.size())}}, .path = sources_.path(file_), .has_default = has_default});
  }

  const SourceMap& sources_;
  FileId file_;
  std::size_t most_;
  std::vector<VariableRead> reads_;
  std::set<std::string, std::less<>> own_;
};

}  // namespace

std::vector<VariableRead> read_shell_reads(const SourceMap& sources, FileId file, std::size_t most) { return Script(sources, file, most).read(); }

}  // namespace portolan::load
