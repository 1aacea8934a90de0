// Secret values of an environment, wherever interpolation has put them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/source_map.h"
#include "model/environment.h"

namespace portolan::check {

/// Values of variables that are secret, and of definitions (.env lines) that interpolation put anywhere into the environment; the longest first, so that
/// a value inside another one does not uncover its rest.
/// Values of fewer than six bytes are left out: replacing "db" everywhere would hide the page, not the secret.
std::vector<std::string> secret_values(const Environment& environment, const SourceMap& sources);

/// The values that env files give to the variables named in `written` ("net-${DB_PASSWORD}"), as far as they are secret.
std::vector<std::string> secret_values_in(std::string_view written, const SourceMap& sources);

/// Replaces each of them in `text` by bullets.
void hide_values(const std::vector<std::string>& values, std::string& text);

}  // namespace portolan::check
