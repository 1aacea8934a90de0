#include "load/compose/reset.h"

#include <algorithm>

#include "load/compose/pairs.h"

namespace portolan::load {

static void collect(Value& value, ResetPath& path, std::vector<ResetPath>& resets) {
  std::erase_if(value.items, [](const Value& item) { return item.tag == "!reset"; });
  for (Value& item : value.items) {
    // Items have no name that an earlier file could be asked for.
    std::vector<ResetPath> ignored;
    ResetPath below;
    collect(item, below, ignored);
  }
  std::erase_if(value.entries, [&](Entry& entry) {
    path.push_back(entry.key.value);
    const bool reset = entry.value.tag == "!reset";
    if (reset || entry.value.tag == "!override") {
      resets.push_back(path);
      entry.value.tag.clear();
    }
    if (!reset) collect(entry.value, path, resets);
    path.pop_back();
    return reset;
  });
}

std::vector<ResetPath> collect_resets(Value& document) {
  std::vector<ResetPath> resets;
  ResetPath path;
  collect(document, path, resets);
  return resets;
}

static void remove_path(const SourceMap& sources, Value& value, const std::string* begin, const std::string* end) {
  // An earlier file may have written the mapping as a list of KEY=value.
  if (value.is_list() && begin + 1 == end) value = to_pairs(sources, std::move(value));
  if (begin + 1 == end) {
    value.erase(*begin);
  } else if (Value* next = value.find(*begin)) {
    remove_path(sources, *next, begin + 1, end);
  }
}

void apply_resets(const SourceMap& sources, Value& model, const std::vector<ResetPath>& resets, const ResetPath& prefix) {
  for (const ResetPath& path : resets) {
    if (path.size() <= prefix.size() || !std::equal(prefix.begin(), prefix.end(), path.begin())) continue;
    remove_path(sources, model, path.data() + prefix.size(), path.data() + path.size());
  }
}

}  // namespace portolan::load
