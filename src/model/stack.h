// One product: its environments, plans and companion files. The root is the handbook: one over many stacks.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "model/companion.h"
#include "model/environment.h"
#include "model/plan.h"

namespace portolan {

/// Two places of a plan that say different things about one key of a stack that exists only on paper.
struct Disagreement {
  std::string service;  ///< "" for keys of the top level
  std::string key;      ///< below the service: "ports", "deploy.resources.limits.memory"
  Span taken;           ///< what the model holds
  Span left;            ///< what it does not
  std::vector<std::string> environments;
};

struct Stack {
  std::string name;    ///< "exhibition": unique in the handbook, used in URLs
  std::string title;   ///< "Exhibition", for headings
  std::string folder;  ///< relative to ROOT, "" when ROOT is the stack
  std::string reason;  ///< how discovery found it, for `-v`
  std::vector<Environment> environments;  ///< development first, production last
  std::vector<Plan> plans;
  std::vector<Dockerfile> dockerfiles;
  std::vector<ProxyConfig> proxies;
  std::vector<EnvTemplate> env_templates;
  std::vector<PackageManifest> packages;
  std::vector<VariableRead> variable_reads{};  ///< by scripts and programs, in the order of their paths and lines
  PathInventory paths;
  Diagnostics problems;  ///< what load found wrong with this stack's files
  bool on_paper = false;                     ///< no compose file: the environments were assembled from the plans
  std::vector<Disagreement> disagreements{};  ///< of the plans of a stack on paper with themselves

  const Environment* find_environment(std::string_view environment) const;
  const Dockerfile* find_dockerfile(std::string_view path) const;
};

struct Handbook {
  std::string title;
  std::vector<Stack> stacks;    ///< sorted by name
  std::vector<Plan> guide;      ///< documents that describe no stack
  Diagnostics problems;         ///< about files that belong to no stack

  const Stack* find_stack(std::string_view stack) const;
};

}  // namespace portolan
