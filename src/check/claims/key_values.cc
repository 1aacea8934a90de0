#include "check/claims/key_values.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <optional>

#include "base/file_reader.h"
#include "base/text.h"
#include "check/claims/duration.h"
#include "check/claims/words.h"

namespace portolan::check {
namespace {

/// As the file has it, without quotes; nothing where a value has no place of its own.
std::string raw_text(const SourceMap& sources, const Value& value) {
  if (!value.span.known()) return {};
  return unquoted(trim(sources.text(value.span)));
}

std::string with_single_dollars(std::string text) {
  for (std::size_t at = text.find("$$"); at != std::string::npos; at = text.find("$$", at + 1)) text.erase(at, 1);
  return text;
}

/// "${NAME:-text}" → text, when that is all of it.
std::optional<std::string> default_in(std::string_view text) {
  if (!text.starts_with("${") || !text.ends_with('}')) return std::nullopt;
  const std::size_t mark = text.find('-');
  if (mark == std::string_view::npos || text.substr(0, mark).find_first_of(" ?+$", 2) != std::string_view::npos) return std::nullopt;
  return std::string(text.substr(mark + 1, text.size() - mark - 2));
}

std::optional<double> number_of(std::string_view text) {
  if (text.empty() || text.find_first_not_of("+-.0123456789eE_") != std::string_view::npos || text.find_first_of("0123456789") == std::string_view::npos) return std::nullopt;
  const std::string copy(text);
  char* end = nullptr;
  const double number = std::strtod(copy.c_str(), &end);
  return end == copy.c_str() + copy.size() ? std::optional(number) : std::nullopt;
}

std::optional<bool> truth_of(std::string_view text) {
  const std::string lower = to_lower(text);
  if (lower == "true" || lower == "yes" || lower == "on") return true;
  if (lower == "false" || lower == "no" || lower == "off") return false;
  return std::nullopt;
}

/// Bytes of a size with a unit. Source: Compose Specification, specifying byte values: k is 1024.
std::optional<double> bytes_of(std::string_view text) {
  const std::string lower = to_lower(text);
  const std::size_t unit = std::min(lower.find_first_not_of("0123456789."), lower.size());
  const auto number = number_of(std::string_view(lower).substr(0, unit));
  if (!number) return std::nullopt;
  constexpr std::string_view letters = "bkmgtp";
  const std::string_view rest = std::string_view(lower).substr(unit);
  const std::size_t power = rest.empty() ? std::string_view::npos : letters.find(rest.front());
  const bool plain = rest.size() <= 1 || rest.substr(1) == "b" || rest.substr(1) == "ib";
  if (power == std::string_view::npos || !plain) return std::nullopt;
  return *number * std::pow(1024.0, static_cast<double>(power));
}

bool has_unit_of_time(std::string_view text) { return !text.empty() && std::string_view("smhdw").find(text.back()) != std::string_view::npos; }

bool is_path(std::string_view text) { return text.starts_with('.') || text.starts_with('/') || text.starts_with("~/"); }

bool same_text(std::string_view a, std::string_view b) {
  if (a == b || with_single_dollars(std::string(a)) == with_single_dollars(std::string(b))) return true;
  if (const auto truth = truth_of(a); truth && truth_of(b)) return *truth == *truth_of(b);
  if (const auto first = number_of(a), second = number_of(b); first && second) return std::abs(*first - *second) < 1e-9;
  if (const auto bytes = bytes_of(a)) {
    const auto other = bytes_of(b) ? bytes_of(b) : number_of(b);
    if (other && *other == *bytes) return true;
  }
  if (has_unit_of_time(a) && has_unit_of_time(b)) {
    const auto first = parse_amount(a), second = parse_amount(b);
    if (first && second) return first->contains(second->low);
  }
  return (is_path(a) || is_path(b)) && normal_path(a) == normal_path(b);
}

bool mentions_variable(std::string_view text) {
  for (std::size_t at = text.find('$'); at != std::string_view::npos && at + 1 < text.size(); at = text.find('$', at + 2)) {
    const char next = text[at + 1];
    if (next == '{' || next == '_' || (next >= 'A' && next <= 'Z') || (next >= 'a' && next <= 'z')) return true;
  }
  return false;
}

bool is_unset(const Value& value) {
  return std::any_of(value.origins.begin(), value.origins.end(), [](const Origin& origin) { return origin.kind == OriginKind::unset; });
}

/// From the right, as the short syntax is meant.
struct PortText {
  std::string address, published, target, protocol = "tcp";
};

PortText take_apart(std::string_view text) {
  PortText port;
  if (const std::size_t slash = text.rfind('/'); slash != std::string_view::npos) {
    port.protocol = to_lower(text.substr(slash + 1));
    text = text.substr(0, slash);
  }
  const std::size_t last = text.rfind(':');
  port.target = last == std::string_view::npos ? text : text.substr(last + 1);
  if (last == std::string_view::npos) return port;
  text = text.substr(0, last);
  const std::size_t first = text.rfind(':');
  port.published = first == std::string_view::npos ? text : text.substr(first + 1);
  if (first != std::string_view::npos) port.address = text.substr(0, first);
  return port;
}

/// "3000-3005" holds each of its ports.
bool range_holds(std::string_view text, const PortRange& range) {
  const std::size_t dash = text.find('-');
  const auto first = parse_digits(text.substr(0, dash));
  const auto last = dash == std::string_view::npos ? first : parse_digits(text.substr(dash + 1));
  return first && last && *first <= range.first && range.last <= *last;
}

}  // namespace

Likeness compare_values(const SourceMap& sources, std::string_view written, const Value& real) {
  const std::string raw = raw_text(sources, real);
  if (same_text(written, real.text) || same_text(written, raw)) return Likeness::same;
  if (mentions_variable(written)) {
    const auto fallback = default_in(written);
    return fallback && same_text(*fallback, real.text) ? Likeness::same : Likeness::unknown;
  }
  return is_unset(real) ? Likeness::unknown : Likeness::different;
}

bool same_port(std::string_view written, const PortMapping& real) {
  const PortText port = take_apart(written);
  if (port.protocol != real.protocol || !range_holds(port.target, real.target)) return false;
  if (port.published.empty() != !real.published.has_value()) return false;
  if (!port.published.empty() && !range_holds(port.published, *real.published)) return false;
  const auto everywhere = [](std::string_view address) { return address.empty() || address == "0.0.0.0"; };
  return port.address == real.host_ip || (everywhere(port.address) && everywhere(real.host_ip));
}

bool same_mount(const Environment& environment, std::string_view written, const Mount& real) {
  const std::vector<std::string_view> parts = split(written, ':');
  const std::string_view source = parts.size() > 1 ? parts[0] : std::string_view(), target = parts.size() > 1 ? parts[1] : parts[0];
  const std::vector<std::string_view> options = parts.size() > 2 ? split(parts[2], ',') : std::vector<std::string_view>{};
  const bool read_only = std::find(options.begin(), options.end(), "ro") != options.end();
  if (normal_path(target) != normal_path(real.target) || read_only != real.read_only) return false;
  if (real.type != MountType::volume) return normal_path(source) == normal_path(real.source);
  const Volume* volume = environment.find_volume(real.source);
  return source == real.source || (volume && volume->resource_name == source);
}

}  // namespace portolan::check
