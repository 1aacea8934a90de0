// Which values nobody should read in a handbook.
#pragma once

#include <optional>
#include <string_view>

#include "base/source_map.h"
#include "model/value.h"

namespace portolan::load {

/// By its words: PASSWORD, SECRET, TOKEN, KEY, PASS, CREDENTIAL, PRIVATE …; not when its last word says that it holds something about the
/// secret (a file, a length, an expiry), nor KEYBOARD. AUTH, COOKIE, SALT, PEM and the like count as its last word only: AUTH_TYPE and COOKIE_DOMAIN are none.
bool is_secret_variable(std::string_view name);

/// The same for a variable with its value: "true" and the name of a way to log in (AUTH=basic) are no secrets.
bool holds_secret(std::string_view name, std::string_view value);

/// The first of `any` in `text` from `from` on that does not stand inside ${…}; npos when there is none.
std::size_t find_outside_variables(std::string_view text, std::string_view any, std::size_t from = 0);

/// The password inside a URL ("postgres://app:PASSWORD@db"), as a part of `text`.
std::optional<std::string_view> find_url_password(std::string_view text);

/// Marks what of the value's source text is secret: all of a literal, the default inside ${NAME:-default}, the line of the env file that
/// set it; a plain ${NAME} gives nothing away. Returns true when the value itself must not be shown.
bool mark_if_secret(SourceMap& sources, std::string_view name, const Value& value);

}  // namespace portolan::load
