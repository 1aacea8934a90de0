#include "model/value.h"

#include <algorithm>

namespace portolan {

std::string_view name_of(OriginKind kind) {
  switch (kind) {
    case OriginKind::literal: return "literal";
    case OriginKind::variable: return "variable";
    case OriginKind::default_value: return "default";
    case OriginKind::unset: return "unset";
    case OriginKind::overridden: return "overridden";
    case OriginKind::merged: return "merged";
    case OriginKind::extended: return "extended";
    case OriginKind::included: return "included";
    case OriginKind::implied: return "implied";
  }
  return "literal";
}

std::string_view name_of(ValueKind kind) {
  switch (kind) {
    case ValueKind::null: return "nothing";
    case ValueKind::boolean: return "a boolean";
    case ValueKind::integer: return "an integer";
    case ValueKind::number: return "a number";
    case ValueKind::string: return "a string";
    case ValueKind::list: return "a list";
    case ValueKind::map: return "a mapping";
  }
  return "nothing";
}

const Value* Value::find(std::string_view key) const {
  for (const Entry& entry : entries) {
    if (entry.key.value == key) return &entry.value;
  }
  return nullptr;
}

Value* Value::find(std::string_view key) { return const_cast<Value*>(std::as_const(*this).find(key)); }

Value& Value::set(Spanned<std::string> key, Value value) {
  if (Value* present = find(key.value)) {
    *present = std::move(value);
    return *present;
  }
  entries.push_back({std::move(key), std::move(value)});
  return entries.back().value;
}

void Value::erase(std::string_view key) {
  std::erase_if(entries, [&](const Entry& entry) { return entry.key.value == key; });
}

static Value make_scalar(ValueKind kind, std::string text, Span span) {
  Value value;
  value.kind = kind;
  value.text = std::move(text);
  value.span = span;
  return value;
}

Value make_string(std::string text, Span span) { return make_scalar(ValueKind::string, std::move(text), span); }

Value make_integer(long long number, Span span) { return make_scalar(ValueKind::integer, std::to_string(number), span); }

Value make_boolean(std::string_view text, Span span) { return make_scalar(ValueKind::boolean, std::string(text), span); }

Value make_map(Span span) { return make_scalar(ValueKind::map, {}, span); }

Value make_list(Span span) { return make_scalar(ValueKind::list, {}, span); }

bool same_data(const Value& a, const Value& b) {
  if (a.kind != b.kind || a.text != b.text || a.items.size() != b.items.size() || a.entries.size() != b.entries.size()) return false;
  if (!std::equal(a.items.begin(), a.items.end(), b.items.begin(), same_data)) return false;
  return std::all_of(a.entries.begin(), a.entries.end(), [&](const Entry& entry) {
    const Value* other = b.find(entry.key.value);
    return other && same_data(entry.value, *other);
  });
}

}  // namespace portolan
