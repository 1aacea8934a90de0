#include "cli/config_yaml.h"

#include <algorithm>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "base/json.h"
#include "cli/config_origins.h"

namespace portolan::cli {

std::string yaml_text(const std::string& text) {
  const bool plain = !text.empty() && text.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./-") == std::string::npos;
  const bool starts_well = plain && ((text[0] >= 'a' && text[0] <= 'z') || (text[0] >= 'A' && text[0] <= 'Z') || text[0] == '/');
  static const std::vector<std::string> words{"true", "false", "null", "yes", "no", "on", "off", "y", "n"};
  std::string lower = text;
  std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  if (starts_well && std::find(words.begin(), words.end(), lower) == words.end()) return text;
  std::string json = compact_json(Json(text));
  while (json.ends_with('\n')) json.pop_back();
  return json;
}

namespace {

class YamlPrinter {
 public:
  YamlPrinter(const SourceMap& sources, Origins origins, std::ostream& out) : sources_(sources), origins_(origins), out_(out) {}

  void print_map(const Value& map, int indent, bool continues_line) {
    std::vector<const Entry*> entries;
    for (const Entry& entry : map.entries) entries.push_back(&entry);
    std::stable_sort(entries.begin(), entries.end(), [](const Entry* a, const Entry* b) { return a->key.value < b->key.value; });
    for (const Entry* entry : entries) {
      if (!continues_line) out_ << std::string(static_cast<std::size_t>(indent), ' ');
      continues_line = false;
      out_ << yaml_text(entry->key.value) << ':';
      print_value(entry->value, indent + 2);
    }
  }

 private:
  void print_value(const Value& value, int indent) {
    if (value.is_map() && !value.entries.empty()) {
      out_ << note(value) << '\n';
      print_map(value, indent, false);
    } else if (value.is_list() && !value.items.empty()) {
      out_ << note(value) << '\n';
      for (const Value& item : value.items) {
        out_ << std::string(static_cast<std::size_t>(indent), ' ') << '-';
        if (item.is_map() && !item.entries.empty()) {
          // How the item came to be stands behind the dash; its place is that of its first value, mostly.
          const bool noted = origins_ == Origins::shown && has_steps(item);
          out_ << (noted ? note(item) + "\n" : " ");
          print_map(item, indent + 2, !noted);
        } else {
          print_value(item, indent + 2);
        }
      }
    } else {
      out_ << ' ' << scalar(value) << note(value) << '\n';
    }
  }

  static std::string scalar(const Value& value) {
    switch (value.kind) {
      case ValueKind::null: return "null";
      case ValueKind::string: return yaml_text(value.text);
      case ValueKind::list: return "[]";
      case ValueKind::map: return "{}";
      default: return value.text;
    }
  }

  std::string note(const Value& value) const {
    if (origins_ == Origins::hidden) return {};
    const std::string text = describe_origins(value, sources_);
    return text.empty() ? "" : fmt::format("  # {}", text);
  }

  const SourceMap& sources_;
  Origins origins_;
  std::ostream& out_;
};

}  // namespace

void print_yaml(const Value& model, const SourceMap& sources, Origins origins, std::ostream& out) {
  YamlPrinter(sources, origins, out).print_map(model, 0, false);
}

}  // namespace portolan::cli
