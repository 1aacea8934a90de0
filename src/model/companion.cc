#include "model/companion.h"

#include <algorithm>

#include "base/text.h"

namespace portolan {

std::size_t Dockerfile::find_stage(std::string_view name, std::size_t before) const {
  const std::size_t end = std::min(before, stages.size());
  for (std::size_t i = 0; i < end; ++i) {
    if (!stages[i].name.empty() && equals_ignoring_case(stages[i].name, name)) return i;
  }
  const std::optional<int> number = parse_digits(name);
  return number && static_cast<std::size_t>(*number) < end ? static_cast<std::size_t>(*number) : stages.size();
}

const BuildStage* Dockerfile::find_target(std::string_view target) const {
  if (stages.empty()) return nullptr;
  if (target.empty()) return &stages.back();
  const std::size_t stage = find_stage(target, stages.size());
  return stage == stages.size() ? nullptr : &stages[stage];
}

std::vector<const BuildStage*> Dockerfile::chain_of(const BuildStage& stage) const {
  std::vector<const BuildStage*> chain{&stage};
  // A stage can only be based on an earlier one, so this ends.
  for (;;) {
    const auto index = static_cast<std::size_t>(chain.back() - stages.data());
    const std::size_t below = find_stage(chain.back()->base.value, index);
    if (below >= index) return chain;
    chain.push_back(&stages[below]);
  }
}

bool PathInventory::has_file(std::string_view path) const { return std::binary_search(files.begin(), files.end(), path); }

bool PathInventory::has_folder(std::string_view path) const {
  return path.empty() || std::binary_search(folders.begin(), folders.end(), path);
}

}  // namespace portolan
