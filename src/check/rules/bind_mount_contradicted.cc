#include "check/rules/contradictions.h"
#include "check/rules/rules.h"

namespace portolan::check {

const Rule bind_mount_contradicted{
    .name = "bind-mount-contradicted",
    .category = Category::correctness,
    .summary = "the plan says that files of the host are mounted, or that none are, and compose does otherwise",
    .run = report_contradicted<MountsCode>,
};

}  // namespace portolan::check
