// What a plan says a thing is for, beside the fact that was read of it: the row's cell under "Purpose", the words behind a bullet's name.
#pragma once

#include <string>

#include "render/facts/claims.h"
#include "render/facts/masking.h"

namespace portolan::render {

/// One line for output; "" when the row or bullet of the statement has no such words, or when they hold a secret.
std::string find_meaning(const ClaimView& view, const Masking& masking);

}  // namespace portolan::render
