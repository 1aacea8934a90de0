// The variables of one service, from every place that sets one.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "model/stack.h"
#include "render/facts/masking.h"
#include "render/facts/variables.h"

namespace portolan::render {

/// Name (as in the file) and cell: those of compose and its env files in source order, then build arguments, then ENV of the image that
/// compose does not replace. A name stands once, with the value that counts.
std::vector<std::pair<std::string, VariableCell>> list_cells(const Stack& stack, const Environment& environment, const Service& service, const Masking& masking);

}  // namespace portolan::render
