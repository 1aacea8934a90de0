#include "check/rules/contradictions.h"
#include "check/rules/rules.h"

namespace portolan::check {

const Rule persistence_contradicted{
    .name = "persistence-contradicted",
    .category = Category::suspicion,
    .summary = "the plan says that data outlive their container, or do not, and the mounts say otherwise",
    .run = report_contradicted<KeepsData>,
};

}  // namespace portolan::check
