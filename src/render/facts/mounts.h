// All that a service mounts, whichever key of the compose file says so: `volumes`, `tmpfs`, `volumes_from`.
#pragma once

#include <string>
#include <vector>

#include "model/stack.h"
#include "render/facts/masking.h"
#include "render/facts/volumes.h"

namespace portolan::render {

struct MountFact {
  StoreKind kind = StoreKind::named;
  std::string source;   ///< key, path as written, "" for anonymous and memory
  std::string target;
  bool read_only = false;
  std::string options;  ///< as in StoreUse
  Span span;
};

std::vector<MountFact> list_mounts(const Environment& environment, const Service& service, const Masking& masking);

/// "postgres_data", "./nginx", "an anonymous volume", "memory".
std::string describe_mount(const MountFact& mount);

/// "local, type nfs, o addr=…": how a volume is made; "" for an external one. Masked.
std::string driver_text(const Environment& environment, const Volume& volume, const Masking& masking);

/// Whether a path of the host lies in the repository, and is not there. False where the listing can't tell.
bool is_missing(const Stack& stack, const Environment& environment, std::string_view path);

}  // namespace portolan::render
