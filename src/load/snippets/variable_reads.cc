#include "load/snippets/variable_reads.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>

#include "base/file_reader.h"
#include "base/text.h"
#include "load/snippets/shell_reads.h"

namespace portolan::load {

namespace {

constexpr std::size_t most_names = 200;

bool is_name_start(char c) { return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_name_char(char c) { return is_name_start(c) || (c >= '0' && c <= '9'); }

/// What stands before the name of a variable.
struct Shape {
  Language language;
  std::string_view opening;         ///< up to the name or its quote
  std::string_view library = "";    ///< that the file must mention, for a function whose name is not telling enough
};

constexpr std::array shapes = {
    Shape{Language::python, "environ["},        Shape{Language::python, "environ.get("},       Shape{Language::python, "environ.setdefault("},
    Shape{Language::python, "environ.pop("},    Shape{Language::python, "getenv("},            Shape{Language::python, "config(", "decouple"},
    Shape{Language::python, "env(", "environ"}, Shape{Language::python, "env.str(", "environ"}, Shape{Language::python, "env.bool(", "environ"},
    Shape{Language::python, "env.int(", "environ"}, Shape{Language::python, "env.list(", "environ"}, Shape{Language::python, "env.db(", "environ"},
    Shape{Language::python, "env.url(", "environ"}, Shape{Language::javascript, "process.env."}, Shape{Language::javascript, "process.env?."},
    Shape{Language::javascript, "process.env["}, Shape{Language::javascript, "import.meta.env."}, Shape{Language::javascript, "import.meta.env["},
    Shape{Language::php, "getenv("},            Shape{Language::php, "$_ENV["},                Shape{Language::php, "env("},
    Shape{Language::ruby, "ENV["},              Shape{Language::ruby, "ENV.fetch("},
};

/// What Vite itself puts there.
/// Source: https://vite.dev/guide/env-and-mode
bool is_built_in(std::string_view opening, std::string_view name) {
  constexpr std::array names = {"BASE_URL", "DEV", "MODE", "PROD", "SSR"};
  return opening.starts_with("import.meta") && std::find(names.begin(), names.end(), name) != names.end();
}

bool is_comment(std::string_view line) {
  line = trim(line);
  return line.starts_with('#') || line.starts_with("//") || line.starts_with("/*") || line.starts_with("* ") || line == "*";
}

/// A place of `shape` at `at`, of which nothing is a part of a longer name: "my_getenv(" is another function.
bool opens_at(std::string_view text, std::size_t at, const Shape& shape) {
  return at == 0 || shape.opening.front() == '$' || !(is_name_char(text[at - 1]) || (shape.opening == "env(" && (text[at - 1] == '.' || text[at - 1] == '>')));
}

/// A second argument, or an operator that falls back.
bool falls_back(std::string_view rest, bool called) {
  while (!rest.empty() && (rest.front() == ' ' || rest.front() == ']' || (!called && rest.front() == ')'))) rest.remove_prefix(1);
  if (called && rest.starts_with(',')) {
    rest = trim(rest.substr(1));
    return !rest.starts_with(')') && !rest.starts_with("cast");
  }
  if (called && rest.starts_with(')')) rest = trim(rest.substr(1, 8));
  return rest.starts_with("||") || rest.starts_with("??") || rest.starts_with("?:") || rest.starts_with("or ");
}

class Reads {
 public:
  Reads(const SourceMap& sources, FileId file) : file_(file), path_(sources.path(file)), text_(sources.text(file)) {}

  void find(const Shape& shape) {
    if (!shape.library.empty() && text_.find(shape.library) == std::string_view::npos) return;
    for (std::size_t at = text_.find(shape.opening); at != std::string_view::npos; at = text_.find(shape.opening, at + 1)) {
      if (opens_at(text_, at, shape)) take(shape, at + shape.opening.size());
    }
  }

  std::vector<VariableRead> sorted() {
    std::sort(reads_.begin(), reads_.end(), [](const VariableRead& a, const VariableRead& b) { return a.name.span.begin < b.name.span.begin; });
    std::vector<VariableRead> first;
    for (VariableRead& read : reads_) {
      const auto same = std::find_if(first.begin(), first.end(), [&](const VariableRead& other) { return other.name.value == read.name.value; });
      if (same != first.end()) same->has_default = same->has_default || read.has_default;
      if (same == first.end() && first.size() < most_names) first.push_back(std::move(read));
    }
    return first;
  }

 private:
  void take(const Shape& shape, std::size_t at) {
    const std::size_t line = text_.rfind('\n', at) + 1;  // npos + 1 is the beginning
    if (is_comment(text_.substr(line, at - line))) return;
    const bool called = shape.opening.ends_with('('), member = shape.opening.ends_with('.');
    while (called && at < text_.size() && (text_[at] == ' ' || text_[at] == '\n' || text_[at] == '\r' || text_[at] == '\t')) ++at;
    const char quote = at < text_.size() ? text_[at] : '\0';
    const bool quoted = quote == '"' || quote == '\'' || quote == '`';
    if (quoted == member) return;  // a name behind a dot has no quotes, all others have them
    const std::size_t begin = at + (quoted ? 1 : 0);
    std::size_t end = begin;
    while (end < text_.size() && is_name_char(text_[end])) ++end;
    if (end == begin || !is_name_start(text_[begin]) || (quoted && (end >= text_.size() || text_[end] != quote))) return;
    const std::string_view name = text_.substr(begin, end - begin);
    if (is_built_in(shape.opening, name) || reads_.size() >= 20 * most_names) return;
    reads_.push_back({.name = {std::string(name), {file_, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}},
                      .path = path_,
                      .has_default = falls_back(text_.substr(end + (quoted ? 1 : 0), 80), called)});
  }

  FileId file_;
  std::string path_;
  std::string_view text_;
  std::vector<VariableRead> reads_;
};

bool is_test(std::string_view path) {
  const std::string name = to_lower(file_name_of(path));
  for (const std::string_view part : split(path, '/')) {
    if (part == "test" || part == "tests" || part == "__tests__" || part == "spec" || part == "e2e") return true;
  }
  return name.starts_with("test_") || name.find(".test.") != std::string::npos || name.find(".spec.") != std::string::npos;
}

}  // namespace

std::optional<Language> language_of(std::string_view path, std::string_view text) {
  const std::string name = to_lower(file_name_of(path));
  if (is_test(path) || name.ends_with(".min.js") || name.ends_with(".d.ts")) return std::nullopt;
  struct Ending {
    std::string_view text;
    Language language;
  };
  for (const Ending& ending : {Ending{".sh", Language::shell}, Ending{".bash", Language::shell}, Ending{".py", Language::python}, Ending{".js", Language::javascript},
                               Ending{".mjs", Language::javascript}, Ending{".cjs", Language::javascript}, Ending{".ts", Language::javascript}, Ending{".mts", Language::javascript},
                               Ending{".jsx", Language::javascript}, Ending{".tsx", Language::javascript}, Ending{".vue", Language::javascript}, Ending{".svelte", Language::javascript},
                               Ending{".php", Language::php}, Ending{".rb", Language::ruby}}) {
    if (name.ends_with(ending.text)) return ending.language;
  }
  const std::string_view first = text.substr(0, std::min<std::size_t>(text.find('\n'), 80));
  if (name.find('.') != std::string::npos || !first.starts_with("#!")) return std::nullopt;
  if (first.find("python") != std::string_view::npos) return Language::python;
  if (first.find("node") != std::string_view::npos) return Language::javascript;
  if (first.find("ruby") != std::string_view::npos) return Language::ruby;
  return first.ends_with("sh") || first.find("sh ") != std::string_view::npos ? std::optional(Language::shell) : std::nullopt;
}

std::vector<VariableRead> read_variable_reads(const SourceMap& sources, FileId file, Language language) {
  if (language == Language::shell) return read_shell_reads(sources, file, most_names);
  Reads reads(sources, file);
  for (const Shape& shape : shapes) {
    if (shape.language == language) reads.find(shape);
  }
  return reads.sorted();
}

}  // namespace portolan::load
