// Secrets that stand in plain text: in commands, headers, assignments and prose, whatever kind of file holds them.
#pragma once

#include <functional>
#include <set>
#include <string>
#include <string_view>

#include "base/source_map.h"

namespace portolan::load {

/// True for names of things whose value is secret: "DB_PASSWORD", "api_token", "SECRET_KEY"; not for "DB_PASSWORD_FILE".
bool names_secret(std::string_view name);
/// A label in prose whose value is secret: "Password", "admin token", "API-Key". "Secrets: a, b" lists names and is none.
bool is_secret_label(std::string_view label);
/// True for values that tell nothing: "${DB_PASSWORD}", "<password>", "changeme", "your-token", "required", a path, the name of a variable.
bool is_placeholder(std::string_view value);

/// Length of the secret that starts `text` and that its own shape gives away (a key of a cloud, a web token, a private key, a password's hash);
/// 0 when there is none.
std::size_t secret_shape(std::string_view text);

/// Called with the bytes from `begin` to `end` of each secret in `text`; parts may overlap.
/// `names` are further variables whose values are secret.
using SecretPart = std::function<void(std::size_t begin, std::size_t end)>;
void find_secret_text(std::string_view text, const std::set<std::string, std::less<>>& names, const SecretPart& found);

/// Marks what find_secret_text finds in a file.
void mark_secret_text(SourceMap& sources, FileId file, const std::set<std::string, std::less<>>& names = {});

}  // namespace portolan::load
