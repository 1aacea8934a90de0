// JSON for output and for the tests that read it back; keys keep the order in which they were set.
#pragma once

#include <string>

#include <nlohmann/json.hpp>

namespace portolan {

using Json = nlohmann::ordered_json;

/// Two-space indented (or on one line), ASCII-safe where bytes are no UTF-8, with a final line break.
std::string pretty_json(const Json& json);
std::string compact_json(const Json& json);

}  // namespace portolan
