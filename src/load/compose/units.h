// Small texts with units: sizes, durations, numbers, truth values, shell words.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/expected.h"

namespace portolan::load {

/// Shape:  a decimal number and b, k, m, g, t or p, each also with "b" or "ib" behind it, in any case; "10", "1.5g", "512MiB". -1 passes.
/// Units:  bytes; k is 1024.
/// Errors: a reason to print after `size "…": `.
/// Source: Compose Specification, specifying byte values.
Expected<std::int64_t> parse_size(std::string_view text);

/// Shape:  numbers with units behind each other: "1h5m30.5s"; units ns, us, ms, s, m, h, d, w. "0" needs none.
/// Units:  nanoseconds.
/// Errors: a reason to print after `duration "…": `.
/// Source: Compose Specification, specifying durations.
Expected<std::chrono::nanoseconds> parse_duration(std::string_view text);

/// Shape:  true, yes, y, on, false, no, n, off, in any case.
Expected<bool> parse_truth(std::string_view text);
/// Shape:  digits with an optional sign; 64 bits.
Expected<std::int64_t> parse_whole(std::string_view text);
/// Shape:  a decimal number.
Expected<double> parse_number(std::string_view text);

struct ShellWords {
  std::vector<std::string> words;
  std::string_view ignored;  ///< from the first operator (`&&`, `|`, `;`, `>` …) on: no shell is there to read it
};

/// Splits a text as a POSIX shell would split the words of a simple command: blanks, quotes, backslashes. No expansion.
/// Errors: quotes that are never closed, a backslash at the end.
/// Source: the reference implementation, which drops an operator and all behind it.
Expected<ShellWords> split_shell_words(std::string_view text);

}  // namespace portolan::load
