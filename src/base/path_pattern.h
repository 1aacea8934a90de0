// Patterns of file names, as shells and servers read them: "*.conf", "conf.d/[0-9]?-*.conf".
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace portolan {

/// Whether a name without slashes fits a pattern without slashes.
/// Shape:  `*` any number of bytes, `?` one, `[a-c]` and `[!a-c]` one of a set, `\x` the byte x. A set that is never closed fits nothing.
/// Source: POSIX, "Pattern Matching Notation"; a leading dot needs no dot in the pattern, as in Docker and unlike in shells.
bool fits_pattern(std::string_view name, std::string_view pattern);

/// Compares folder by folder: the pattern may name the path itself or a folder above it. Both relative, or both absolute, and normal.
/// Returns what is left of the path below what the pattern named ("" for the path itself), nothing when it does not fit. "" names every path.
std::optional<std::string_view> below_pattern(std::string_view path, std::string_view pattern);

}  // namespace portolan
