// Plans → the compose documents that they describe, where no compose file exists: one model for each environment, each key with its place.
#pragma once

#include <string>
#include <vector>

#include "base/source_map.h"
#include "load/compose/project.h"
#include "load/environments.h"
#include "model/plan.h"
#include "model/stack.h"

namespace portolan::load {

struct PaperEnvironment {
  FoundEnvironment found;               ///< `files` are names that the plans give; none where they give none
  std::vector<ComposeDocument> layers;  ///< as written, base first; values that only hold a place are tagged `placeholder_tag`
  std::vector<FileId> plans;            ///< that say something about it, in order
};

struct PaperStack {
  std::vector<PaperEnvironment> environments;   ///< development first, production last
  std::vector<Disagreement> disagreements;
  std::size_t left_out = 0;                     ///< fences that are examples, alternatives, history or plans for later
  bool limited = false;                         ///< there was more than is worth joining
  std::size_t services = 0;                     ///< in the environment that has most
};

/// Assembles what the fences of `plans` say, and completes it from tables, bullets and sentences: what no fence says of a service, never against one.
/// Rules: an environment's own fences stand before those for all; a whole file before parts; else the first counts. Fences restart, so maps join key by key
/// and lists that name things join by name.
PaperStack assemble_stack(const std::vector<Plan>& plans, const SourceMap& sources);

/// Whether documents say enough to be a stack on paper: two services with keys in fences, or with images or ports in words.
bool describes_stack(const std::vector<Plan>& plans, const SourceMap& sources);

/// Without the values that only hold a place.
Value without_placeholders(Value document);

}  // namespace portolan::load
