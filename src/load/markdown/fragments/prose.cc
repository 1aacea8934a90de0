#include "load/markdown/fragments/prose.h"

#include <algorithm>

#include "base/text.h"
#include "load/markdown/fragments/recognise.h"

namespace portolan::load {

namespace {

/// Lists whose items hold no blanks.
bool holds_names(std::string_view key) {
  for (const std::string_view name : {"volumes", "ports", "networks", "depends_on", "secrets", "configs", "env_file", "expose", "profiles", "cap_add", "cap_drop", "links", "volumes_from"}) {
    if (key == name) return true;
  }
  return false;
}

/// "x:/y (remark)" → "x:/y"; the place shrinks with it.
void drop_remark(Value& item) {
  const std::size_t bracket = item.text.find(" (");
  if (item.quoted || bracket == std::string::npos || !item.text.ends_with(')')) return;
  const std::string_view words = trim(std::string_view(item.text).substr(0, bracket));
  if (words.empty() || item.span.end - item.span.begin != item.text.size()) return;
  item.span.end = item.span.begin + static_cast<std::uint32_t>(words.size());
  item.text = std::string(words);
}

bool is_prose(const Value& item) { return item.is_scalar() && !item.quoted && item.text.find("${") == std::string::npos && item.text.find(' ') != std::string::npos; }

/// "For persistent data: logs": a sentence with a colon in it is a mapping to YAML.
bool is_prose_pair(const Value& item) { return item.is_map() && item.entries.size() == 1 && item.entries[0].key.value.find(' ') != std::string::npos; }

void clean(const SourceMap& sources, std::string_view key, Value& value) {
  if (value.is_map() && is_left_open(value)) {
    const std::string_view raw = sources.text(value.span);
    if (raw.starts_with('{')) {
      value = make_string(std::string(raw), value.span);
      return;
    }
  }
  for (Entry& entry : value.entries) {
    // A name above a list is a service or a chapter: "backend:" with mounts below it.
    const bool of_topic = entry.value.is_list() && !is_service_key(entry.key.value) && !is_top_level_key(entry.key.value);
    clean(sources, of_topic ? "volumes" : std::string_view(entry.key.value), entry.value);
  }
  const bool names = holds_names(key);
  for (Value& item : value.items) {
    if (names) drop_remark(item);
    clean(sources, {}, item);
  }
  if (names) std::erase_if(value.items, [](const Value& item) { return is_prose(item) || is_prose_pair(item); });
}

}  // namespace

void drop_prose(const SourceMap& sources, Value& tree) { clean(sources, {}, tree); }

}  // namespace portolan::load
