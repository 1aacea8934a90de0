// Who waits for whom when an environment starts: what depends_on implies, over several services as well.
#pragma once

#include "model/environment.h"

namespace portolan::check {

/// The dependency of `start` that leads to `goal`, directly or over services each of which waits for `condition`; nullptr when nothing makes it
/// wait. Every wait is one for "started".
const Dependency* find_wait(const Environment& environment, const Service& start, const Service& goal, DependencyCondition condition);

Span place_of(const Dependency& dependency);

}  // namespace portolan::check
