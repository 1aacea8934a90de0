// All rules by name: one .cc each, one line here, one line in rules.cc, one page in content/rules/.
#pragma once

#include "check/rule.h"

namespace portolan::check {

extern const Rule bind_mount_contradicted;
extern const Rule env_template_incomplete;
extern const Rule exposure_contradicted;
extern const Rule persistence_contradicted;
extern const Rule plan_contradicted;
extern const Rule plan_fences_disagree;
extern const Rule plan_port_mismatch;
extern const Rule probe_tool_missing;
extern const Rule reload_contradicted;
extern const Rule trust_authentication_published;
extern const Rule undefined_reference;
extern const Rule unknown_service_in_command;

}  // namespace portolan::check
