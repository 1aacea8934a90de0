#include "load/yaml/builder.h"

#include <algorithm>

#include <fmt/format.h>

#include "load/yaml/scalar_type.h"

namespace portolan::load {

constexpr std::size_t most_problems = 100;

void YamlBuilder::report(Diagnostic problem) {
  if (result_.problems.size() < most_problems) result_.problems.push_back(std::move(problem));
}

void YamlBuilder::start_document(std::uint32_t offset) {
  // yaml-cpp 0.7 reports the same place again and again for input like `,`: without this guard it never ends.
  if (static_cast<std::int64_t>(offset) <= last_document_) {
    throw YamlStop{{.rule = "yaml-syntax",
                    .span = span(offset, std::min<std::uint32_t>(offset + 1, static_cast<std::uint32_t>(source_.size()))),
                    .message = "a document cannot start like this",
                    .help = "put the value in quotes"}};
  }
  last_document_ = offset;
  anchors_.clear();
  if (static_cast<int>(result_.documents.size()) >= limits_.documents) {
    throw YamlStop{{.rule = "yaml-limit",
                    .span = span(offset, offset),
                    .message = fmt::format("the file holds more than {} documents", limits_.documents)}};
  }
}

void YamlBuilder::count(std::size_t nodes, const Span& place) {
  nodes_ += nodes;
  if (nodes_ <= limits_.nodes) return;
  throw YamlStop{{.rule = "yaml-limit",
                  .span = place,
                  .message = fmt::format("the file holds more than {} values", limits_.nodes),
                  .help = "no compose file grows to this size by hand; is it data under a wrong name?"}};
}

/// Anchors keep a copy of their value, so nested anchors multiply as aliases do.
void YamlBuilder::count_copies(std::size_t nodes, std::size_t bytes, const Span& place) {
  copies_ += nodes;
  copied_bytes_ += bytes;
  if (copies_ <= limits_.copies && copied_bytes_ <= limits_.copied_bytes) return;
  const bool many = copies_ > limits_.copies;
  throw YamlStop{{.rule = "yaml-limit",
                  .span = place,
                  .message = fmt::format("anchors and aliases repeat more than {} {}", many ? limits_.copies : limits_.copied_bytes, many ? "values" : "bytes"),
                  .help = "aliases of aliases multiply; write out what is needed"}};
}

static std::size_t text_size(const Value& value) {
  std::size_t size = value.text.size();
  for (const Value& item : value.items) size += text_size(item);
  for (const Entry& entry : value.entries) size += entry.key.value.size() + text_size(entry.value);
  return size;
}

std::optional<Span> YamlBuilder::open_bracket() const {
  const auto found = std::find_if(stack_.rbegin(), stack_.rend(), [](const Frame& frame) { return frame.flow; });
  if (found == stack_.rend()) return std::nullopt;
  return Span{file_, found->value.span.begin, found->value.span.begin + 1};
}

void YamlBuilder::add_null(std::uint32_t offset, std::size_t anchor) {
  const std::uint32_t begin = skip_properties(source_, offset);
  const std::uint32_t end = find_word_end(source_, begin);
  const std::string_view word = source_.substr(begin, end - begin);
  Value value;
  if (begin >= last_end_ && !word.empty() && type_plain_scalar(word).kind == ValueKind::null) {
    value.span = span(begin, end);
    leaves_.push_back(value.span);
    last_end_ = end;
  } else if (!stack_.empty() && stack_.back().value.is_map() && stack_.back().has_key) {
    value.span = stack_.back().key.span;  // the mark is at the next token, which may be anything
  } else {
    const std::uint32_t dash = skip_blanks(source_, last_end_);
    value.span = dash < source_.size() && source_[dash] == '-' ? span(dash, dash + 1) : span(last_end_, last_end_);
    last_end_ = value.span.end;
  }
  deliver(std::move(value), anchor, 1);
}

void YamlBuilder::add_alias(std::uint32_t offset, std::size_t anchor) {
  const Span place = span(offset, find_word_end(source_, offset));
  leaves_.push_back(place);
  last_end_ = place.end;
  const auto found = anchors_.find(anchor);
  if (found == anchors_.end()) {
    throw YamlStop{{.rule = "yaml-syntax",
                    .span = place,
                    .message = "this alias stands inside the value that it names",
                    .help = "a value cannot contain itself; write out what is meant"}};
  }
  count_copies(found->second.nodes, found->second.bytes, place);
  count(found->second.nodes, place);
  Value value = found->second.value;
  value.origins.push_back({OriginKind::merged, value.span, std::string(source_.substr(offset, place.end - offset)), {}});
  value.span = place;
  const std::size_t nodes = found->second.nodes;
  deliver(std::move(value), 0, nodes);
}

void YamlBuilder::add_scalar(std::uint32_t offset, std::string_view tag, std::size_t anchor, const std::string& content) {
  const std::uint32_t begin = skip_properties(source_, offset);
  Value value;
  const bool plain_tag = tag == "?" || tag == "!" || tag.empty();
  if (!plain_tag && content.empty() && (begin >= source_.size() || (source_[begin] != '"' && source_[begin] != '\''))) {
    // A tag without a value: `key: !reset`.
    value.tag = tag;
    value.span = span(offset, find_word_end(source_, offset));
    last_end_ = value.span.end;
    deliver(std::move(value), anchor, 1);
    return;
  }
  const ScalarExtent extent = find_scalar_extent(source_, begin, content);
  value.span = span(extent.begin, extent.end);
  leaves_.push_back(value.span);
  last_end_ = extent.end;
  if (!extent.closed) {
    throw YamlStop{{.rule = "yaml-syntax",
                    .span = value.span,
                    .message = "the quotes are never closed",
                    .help = fmt::format("add the closing {}", extent.style == ScalarStyle::double_quoted ? "\"" : "'")}};
  }
  value.quoted = extent.style != ScalarStyle::plain || tag == "tag:yaml.org,2002:str";
  if (!plain_tag) value.tag = tag;
  const bool typed = !value.quoted || (tag.starts_with("tag:yaml.org,2002:") && tag != "tag:yaml.org,2002:str");
  TypedText text = typed ? type_plain_scalar(content) : TypedText{ValueKind::string, content};
  value.kind = text.kind;
  value.text = std::move(text.text);
  deliver(std::move(value), anchor, 1);
}

void YamlBuilder::open(ValueKind kind, std::uint32_t offset, std::string_view tag, std::size_t anchor) {
  const std::uint32_t begin = skip_properties(source_, offset);
  if (static_cast<int>(stack_.size()) >= limits_.depth) {
    throw YamlStop{{.rule = "yaml-limit",
                    .span = span(begin, std::min<std::uint32_t>(begin + 1, static_cast<std::uint32_t>(source_.size()))),
                    .message = fmt::format("the nesting is deeper than {} levels", limits_.depth)}};
  }
  Frame frame;
  frame.value.kind = kind;
  frame.value.span = span(begin, begin);
  if (tag != "?" && tag != "!") frame.value.tag = tag;
  frame.flow = begin < source_.size() && (source_[begin] == '[' || source_[begin] == '{');
  // A block mapping may start with a key in flow style; only its own bracket makes it a flow collection.
  if (frame.flow && kind == ValueKind::map && source_[begin] != '{') frame.flow = false;
  if (frame.flow && kind == ValueKind::list && source_[begin] != '[') frame.flow = false;
  frame.anchor = anchor;
  if (frame.flow) last_end_ = begin + 1;
  stack_.push_back(std::move(frame));
}

void YamlBuilder::close() {
  Frame frame = std::move(stack_.back());
  stack_.pop_back();
  if (frame.flow) last_end_ = find_flow_end(source_, last_end_);
  frame.value.span.end = std::max(last_end_, frame.value.span.begin);
  apply_merges(frame);
  deliver(std::move(frame.value), frame.anchor, frame.nodes);
}

void YamlBuilder::deliver(Value value, std::size_t anchor, std::size_t nodes) {
  if (anchor != 0) {
    const std::size_t bytes = text_size(value);
    count_copies(nodes, bytes, value.span);
    anchors_[anchor] = {value, nodes, bytes};
  }
  if (nodes == 1) count(1, value.span);
  if (stack_.empty()) {
    result_.documents.push_back(std::move(value));
    return;
  }
  Frame& frame = stack_.back();
  frame.nodes += nodes;
  if (frame.value.items.size() >= limits_.entries || frame.value.entries.size() >= limits_.entries) {
    throw YamlStop{{.rule = "yaml-limit",
                    .span = value.span,
                    .message = fmt::format("{} holds more than {} entries", name_of(frame.value.kind), limits_.entries),
                    .help = "no compose file grows to this size by hand; is it data under a wrong name?"}};
  }
  if (frame.value.is_list()) {
    frame.value.items.push_back(std::move(value));
  } else if (!frame.has_key) {
    take_key(frame, value);
  } else {
    frame.has_key = false;
    if (frame.merge_value) {
      frame.merges.push_back({frame.key, std::move(value)});
    } else if (!frame.skip_value) {
      frame.value.entries.push_back({std::move(frame.key), std::move(value)});
    }
  }
}

void YamlBuilder::take_key(Frame& frame, const Value& key) {
  frame.has_key = true;
  frame.skip_value = false;
  frame.key = {key.text, key.span};
  frame.merge_value = key.kind == ValueKind::string && !key.quoted && key.text == "<<";
  if (key.kind != ValueKind::string) {
    frame.skip_value = true;
    report({.rule = "yaml-syntax",
            .span = key.span,
            .message = key.is_null() ? std::string("a key is empty") : fmt::format("this key is {}, and keys must be strings", name_of(key.kind)),
            .help = "put the key in quotes"});
    return;
  }
  if (frame.keys.insert(key.text).second) return;
  frame.skip_value = true;
  frame.merge_value = false;
  if (result_.problems.size() >= most_problems) return;  // looking for the first one takes time
  Span first;
  for (const Entry& entry : frame.value.entries) {
    if (entry.key.value == key.text) first = entry.key.span;
  }
  for (const Entry& merge : frame.merges) {
    if (merge.key.value == key.text) first = merge.key.span;
  }
  Diagnostic problem{.rule = "yaml-duplicate-key",
                     .span = key.span,
                     .message = fmt::format("key \"{}\" stands twice in the same mapping", key.text),
                     .help = "remove one of them, or join their values"};
  if (first.known()) problem.related.push_back({first, "first used here"});
  report(std::move(problem));
}

/// The mapping's own keys win over merged ones, and of several merged mappings the earlier one wins.
void YamlBuilder::apply_merges(Frame& frame) {
  for (Entry& merge : frame.merges) {
    std::vector<Value*> sources;
    if (merge.value.is_map()) sources.push_back(&merge.value);
    for (Value& item : merge.value.items) sources.push_back(&item);
    for (Value* source : sources) {
      if (!source->is_map()) {
        report({.rule = "yaml-syntax",
                .span = source->span,
                .message = fmt::format("\"<<\" merges mappings, and this is {}", name_of(source->kind))});
        continue;
      }
      for (Entry& entry : source->entries) {
        if (!frame.keys.insert(entry.key.value).second) continue;
        entry.value.origins.push_back({OriginKind::merged, source->span, "<<", {}});
        frame.value.entries.push_back(std::move(entry));
      }
    }
    if (sources.empty() && !merge.value.is_list()) {
      report({.rule = "yaml-syntax",
              .span = merge.value.span,
              .message = fmt::format("\"<<\" merges mappings, and this is {}", name_of(merge.value.kind))});
    }
  }
}

}  // namespace portolan::load
