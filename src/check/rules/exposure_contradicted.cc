#include "check/rules/contradictions.h"
#include "check/rules/rules.h"

namespace portolan::check {

const Rule exposure_contradicted{
    .name = "exposure-contradicted",
    .category = Category::security,
    .summary = "the plan calls a service closed, or the only open one, and the networks and ports say otherwise",
    .run = report_contradicted<Exposure>,
};

}  // namespace portolan::check
