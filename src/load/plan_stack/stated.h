// What a document says of services outside its fences, as keys of a compose file.
#pragma once

#include <vector>

#include "base/source_map.h"
#include "load/plan_stack/service_names.h"
#include "model/plan.h"
#include "model/value.h"

namespace portolan::load {

/// The names that fences define, commands use and statements are about.
ServiceNames gather_names(const std::vector<Plan>& plans);

/// A statement and the document that makes it.
struct PlacedStatement {
  const Plan* plan = nullptr;
  const Statement* statement = nullptr;
};

/// Each service of `statements` with the keys that they give it, in the order of the statements; `services`, `networks` and `volumes` of a compose
/// document. Every value has the origin `implied` and its place in the document. What no key of Compose says is left out.
Value stated_tree(const std::vector<PlacedStatement>& statements, const ServiceNames& names, const SourceMap& sources);

/// Whether what is stated of a service is enough to say that there is one: an image, a port that is published, a build; a name alone is not.
bool makes_service(const Value& stated);

}  // namespace portolan::load
