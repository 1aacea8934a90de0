// Small questions about plain text that every stage asks.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace portolan {

/// ASCII white space only.
std::string_view trim(std::string_view text);
/// ASCII letters only.
std::string to_lower(std::string_view text);
bool equals_ignoring_case(std::string_view a, std::string_view b);
/// Parts between separators; "a,,b" has three, "" has one empty part.
std::vector<std::string_view> split(std::string_view text, char separator);
/// Words between ASCII white space; none for a blank text.
std::vector<std::string_view> split_words(std::string_view text);
std::string join(const std::vector<std::string>& parts, std::string_view separator);
/// `a`, `a and b`, `a, b and c`.
std::string join_naturally(const std::vector<std::string>& parts);
/// "service" for 1, "services" for any other number.
std::string plural(std::size_t number, std::string_view singular);
/// "1 service", "2 services".
std::string count_of(std::size_t number, std::string_view singular, std::string_view plural = {});
/// Whole text as a decimal number of at most nine digits.
std::optional<int> parse_digits(std::string_view text);
/// Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours, in bytes.
std::size_t edit_distance(std::string_view a, std::string_view b);
/// The candidate most like `word`, when it is like enough to be what was meant (a third of its letters wrong at most).
std::optional<std::string> nearest(std::string_view word, const std::vector<std::string>& candidates);
/// Lower-case words joined by dashes, for file names and URLs: "Basic Production" → "basic-production"; never empty.
std::string slug(std::string_view text);

}  // namespace portolan
