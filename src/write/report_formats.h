// The formats of a report of findings: one function and one .cc each, listed in findings.cc.
#pragma once

#include <string>

#include "write/findings.h"

namespace portolan::write {

/// Of the contract, version 1. Excerpts do not count: places are numbers.
std::string write_json(const FindingsInput& input, Excerpts excerpts);
/// One finding after the other; an empty text when there are none.
std::string write_text(const FindingsInput& input, Excerpts excerpts);

}  // namespace portolan::write
