#include "check/rules/contradictions.h"
#include "check/rules/rules.h"

namespace portolan::check {

const Rule plan_port_mismatch{
    .name = "plan-port-mismatch",
    .category = Category::correctness,
    .summary = "the plan states a port that the compose file contradicts",
    .run = report_contradicted<PublishesPort>,
};

}  // namespace portolan::check
