#include "load/dotenv/substitute.h"
#include "tests/fuzz/target.h"

namespace portolan::fuzz {

namespace {

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) out += c == '$' ? "$$" : std::string(1, c);
  return out;
}

}  // namespace

/// The first line is the value of A; the rest is the text that asks for variables.
void fuzz_interpolation(std::string_view input) {
  const std::size_t line = input.find('\n');
  const std::string value(input.substr(0, line));
  const std::string_view text = line == std::string_view::npos ? std::string_view{} : input.substr(line + 1);
  const load::Lookup lookup = [&](std::string_view name) -> std::optional<std::string> {
    if (name == "A") return value;
    if (name == "EMPTY") return "";
    return std::nullopt;
  };
  const auto result = load::substitute(text, lookup);
  const std::vector<load::Mention> mentions = load::find_mentions(text);
  if (!result) {
    require(!result.error().reason.empty(), "an error has its reason");
  } else {
    require(result->mentions.size() == mentions.size(), "each variable is mentioned, whether its operand is needed or not");
    for (std::size_t i = 0; i < mentions.size(); ++i) require(result->mentions[i].name == mentions[i].name, "in the order of the text");
    if (text.find('$') == std::string_view::npos) require(result->text == text, "a text without a dollar stays");
  }
  const auto same = load::substitute(escaped(text), lookup);
  require(same && same->text == text && same->mentions.empty(), "an escaped text is itself");
}

}  // namespace portolan::fuzz
