// Whether a YAML tree is a piece of a compose file, and which.
#pragma once

#include <optional>
#include <string_view>

#include "load/markdown/words.h"
#include "model/fragment.h"
#include "model/value.h"

namespace portolan::load {

/// "services", "volumes", "x-common": keys of the top level of a compose file.
bool is_top_level_key(std::string_view key);
/// "image", "ports": keys of a service.
bool is_service_key(std::string_view key);

/// To which level of a file a tree belongs.
enum class FragmentLevel {
  top,        ///< keys of the file
  services,   ///< names of services with their keys
  volumes,    ///< names of volumes …
  networks,
  service,    ///< keys of one service
};

struct Recognised {
  FragmentForm form = FragmentForm::part;
  FragmentLevel level = FragmentLevel::top;
  Value tree{};
};

/// `topic` is what the text around speaks of: names above `driver: local` are volumes only in a chapter on volumes. Nothing for trees that are, or may be,
/// something of another tool: their keys and the kinds of their values decide, after the table of attributes.
std::optional<Recognised> recognise(Value tree, std::optional<Key> topic);

/// "<name>", "{user}", "your-image", "...": the reader is to fill it in.
bool is_left_open(std::string_view text);
bool is_left_open(const Value& value);

}  // namespace portolan::load
