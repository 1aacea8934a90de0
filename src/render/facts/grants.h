// Secrets and configs of an environment: where each comes from, and who is given it under which path. Never a value.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "model/finding.h"
#include "model/stack.h"
#include "render/facts/claims.h"
#include "render/facts/masking.h"

namespace portolan::render {

struct GrantUse {
  const Service* service = nullptr;
  std::string path;          ///< in the container: "/run/secrets/db_password"; "" when only the build sees it
  Span span;
};

struct GrantFact {
  std::string name;
  const Secret* definition = nullptr;  ///< none: a service names what no file defines
  std::string from;          ///< "./secrets/db_password.txt", "variable TOKEN", "the compose file"; "" for external ones
  bool missing = false;      ///< its file is not in the repository
  std::vector<GrantUse> uses;
  std::optional<ClaimView> claim;
  Span span;
};

/// By definition, then those that are only named. Configs have no claims.
std::vector<GrantFact> list_secrets(const Stack& stack, const StackReport& report, std::size_t environment, const Masking& masking);
std::vector<GrantFact> list_configs(const Stack& stack, std::size_t environment, const Masking& masking);

}  // namespace portolan::render
