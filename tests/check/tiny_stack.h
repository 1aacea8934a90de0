// A small stack written as text: loaded and checked as the program does it.
#pragma once

#include <map>
#include <string>

namespace portolan::test {

using Files = std::map<std::string, std::string>;

/// All findings, one a line: `FILE:LINE:COLUMN: severity: message [rule]`.
std::string findings_of(const Files& files);

/// All claims, one a line: `verdict kind "words" [environments] reason`; the words are those at the claim's place.
std::string claims_of(const Files& files);

}  // namespace portolan::test
