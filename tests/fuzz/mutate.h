// Small random damage to a text, the same on every machine for the same seed.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace portolan::fuzz {

/// A generator whose numbers the standard fixes; distributions are not used, since libraries differ in them.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}
  /// 0 … sides - 1; 0 when there are no sides.
  std::size_t roll(std::size_t sides);

 private:
  std::uint64_t state_;
};

/// One to four changes: bytes flipped, tokens put in, pieces removed, doubled, or taken over from `other`.
std::string mutate(std::string text, std::string_view other, const std::vector<std::string>& tokens, Dice& dice);

}  // namespace portolan::fuzz
