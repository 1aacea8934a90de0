// Lays trees of compose documents together key by key, where none of them is meant to override another.
#pragma once

#include <string>
#include <vector>

#include "model/stack.h"
#include "model/value.h"

namespace portolan::load {

/// What stands already stays; what is missing comes in; what differs is written down. Lists that name things (ports, volumes, variables …) take in further
/// things, everything else is compared whole. Work is bounded: beyond the bound nothing more is joined.
class Joiner {
 public:
  /// Fills `tree` up from `more`. Differences become disagreements, each place once.
  void join(Value& tree, const Value& more);
  /// The same without a word about differences: what `tree` says is meant more narrowly.
  void fill(Value& tree, const Value& more);
  /// Gives each service of `tree` the keys of `more` that it does not have at all; services that it does not have stay out.
  void complete(Value& tree, const Value& more);

  const std::vector<Disagreement>& disagreements() const { return disagreements_; }
  bool exhausted() const { return steps_ > most_steps; }

 private:
  static constexpr std::size_t most_steps = 20'000'000;
  static constexpr std::size_t most_disagreements = 100;

  using Path = std::vector<std::string>;

  void lay(Value& tree, const Value& more, Path& path);
  void lay_map(Value& tree, const Value& more, Path& path);
  void lay_names(Value& tree, const Value& more, Path& path);
  void lay_builds(Value& tree, const Value& more, Path& path);
  void lay_pairs(Value& tree, const Value& more, Path& path);
  void lay_list(Value& tree, const Value& more, Path& path);
  void differ(const Value& taken, const Value& left, const Path& path);

  std::vector<Disagreement> disagreements_;
  bool silent_ = false;
  std::size_t steps_ = 0;
};

/// The tag of a value that only holds the place of one: "<password>", "5-10s" where a duration is asked for.
inline constexpr std::string_view placeholder_tag = "!placeholder";
/// The tag of a value that needs something which is not there: a dependency on a service that can't run.
inline constexpr std::string_view left_out_tag = "!left-out";

inline bool is_set_aside(const Value& value) { return value.tag == placeholder_tag || value.tag == left_out_tag; }

}  // namespace portolan::load
