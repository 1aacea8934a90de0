// Words of a document in the form in which they are compared: lower case, without quotes and punctuation.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace portolan::check {

/// "The `Web` container," → the, web, container. Keeps what names are made of: letters, digits, `_ - . / :` inside a word, and bytes of other scripts.
std::vector<std::string> plain_words(std::string_view text);

/// Whether `part` stands in `words` as neighbours in this order. An empty part does not.
bool has_phrase(const std::vector<std::string>& words, const std::vector<std::string>& part);

/// A text that could be a name in a compose file as it stands: one word of lower-case letters, digits, `_ - .`.
bool looks_like_name(std::string_view text);

/// A placeholder that a reader is meant to replace: "<service>", "$NAME", "SERVICE", "[name]", "…".
bool looks_like_placeholder(std::string_view text);

/// Many services in a few words: "all services", "every container except db", "none of the databases".
struct ServiceGroup {
  bool databases = false;             ///< those of that role alone
  std::vector<std::string> except{};  ///< words for the services that are left out, as written
};

std::optional<ServiceGroup> parse_service_group(std::string_view text);
/// "all services", "every container", "containers": the document speaks of each of them, perhaps with exceptions.
bool means_every_service(std::string_view text);

/// A path with a part that begins with a dot ("~" counts too): such folders are not listed, so nobody can say what is not in them.
bool leads_into_hidden(std::string_view path);

/// Without quotes and backticks around it.
std::string unquoted(std::string_view text);

/// `"web"`, for messages.
std::string quoted(std::string_view text);

}  // namespace portolan::check
