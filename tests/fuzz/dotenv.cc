#include <map>

#include "load/dotenv/dotenv.h"
#include "tests/fuzz/target.h"

namespace portolan::fuzz {

namespace {

const load::Lookup lookup = [](std::string_view name) -> std::optional<std::string> {
  if (name == "HOME") return "/home/anna";
  if (name == "EMPTY") return "";
  return std::nullopt;
};

/// In double quotes every byte but these four stands for itself.
std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\' || c == '$') out += '\\';
    out += c;
  }
  return out + "\"";
}

}  // namespace

void fuzz_dotenv(std::string_view input) {
  SourceMap sources;
  const FileId file = sources.add(".env", std::string(input));
  Diagnostics problems;
  const std::vector<load::DotenvEntry> entries = load::read_dotenv(sources, file, lookup, problems);
  require_located(sources, problems);
  std::string printed;
  for (const load::DotenvEntry& entry : entries) {
    require_place(sources, entry.name.span);
    require(sources.text(entry.name.span) == entry.name.value, "a name stands where it is said to stand");
    if (entry.value) require_place(sources, entry.value->span);
    printed += entry.name.value + (entry.value ? "=" + quoted(entry.value->value) : "") + "\n";
  }
  const bool named = printed.find("\n=") == std::string::npos && !printed.starts_with('=');
  if (!named) return;
  Diagnostics none;
  const std::vector<load::DotenvEntry> again = load::read_dotenv(sources, sources.add("printed.env", printed), lookup, none);
  // An octal escape makes any byte, also one that no file may hold.
  if (!none.empty() && none[0].rule == "not-utf8") return;
  require(none.empty() && again.size() == entries.size(), "values in quotes can be read again");
  for (std::size_t i = 0; i < entries.size(); ++i) {
    require(again[i].name.value == entries[i].name.value, "names survive");
    require(again[i].value.has_value() == entries[i].value.has_value(), "bare names stay bare");
    if (entries[i].value) require(again[i].value->value == entries[i].value->value, "values in quotes survive");
  }
}

}  // namespace portolan::fuzz
