// A page of the handbook as the places where a reader finds a fact: its table rows, list items, cards and sections.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace portolan::test {

enum class PlaceKind { row, item, card, section };

struct Place {
  PlaceKind kind = PlaceKind::section;
  /// What it says. Entities are resolved, white space is folded, cells are parted by " | "; a line of code ends with "\n". Numbers of source lines are
  /// left out, and so is what stands below a head "Plan".
  std::string text;
  /// Heads of the row's columns that have something in this row: in a matrix the fact is a mark below a name.
  std::string columns;
  /// The heading right above, with the row that heads a group of rows.
  std::string heading;
  /// All headings above, from the page's title down.
  std::string path;
};

/// The places of the page's main part, in the order in which they begin; without pictures, buttons, navigation and search forms.
std::vector<Place> places_of(std::string_view html);

/// How often `words` stand in `text` as whole words, in either case: "80" is not in "8080", "redis" not in "redis-cli" or "redis_data",
/// "/api" is in "/api/" but not in "/api/v1".
std::size_t count_words(std::string_view text, std::string_view words);

}  // namespace portolan::test
