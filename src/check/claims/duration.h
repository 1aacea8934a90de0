// Durations and counts as people write them in documents: "10s", "5-10s", "30 seconds".
#pragma once

#include <optional>
#include <string_view>

namespace portolan::check {

/// Both ends belong to it.
struct Amount {
  double low = 0;
  double high = 0;

  bool contains(double value) const { return low - 1e-9 <= value && value <= high + 1e-9; }
  bool operator==(const Amount&) const = default;
};

/// Shape:  PART or PART-PART; a part is `N UNIT…` ("1m30s", "1.5 hours"); the first part of a range may leave its unit to the second; dashes and "to" part.
/// Units:  seconds; a plain number stays itself (retries have no unit).
/// Errors: nothing for other texts.
std::optional<Amount> parse_amount(std::string_view text);

}  // namespace portolan::check
