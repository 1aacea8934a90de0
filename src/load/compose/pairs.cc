#include "load/compose/pairs.h"

#include <algorithm>
#include <unordered_map>

namespace portolan::load {

Entry split_pair(const SourceMap& sources, const Value& item, char separator) {
  const std::size_t cut = item.text.find(separator);
  std::string_view source = sources.text(item.span);
  std::uint32_t shift = 0;
  if (item.quoted && source.size() >= 2 && (source[0] == '"' || source[0] == '\'')) {
    shift = 1;
    source = source.substr(1, source.size() - 2);
  }
  const auto whole_begin = item.span.begin + shift;
  const auto whole_end = whole_begin + static_cast<std::uint32_t>(source.size());
  const std::size_t source_cut = source.find(separator);
  const auto key_end = source_cut == std::string_view::npos ? whole_end : whole_begin + static_cast<std::uint32_t>(source_cut);

  Entry entry;
  entry.key = {item.text.substr(0, cut), {item.span.file, whole_begin, key_end}};
  entry.value.origins = item.origins;
  entry.value.span = entry.key.span;
  if (cut == std::string::npos) return entry;
  entry.value.kind = ValueKind::string;
  entry.value.text = item.text.substr(cut + 1);
  entry.value.quoted = item.quoted;
  entry.value.span = {item.span.file, source_cut == std::string_view::npos ? whole_begin : key_end + 1, whole_end};
  return entry;
}

Value to_pairs(const SourceMap& sources, Value value) {
  if (value.is_map()) return value;
  Value map = make_map(value.span);
  map.origins = std::move(value.origins);
  std::unordered_map<std::string, std::size_t> places;
  for (const Value& item : value.items) {
    if (!item.is_scalar()) continue;
    Entry entry = split_pair(sources, item);
    const auto [place, added] = places.emplace(entry.key.value, map.entries.size());
    if (added) {
      map.entries.push_back(std::move(entry));
    } else {
      map.entries[place->second] = std::move(entry);
    }
  }
  return map;
}

Value to_items(Value value) {
  if (value.is_list()) return value;
  Value list = make_list(value.span);
  if (value.is_scalar()) {
    list.items.push_back(std::move(value));
  } else if (value.is_map()) {
    for (Entry& entry : value.entries) {
      const Span whole{entry.key.span.file, entry.key.span.begin, std::max(entry.key.span.end, entry.value.span.end)};
      list.items.push_back(make_string(entry.value.is_null() ? entry.key.value : entry.key.value + "=" + entry.value.text, whole));
    }
  }
  return list;
}

}  // namespace portolan::load
