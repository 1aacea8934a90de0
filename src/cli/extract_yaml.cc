#include "cli/extract_yaml.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "cli/config_yaml.h"
#include "load/plan_stack/joiner.h"
#include "load/plan_stack/placeholders.h"
#include "load/plan_stack/resources.h"

namespace portolan::cli {

namespace {

using load::is_set_aside;

class DocumentPrinter {
 public:
  DocumentPrinter(const SourceMap& sources, const ExtractStyle& style) : sources_(sources), style_(style) {}

  std::string print(const Value& document) {
    const auto services = std::find_if(document.entries.begin(), document.entries.end(), [](const Entry& part) { return part.key.value == "services" && part.value.is_map(); });
    if (services == document.entries.end()) {
      line(0, "services: {}", "");
    } else {
      print_services(*services);
    }
    for (const Entry& part : document.entries) {
      if (part.key.value != "services") print_entry(part, 0);
    }
    return std::move(out_);
  }

 private:
  void print_services(const Entry& services) {
    const auto unfinished = [&](const Entry& service) { return style_.unfinished.contains(service.key.value); };
    const auto& all = services.value.entries;
    const bool any = std::any_of(all.begin(), all.end(), [&](const Entry& service) { return !unfinished(service); });
    line(0, any ? "services:" : "services: {}", "");
    for (const Entry& service : all) {
      if (!unfinished(service)) print_entry(service, 2);
    }
    if (style_.unfinished.empty()) return;
    line(2, "# The plan gives neither an image nor a build for:", "");
    comment_at_ = 2;
    for (const Entry& service : all) {
      if (unfinished(service)) print_entry(service, 2);
    }
    comment_at_ = -1;
  }

  void print_entry(const Entry& entry, int indent) {
    const bool opened = open_comment(entry.value, indent);
    print_value(yaml_text(entry.key.value) + ":", entry.value, indent, note(entry.key.span, entry.value));
    if (opened) comment_at_ = -1;
  }

  /// `head`: what stands before the value, "image:" or "-".
  void print_value(const std::string& head, const Value& value, int indent, const std::string& note) {
    const std::string tag = value.tag.empty() || is_set_aside(value) ? "" : " " + value.tag;
    if (value.is_map() && !value.entries.empty()) {
      line(indent, head + tag, note);
      for (const Entry& entry : value.entries) print_entry(entry, indent + 2);
    } else if (value.is_list() && !value.items.empty()) {
      line(indent, head + tag, note);
      for (const Value& item : value.items) print_item(item, indent + 2);
    } else {
      const std::string scalar = scalar_text(value);
      line(indent, head + tag + (scalar.empty() ? "" : " " + scalar), note);
    }
  }

  void print_item(const Value& item, int indent) {
    const bool opened = open_comment(item, indent);
    if (item.is_map() && !item.entries.empty()) {
      // "- source: x": the first key stands behind the dash.
      for (std::size_t i = 0; i < item.entries.size(); ++i) {
        const Entry& entry = item.entries[i];
        if (i == 0) {
          print_value("- " + yaml_text(entry.key.value) + ":", entry.value, indent, note_of(entry.key.span, entry.value, entry.value.is_scalar()));
        } else {
          print_entry(entry, indent + 2);
        }
      }
    } else {
      print_value("-", item, indent, note(item.span, item));
    }
    if (opened) comment_at_ = -1;
  }

  static std::string scalar_text(const Value& value) {
    switch (value.kind) {
      case ValueKind::null: return "";
      case ValueKind::string: return yaml_text(value.text);
      case ValueKind::list: return "[]";
      case ValueKind::map: return "{}";
      default: return value.text;
    }
  }

  bool open_comment(const Value& value, int indent) {
    if (comment_at_ >= 0 || !is_set_aside(value)) return false;
    comment_at_ = indent;
    return true;
  }

  std::string note(const Span& key, const Value& value) const { return note_of(key, value, value.is_scalar()); }

  /// "plan.md:31", and what the line alone does not tell.
  std::string note_of(const Span& key, const Value& value, bool scalar) const {
    if (!style_.origins) return {};
    const Span& span = scalar && value.span.known() ? value.span : key.known() ? key : value.span;
    std::string text;
    if (span.known()) {
      const Location at = sources_.locate(span);
      text = fmt::format("{}:{}", at.file, at.line);
    }
    for (const Origin& origin : value.origins) {
      if (origin.name == absent_file) return "not in the plan: there is no such file yet";
      if (origin.kind == OriginKind::implied) text += origin.name == load::used_there ? ", used there" : ", in words";
      if (origin.kind == OriginKind::implied) break;
    }
    if (value.tag == load::placeholder_tag || (value.is_scalar() && load::has_gap(value.text))) text += ", a placeholder";
    return text;
  }

  void line(int indent, const std::string& text, const std::string& note) {
    const int before = comment_at_ >= 0 ? comment_at_ : indent;
    out_ += std::string(static_cast<std::size_t>(before), ' ');
    if (comment_at_ >= 0) out_ += "# " + std::string(static_cast<std::size_t>(std::max(0, indent - comment_at_)), ' ');
    out_ += text;
    if (!note.empty()) out_ += "  # " + note;
    out_ += '\n';
  }

  const SourceMap& sources_;
  const ExtractStyle& style_;
  std::string out_;
  int comment_at_ = -1;  // column of the "#" while a part stands as a comment
};

}  // namespace

std::string print_document(const Value& document, const SourceMap& sources, const ExtractStyle& style) { return DocumentPrinter(sources, style).print(document); }

}  // namespace portolan::cli
