// Kinds of facts that are read and shown, and that nothing proves so far.
#include "check/claims/provers.h"

namespace portolan::check {

static Judgement unproved() { return open("Portolan does not prove this kind of statement yet"); }

Judgement prove(const UsesVersion&, const Scene&) { return unproved(); }

}  // namespace portolan::check
