// Which service a document means by `db`, "the database", "PostgreSQL" or "web container".
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/stack.h"

namespace portolan::check {

struct ServiceAnswer {
  const Service* service = nullptr;
  std::string problem;     ///< why there is none: "no service is called \"cache\"", "\"database\" could be db or archive"
  bool ambiguous = false;  ///< more than one answers
};

/// By its name, its container name, then by well-known words; those only when exactly one service answers.
ServiceAnswer find_service_by_words(const Stack& stack, const Environment& environment, std::string_view words);

/// The network that is called so, by its key or as Docker calls it; nullptr for none.
const Network* find_network_by_words(const Environment& environment, std::string_view words);

}  // namespace portolan::check
