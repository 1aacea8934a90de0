#include "check/rules/contradictions.h"
#include "check/rules/rules.h"

namespace portolan::check {

const Rule reload_contradicted{
    .name = "reload-contradicted",
    .category = Category::suspicion,
    .summary = "the plan says that changed code is loaded again, or is not, and the command that runs says otherwise",
    .run = report_contradicted<ReloadsCode>,
};

}  // namespace portolan::check
