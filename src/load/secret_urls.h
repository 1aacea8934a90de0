// Secrets inside addresses: passwords, tokens in the place of an account, the paths of webhooks.
#pragma once

#include <cstddef>
#include <functional>
#include <string_view>

namespace portolan::load {

/// `at` is behind "://" in `text`. Calls `found` with the bytes of each secret; variables and placeholders among them, too.
/// An account without a password is a token when it is long and has digits: "https://ghx…@github.com/a/b", the key in a DSN of Sentry.
/// The path of a webhook is a secret from its first such part on: whoever knows it can post.
void find_url_secrets(std::string_view text, std::size_t at, const std::function<void(std::size_t begin, std::size_t end)>& found);

}  // namespace portolan::load
