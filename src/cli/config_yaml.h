// A resolved model as YAML, with or without the place of each value.
#pragma once

#include <ostream>
#include <string>

#include "base/source_map.h"
#include "model/value.h"

namespace portolan::cli {

enum class Origins { hidden, shown };

/// A string as YAML: plain where every reader agrees that it is one, else in double quotes.
std::string yaml_text(const std::string& text);

/// Keys in alphabetical order. With origins every value is followed by `# file:line:column` and by how it came to be there:
/// `image: nginx:1.27  # compose.yml:4:12, ${TAG} set in .env:1:5`.
void print_yaml(const Value& model, const SourceMap& sources, Origins origins, std::ostream& out);

}  // namespace portolan::cli
