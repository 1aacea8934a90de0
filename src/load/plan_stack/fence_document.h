// One fence of a plan as a compose document of its own.
#pragma once

#include <string>
#include <vector>

#include "load/plan_stack/service_names.h"
#include "model/plan.h"
#include "model/value.h"

namespace portolan::load {

/// The tree of the fragment below the keys of its path, without what no compose file holds. Keys of a service stand under the name to which the words of its heading
/// lead; an empty map when they lead to none.
Value fence_document(const Fragment& fragment, const ServiceNames& names);

/// Names of services that the fences of a plan define.
std::vector<std::string> services_in_fences(const Plan& plan);

}  // namespace portolan::load
