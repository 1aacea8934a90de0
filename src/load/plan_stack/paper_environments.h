// Which environments the plans of a stack without compose files speak of, and which of them a scope means.
#pragma once

#include <string>
#include <vector>

#include "load/environments.h"
#include "model/plan.h"

namespace portolan::load {

/// A compose file that only plans know, as Docker would find or be given it.
struct PaperEnvironments {
  std::vector<FoundEnvironment> environments;  ///< development first, production last; `files` are names that plans give, none where they give none

  /// Indices of those that the words of `scope` mean; none for a scope without words, and for words that mean no environment.
  std::vector<std::size_t> meant_by(const Scope& scope) const;
  std::vector<std::size_t> with_file(std::string_view file) const;
};

/// Never empty. A compose file makes an environment when a fence, a heading or a command names it; words for a kind ("Production") do when
/// a heading, a label or a column puts facts about services under them.
PaperEnvironments choose_paper_environments(const std::vector<Plan>& plans);

/// Whether a fragment belongs to the model: stated, or planned where the whole stack is.
bool is_taken(const Fragment& fragment, bool all_planned);
/// Whether nothing but planned fences describe services.
bool all_planned(const std::vector<Plan>& plans);

/// Facts that say what a service is made of.
bool defines_service(const Fact& fact);

}  // namespace portolan::load
