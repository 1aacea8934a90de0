// What a document calls a service → the key that a compose file has for it.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace portolan::load {

struct ServiceWord {
  std::string name;      ///< as a key: lower case, no spaces
  bool as_key = false;   ///< written as a key already: "db", not "Database"
};

/// "`db`" → db; "The Backend (Django) container" → backend; "Backend Service" → backend. Nothing for words that name no single service: "All services",
/// "PostgreSQL database server", "browser".
std::optional<ServiceWord> service_word(std::string_view words);

/// The names of one stack, to which other words for the same service lead.
class ServiceNames {
 public:
  void add(const ServiceWord& word);
  /// The name that `words` mean: itself, or the one name of the same trade ("Database", "PostgreSQL" → db). A capitalised word is a name of its own when no
  /// other answers and it was added.
  std::optional<std::string> find(std::string_view words) const;
  bool has_key(const std::string& name) const { return keys_.contains(name); }

 private:
  std::set<std::string> keys_;    ///< written as keys
  std::set<std::string> titles_;  ///< made from titles
};

}  // namespace portolan::load
