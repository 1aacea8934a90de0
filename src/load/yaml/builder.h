// From yaml-cpp's events to Value trees: places, types, aliases, merge keys, duplicate keys, limits.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "load/yaml/extent.h"
#include "load/yaml/yaml.h"

namespace portolan::load {

/// Thrown by the builder to leave yaml-cpp; caught in read_yaml.
struct YamlStop {
  Diagnostic problem;
};

/// Told what the parser sees, in order. Offsets are bytes of the whole source and stand at tags or anchors, where there are any.
class YamlBuilder {
 public:
  YamlBuilder(FileId file, std::string_view source, const YamlLimits& limits, YamlFile& result)
      : file_(file), source_(source), limits_(limits), result_(result) {}

  void start_document(std::uint32_t offset);
  void add_null(std::uint32_t offset, std::size_t anchor);
  void add_alias(std::uint32_t offset, std::size_t anchor);
  void add_scalar(std::uint32_t offset, std::string_view tag, std::size_t anchor, const std::string& content);
  void open(ValueKind kind, std::uint32_t offset, std::string_view tag, std::size_t anchor);
  void close();

  /// The opening bracket of the innermost flow collection that is still open, or nothing.
  std::optional<Span> open_bracket() const;
  /// Where scalars stand, in order: what lies between is structure and comments.
  const std::vector<Span>& leaves() const { return leaves_; }

 private:
  struct Frame {
    Value value;
    bool flow = false;
    std::size_t anchor = 0;
    std::size_t nodes = 1;  // this one and all below, aliases expanded
    bool has_key = false;
    bool skip_value = false;  // the key was no string, or stood already
    bool merge_value = false;
    Spanned<std::string> key;
    std::unordered_set<std::string> keys;
    std::vector<Entry> merges;  // values of `<<`, with the key's place
  };
  struct Anchored {
    Value value;
    std::size_t nodes = 0;
    std::size_t bytes = 0;  // of all its texts
  };

  Span span(std::uint32_t begin, std::uint32_t end) const { return {file_, begin, end}; }
  void deliver(Value value, std::size_t anchor, std::size_t nodes);
  void take_key(Frame& frame, const Value& key);
  void apply_merges(Frame& frame);
  void count(std::size_t nodes, const Span& place);
  void count_copies(std::size_t nodes, std::size_t bytes, const Span& place);
  void report(Diagnostic problem);

  FileId file_;
  std::string_view source_;
  const YamlLimits& limits_;
  YamlFile& result_;
  std::vector<Frame> stack_;
  std::map<std::size_t, Anchored> anchors_;
  std::vector<Span> leaves_;
  std::size_t nodes_ = 0;
  std::size_t copies_ = 0;
  std::size_t copied_bytes_ = 0;
  std::int64_t last_document_ = -1;
  std::uint32_t last_end_ = 0;
};

}  // namespace portolan::load
