// What a document may ask of cmark-gfm, checked before it is asked.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace portolan::load {

/// Bytes of a document: no real plan comes near it.
inline constexpr std::size_t largest_document = 2u << 20;

/// Why a document is not read, and where the reason stands.
struct Excess {
  std::string message;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

/// cmark-gfm 0.29 needs quadratic time for brackets, for cells of very wide tables and for references that repeat long targets, and can't be
/// stopped on the way: such documents are refused.
std::optional<Excess> find_excess(std::string_view text);

}  // namespace portolan::load
