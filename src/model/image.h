// Image references: registry, repository, tag, digest.
#pragma once

#include <string>
#include <string_view>

#include "base/expected.h"

namespace portolan {

struct ImageReference {
  std::string registry;    ///< "" when Docker Hub is meant
  std::string repository;  ///< "postgres", "grafana/grafana"; "library/" is dropped
  std::string tag;         ///< "" when none is given
  std::string digest;      ///< "sha256:…" or ""

  bool operator==(const ImageReference&) const = default;
};

/// Shape:  [REGISTRY/]REPOSITORY[:TAG][@DIGEST]; a first part with a dot, a colon or "localhost" is the registry.
/// Errors: a reason to print after `image "…": `.
/// Source: distribution/reference grammar.
Expected<ImageReference> parse_image(std::string_view text);

/// As Docker prints it, without defaults.
std::string to_string(const ImageReference& image);

}  // namespace portolan
