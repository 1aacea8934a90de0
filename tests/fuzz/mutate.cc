#include "tests/fuzz/mutate.h"

#include <algorithm>

namespace portolan::fuzz {

/// Source: Steele, Lea, Flood: "Fast splittable pseudorandom number generators" (SplitMix64).
std::size_t Dice::roll(std::size_t sides) {
  state_ += 0x9e3779b97f4a7c15u;
  std::uint64_t z = state_;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  z ^= z >> 31;
  return sides == 0 ? 0 : static_cast<std::size_t>(z % sides);
}

static constexpr std::size_t longest_piece = 64;

static void change_once(std::string& text, std::string_view other, const std::vector<std::string>& tokens, Dice& dice) {
  const std::size_t at = dice.roll(text.size() + 1);
  const std::size_t length = std::min(dice.roll(longest_piece), text.size() - at);
  switch (dice.roll(6)) {
    case 0:
      if (at < text.size()) text[at] = static_cast<char>(dice.roll(256));
      break;
    case 1: text.erase(at, length); break;
    case 2: text.insert(at, text.substr(dice.roll(text.size() + 1), length)); break;
    case 3: text.insert(at, other.substr(dice.roll(other.size() + 1), longest_piece)); break;
    default:
      if (!tokens.empty()) text.insert(at, tokens[dice.roll(tokens.size())]);
      break;
  }
}

std::string mutate(std::string text, std::string_view other, const std::vector<std::string>& tokens, Dice& dice) {
  for (std::size_t changes = 1 + dice.roll(4); changes > 0; --changes) change_once(text, other, tokens, dice);
  return text;
}

}  // namespace portolan::fuzz
