// What of the model's texts may be shown: values that are secret, wherever they were interpolated into, are not.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/source_map.h"
#include "model/environment.h"

namespace portolan::render {

/// The secret values of one environment. Lives no longer than the SourceMap it was made from.
struct Masking {
  const SourceMap* sources = nullptr;
  std::vector<std::string> values;  ///< longest first, so that a value inside another one does not uncover its rest
};

/// Values of variables that are secret, and of definitions (.env lines) that interpolation put anywhere into the environment.
/// Values of fewer than six bytes are left out: replacing "db" everywhere would hide the page, not the secret.
Masking find_secrets(const Environment& environment, const SourceMap& sources);

/// `text` for output: printable UTF-8, secret values replaced by bullets. When the source at `span` holds a secret, what stands there is
/// shown instead, masked.
std::string shown(const Masking& masking, std::string_view text, const Span& span = {});

/// A variable's value as a page shows it: "set, hidden" for secrets, as written when it is made from other variables, since their values
/// belong to one machine; "from the shell" when it is only passed on.
std::string shown_value(const Masking& masking, const Variable& variable);

}  // namespace portolan::render
