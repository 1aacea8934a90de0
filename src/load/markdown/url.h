// Addresses in running text: "http://localhost:5173/admin", "localhost:8000/health", as their parts.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace portolan::load {

/// Positions in the text; `port` without digits of its own is what the scheme implies.
struct UrlParts {
  std::size_t begin = 0, end = 0;            ///< of the whole address, closing punctuation of the sentence not included
  std::size_t host_begin = 0, host_end = 0;
  std::size_t port_begin = 0, port_end = 0;  ///< equal when the address names no port
  int port = 0;
  std::size_t path_begin = 0, path_end = 0;  ///< up to "?" and "#"; equal for none
};

/// The addresses of `text` in order. Those with something to fill in ("http://<host>:8000", "$PORT"), of other machines ("example.com", "10.0.0.5"),
/// and those that a variable is set to are left out, and so is "localhost:80" where it goes on (a tunnel, an image of a registry).
/// Errors: none; never throws.
std::vector<UrlParts> find_urls(std::string_view text);

/// One word that is an address, the scheme may be missing: "localhost:8000/health".
std::optional<UrlParts> parse_url(std::string_view word);

/// The ports that clients take when none is given. Source: IANA, service names and port numbers.
std::optional<int> default_port(std::string_view scheme);

/// "localhost", "127.0.0.1", "0.0.0.0", "[::1]".
bool is_this_machine(std::string_view host);

}  // namespace portolan::load
