#include "load/dotenv/substitute.h"

#include <fmt/format.h>

namespace portolan::load {

namespace {

constexpr int deepest = 32;
constexpr std::size_t most_mentions = 10'000;
constexpr std::size_t largest_growth = 1u << 20;  // bytes; Linux gives a program no variable of more than 128 KiB

bool starts_name(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool continues_name(char c) { return starts_name(c) || (c >= '0' && c <= '9'); }

class Substituter {
 public:
  Substituter(const Lookup& lookup, std::vector<Mention>& mentions) : lookup_(lookup), mentions_(mentions) {}

  tl::expected<std::string, SubstitutionError> run(std::string_view text, int depth) {
    std::string result;
    for (std::size_t i = 0; i < text.size();) {
      const std::size_t dollar = text.find('$', i);
      result += text.substr(i, dollar - i);
      if (dollar == std::string_view::npos) break;
      const char next = dollar + 1 < text.size() ? text[dollar + 1] : '\0';
      if (next == '$') {
        result += '$';
        i = dollar + 2;
      } else if (next == '{') {
        const std::size_t end = find_brace(text, dollar + 2);
        if (end == std::string_view::npos) return fail("\"${\" is never closed");
        auto part = braced(text.substr(dollar + 2, end - dollar - 2), depth);
        if (!part) return tl::unexpected(part.error());
        grown_ += part->size();
        result += *part;
        i = end + 1;
      } else if (starts_name(next)) {
        i = name_end(text, dollar + 1);
        const std::string part = plain(text.substr(dollar + 1, i - dollar - 1), depth);
        grown_ += part.size();
        result += part;
      } else {
        result += '$';
        i = dollar + 1;
      }
      if (grown_ > largest_growth) return fail(fmt::format("variables make a text of more than {} bytes", largest_growth));
      if (mentions_.size() > most_mentions) return fail(fmt::format("one text asks for more than {} variables", most_mentions));
    }
    return result;
  }

 private:
  static tl::unexpected<SubstitutionError> fail(std::string reason, std::string_view missing = {}) {
    return tl::unexpected(SubstitutionError{std::move(reason), std::string(missing)});
  }

  static std::size_t name_end(std::string_view text, std::size_t at) {
    while (at < text.size() && continues_name(text[at])) ++at;
    return at;
  }

  /// The brace that closes the one before `at`; those of nested `${` belong to them.
  static std::size_t find_brace(std::string_view text, std::size_t at) {
    int open = 1;
    for (; at < text.size(); ++at) {
      if (text[at] == '}' && --open == 0) return at;
      if (text[at] == '$' && at + 1 < text.size() && text[at + 1] == '{') {
        ++open;
        ++at;
      }
    }
    return std::string_view::npos;
  }

  std::string plain(std::string_view name, int depth) {
    const auto value = lookup_(name);
    mentions_.push_back({std::string(name), value ? MentionOutcome::set : MentionOutcome::unset, false, false, depth > 0, value.value_or("")});
    return value.value_or("");
  }

  tl::expected<std::string, SubstitutionError> braced(std::string_view inside, int depth) {
    if (depth >= deepest) return fail(fmt::format("variables are nested more than {} deep", deepest));
    const std::size_t end = inside.empty() || !starts_name(inside[0]) ? 0 : name_end(inside, 0);
    const std::string_view name = inside.substr(0, end);
    if (end == 0) return fail(fmt::format("\"${{{}}}\" names no variable", inside));
    if (end == inside.size()) return plain(name, depth);
    const bool colon = inside[end] == ':';
    const std::size_t at = end + (colon ? 1 : 0);
    const char kind = at < inside.size() ? inside[at] : '\0';
    if (kind != '-' && kind != '+' && kind != '?') {
      return fail(fmt::format("\"${{{}}}\" is no form of interpolation: after the name come \":-\", \"-\", \":+\", \"+\", \":?\" or \"?\"", inside));
    }
    return operated(name, kind, colon, inside.substr(at + 1), depth);
  }

  tl::expected<std::string, SubstitutionError> operated(std::string_view name, char kind, bool colon, std::string_view operand, int depth) {
    const auto value = lookup_(name);
    const bool present = value && !(colon && value->empty());
    Mention mention{std::string(name), MentionOutcome::set, kind == '-', kind == '?', depth > 0};
    if (kind == '+') {
      mention.outcome = present ? MentionOutcome::alternative : MentionOutcome::unset;
      mention.has_default = true;  // empty text is what its author wants for an unset variable
    } else if (!present) {
      mention.outcome = kind == '-' ? MentionOutcome::default_value : MentionOutcome::unset;
    }
    const std::size_t place = mentions_.size();
    mentions_.push_back(mention);
    // The operand is evaluated even when it is not needed: a mistake in it is a mistake today.
    auto text = run(operand, depth + 1);
    if (!text) return text;
    if (kind == '?' && !present) {
      return fail(fmt::format("mandatory variable \"{}\" {}{}{}", name, value ? "is empty" : "is not set", text->empty() ? "" : ": ", *text), name);
    }
    std::string result = kind == '+' ? (present ? *text : std::string()) : (present ? *value : *text);
    mentions_[place].value = result;
    return result;
  }

  const Lookup& lookup_;
  std::vector<Mention>& mentions_;
  std::size_t grown_ = 0;  // bytes that variables gave, those of operands that are not needed included
};

}  // namespace

tl::expected<Substituted, SubstitutionError> substitute(std::string_view text, const Lookup& lookup) {
  Substituted result;
  auto replaced = Substituter(lookup, result.mentions).run(text, 0);
  if (!replaced) return tl::unexpected(replaced.error());
  result.text = std::move(*replaced);
  return result;
}

std::vector<Mention> find_mentions(std::string_view text) {
  std::vector<Mention> mentions;
  // Every variable has a value, so no mandatory one stops the walk.
  const Lookup present = [](std::string_view) { return std::optional<std::string>("x"); };
  (void)Substituter(present, mentions).run(text, 0);
  return mentions;
}

}  // namespace portolan::load
