#include "check/rules/rules.h"

namespace portolan::check {

const std::vector<const Rule*>& all_rules() {
  static const std::vector<const Rule*> rules{
      &bind_mount_contradicted,
      &env_template_incomplete,
      &exposure_contradicted,
      &persistence_contradicted,
      &plan_contradicted,
      &plan_fences_disagree,
      &plan_port_mismatch,
      &probe_tool_missing,
      &reload_contradicted,
      &trust_authentication_published,
      &undefined_reference,
      &unknown_service_in_command,
  };
  return rules;
}

const Rule* find_rule(std::string_view name) {
  for (const Rule* rule : all_rules()) {
    if (rule->name == name) return rule;
  }
  return nullptr;
}

}  // namespace portolan::check
