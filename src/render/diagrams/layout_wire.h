// A layout's question and answer as plain numbers, for the way between processes.
#pragma once

#include <optional>
#include <vector>

#include "render/diagrams/layout.h"

namespace portolan::render {

std::vector<double> to_numbers(const LayoutInput& input, Splines splines);
std::vector<double> to_numbers(const Layout& layout);

struct LayoutRequest {
  LayoutInput input;
  Splines splines = Splines::ortho;
};

/// Nothing when the numbers are no request: a count that does not fit, an index out of range.
std::optional<LayoutRequest> read_request(const std::vector<double>& numbers);
/// Nothing when the numbers are no answer to `input`: missing nodes, numbers that are not finite.
std::optional<Layout> read_answer(const std::vector<double>& numbers, const LayoutInput& input);

}  // namespace portolan::render
