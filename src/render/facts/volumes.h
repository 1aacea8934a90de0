// Where an environment keeps data: named volumes, folders of the host, memory; who mounts them, and what the plans say.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/finding.h"
#include "model/stack.h"
#include "render/facts/claims.h"
#include "render/facts/masking.h"

namespace portolan::render {

enum class StoreKind {
  named,      ///< a volume with a key of its own
  bind,       ///< a file or folder of the host
  anonymous,  ///< a volume that belongs to one container
  memory,     ///< tmpfs
  other,      ///< named pipe, image, cluster volume
};

/// One mount of a store.
struct StoreUse {
  const Service* service = nullptr;
  std::string target;
  bool read_only = false;
  std::string options;  ///< "at most 64 MiB", "only its folder \"logs\""; "" for none
  Span span;
};

/// What stands for the same data in another environment: what the same services mount at the same places.
struct StoreElsewhere {
  enum class Presence { same, renamed, absent } presence = Presence::absent;
  std::size_t environment = 0;
  std::string name;  ///< when it is renamed
};

struct StoreFact {
  StoreKind kind = StoreKind::named;
  std::string name;                 ///< key, or path as written; "" for anonymous and memory
  const Volume* volume = nullptr;   ///< its definition, when the files have one
  std::string driver;               ///< "local, type nfs"; "" for what is no volume
  bool missing = false;             ///< a path of the repository that is not there
  std::vector<StoreUse> uses;       ///< by service; none: nothing mounts it
  std::string purpose;              ///< the plan's words, "" when it has none
  std::optional<ClaimView> claim;   ///< the plan's statement about it; a contradicted one before others
  std::vector<StoreElsewhere> elsewhere;  ///< one for each other environment
  Span span;

  bool shared() const;              ///< by two services or more
};

/// By kind, then in the order of the files. Texts are masked where the files could hold secrets.
std::vector<StoreFact> list_stores(const Stack& stack, const StackReport& report, std::size_t environment, const Masking& masking);

/// What became of the claims about volumes.
Verdicts judge_stores(const Stack& stack, const StackReport& report, std::size_t environment);

}  // namespace portolan::render
