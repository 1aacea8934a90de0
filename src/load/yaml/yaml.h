// YAML text → Value trees with spans; bounded in depth, size, time and alias expansion. The only user of yaml-cpp.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "base/source_map.h"
#include "model/value.h"

namespace portolan::load {

struct YamlLimits {
  std::size_t bytes = 4u << 20;
  std::size_t line = 512u << 10;      ///< bytes of the longest line
  int depth = 200;
  std::size_t nodes = 500'000;        ///< aliases expanded
  std::size_t entries = 20'000;       ///< of one list or mapping
  std::size_t copies = 200'000;       ///< values that anchors keep and aliases repeat
  std::size_t copied_bytes = 8u << 20;  ///< of their texts
  int documents = 64;
};

struct YamlComment {
  Span span;  ///< from `#` to the end of the line
};

struct YamlFile {
  std::vector<Value> documents;  ///< what could be read; aliases expanded, merge keys (`<<`) applied, keys unique
  std::vector<YamlComment> comments;
  Diagnostics problems;          ///< rule "yaml-syntax", "yaml-duplicate-key", "yaml-limit", "not-utf8" …
  bool readable = true;          ///< false when a problem made the rest of the file meaningless
};

/// Reads the text of `file`, which must be loaded. Scalars are typed by the YAML 1.2 core schema (plus what Compose needs of 1.1); spans are exact
/// bytes of the file. Never throws, never hangs.
YamlFile read_yaml(const SourceMap& sources, FileId file, const YamlLimits& limits = {});
/// The same for `text`, which stands at byte `begin` of `file`, as it is or mended without a change of length: places are those of the file.
YamlFile read_yaml_part(FileId file, std::uint32_t begin, std::string_view text, const YamlLimits& limits);

}  // namespace portolan::load
