// A stable 64-bit hash: the same bytes give the same number on every machine.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace portolan {

/// FNV-1a, 64 bits. Not for secrets and not against an adversary: for cache keys and fingerprints.
constexpr std::uint64_t hash_bytes(std::string_view bytes, std::uint64_t seed = 14695981039346656037ull) {
  for (const char c : bytes) seed = (seed ^ static_cast<unsigned char>(c)) * 1099511628211ull;
  return seed;
}

/// Sixteen lower-case hexadecimal digits.
std::string hex(std::uint64_t number);

}  // namespace portolan
