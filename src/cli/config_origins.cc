#include "cli/config_origins.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include <fmt/format.h>

namespace portolan::cli {

namespace {

/// A comment ends with its line, so what it quotes must not go on on the next.
std::string on_one_line(std::string_view text) {
  std::string line(text);
  std::replace_if(line.begin(), line.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
  return line;
}

/// The ${NAME…} or $NAME of `name` as it is typed in `source`; "${NAME}" when it is not there (behind an alias, say).
std::string expression_of(std::string_view source, const std::string& name) {
  const std::string open = "${" + name;
  for (std::size_t at = source.find(open); at != std::string_view::npos; at = source.find(open, at + 1)) {
    int depth = 0;
    for (std::size_t end = at + 1; end < source.size(); ++end) {
      if (source[end] == '{') ++depth;
      if (source[end] == '}' && --depth == 0) return on_one_line(source.substr(at, end + 1 - at));
    }
  }
  const std::string bare = "$" + name;
  return source.find(bare) != std::string_view::npos ? bare : open + "}";
}

bool is_variable(OriginKind kind) { return kind == OriginKind::variable || kind == OriginKind::default_value || kind == OriginKind::unset; }

/// The place that a step speaks about; unknown when it adds nothing to the place of the value.
Span place_of(const Origin& origin, const Value& value) {
  if (is_variable(origin.kind)) return origin.definition;
  return origin.span == value.span ? Span{} : origin.span;
}

std::string place_text(const Span& span, const SourceMap& sources) {
  const Location at = sources.locate(span);
  return fmt::format("{}:{}:{}", at.file, at.line, at.column);
}

std::string describe_step(const Origin& origin, const Value& value, const SourceMap& sources) {
  const Span span = place_of(origin, value);
  const std::string place = span.known() ? place_text(span, sources) : "";
  const auto with_place = [&](std::string_view words) { return place.empty() ? std::string() : fmt::format("{} {}", words, place); };
  switch (origin.kind) {
    case OriginKind::variable:
      return fmt::format("{} set {}", expression_of(sources.shown(origin.span), origin.name), place.empty() ? "in the environment" : "in " + place);
    case OriginKind::default_value: return fmt::format("{} by default", expression_of(sources.shown(origin.span), origin.name));
    case OriginKind::unset: return fmt::format("{} not set", expression_of(sources.shown(origin.span), origin.name));
    case OriginKind::overridden: return with_place("replaces");
    case OriginKind::merged: return origin.name.empty() ? with_place("joined with") : fmt::format("{} of {}", origin.name, place.empty() ? "here" : place);
    case OriginKind::extended: return fmt::format("extends {}{}", origin.name, place.empty() ? "" : " in " + place);
    case OriginKind::included: return with_place("included by");
    case OriginKind::implied: return "implied";
    case OriginKind::literal: break;
  }
  return {};
}

/// A step without a place or a name tells nothing.
bool tells(const Origin& origin, const Value& value) {
  if (origin.kind == OriginKind::literal) return false;
  return is_variable(origin.kind) || origin.kind == OriginKind::implied || !origin.name.empty() || place_of(origin, value).known();
}

Json location_json(const Span& span, const SourceMap& sources) {
  const Location at = sources.locate(span);
  return {{"file", at.file}, {"line", at.line}, {"column", at.column}, {"end_line", at.end_line}, {"end_column", at.end_column}};
}

std::string_view word_for(OriginKind kind) { return kind == OriginKind::default_value ? "default" : name_of(kind); }

class OriginWriter {
 public:
  OriginWriter(const Json& printed, const SourceMap& sources) : printed_(printed), sources_(sources) {}

  void walk(const Value& value, const std::string& pointer) {
    if (!printed_.contains(Json::json_pointer(pointer))) return;
    Json about = about_value(value);
    if (!about.empty()) result[pointer] = std::move(about);
    std::vector<const Entry*> entries;
    for (const Entry& entry : value.entries) entries.push_back(&entry);
    std::stable_sort(entries.begin(), entries.end(), [](const Entry* a, const Entry* b) { return a->key.value < b->key.value; });
    for (const Entry* entry : entries) walk(entry->value, pointer + "/" + printed_key(pointer, entry->key.value));
    for (std::size_t i = 0; i < value.items.size(); ++i) walk(value.items[i], fmt::format("{}/{}", pointer, i));
  }

  Json result = Json::object();

 private:
  /// As it stands in the printed model, escaped after RFC 6901; a few keys are printed with a capital.
  std::string printed_key(const std::string& pointer, const std::string& key) const {
    std::string escaped;
    for (const char c : key) escaped += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
    if (printed_.contains(Json::json_pointer(pointer + "/" + escaped)) || escaped.empty()) return escaped;
    escaped[0] = escaped[0] >= 'a' && escaped[0] <= 'z' ? static_cast<char>(escaped[0] - 'a' + 'A') : escaped[0];
    return escaped;
  }

  Json about_value(const Value& value) const {
    Json about = value.span.known() ? location_json(value.span, sources_) : Json::object();
    Json steps = Json::array();
    for (const Origin& origin : value.origins) {
      if (!tells(origin, value)) continue;
      Json step{{"kind", word_for(origin.kind)}};
      if (!origin.name.empty()) step["name"] = origin.name;
      if (is_variable(origin.kind)) step["text"] = expression_of(sources_.shown(origin.span), origin.name);
      if (const Span span = place_of(origin, value); span.known()) step.update(location_json(span, sources_));
      steps.push_back(std::move(step));
    }
    if (!steps.empty()) about["steps"] = std::move(steps);
    return about;
  }

  const Json& printed_;
  const SourceMap& sources_;
};

}  // namespace

bool has_steps(const Value& value) {
  return std::any_of(value.origins.begin(), value.origins.end(), [&](const Origin& origin) { return tells(origin, value); });
}

std::string describe_origins(const Value& value, const SourceMap& sources) {
  std::string text = value.span.known() ? place_text(value.span, sources) : "";
  for (const Origin& origin : value.origins) {
    if (!tells(origin, value)) continue;
    const std::string step = describe_step(origin, value, sources);
    if (!text.empty()) text += ", ";
    text += step;
  }
  return text;
}

Json origins_json(const Value& model, const Json& printed, const SourceMap& sources) {
  OriginWriter writer(printed, sources);
  for (const Entry& entry : model.entries) writer.walk(entry.value, "/" + entry.key.value);
  return std::move(writer.result);
}

}  // namespace portolan::cli
