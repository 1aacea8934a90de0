// Binding: which environments and which service a statement speaks of.
#pragma once

#include <string>
#include <string_view>

#include "check/claims/find_environment.h"
#include "model/stack.h"
#include "model/statement.h"

namespace portolan::check {

/// As bind_scope; a command means the environment whose compose files it names, or the one that Docker finds without -f.
BoundScope bind_environments(const Stack& stack, const Statement& statement);

/// The service that a fact is about, in the document's words; "" for facts about none or several.
std::string_view service_words(const Fact& fact);

/// What a statement without a scope must do to be true.
enum class Reading {
  everywhere,  ///< a property: it holds in each environment that has the service
  somewhere,   ///< a presence: one environment where it holds is enough
};

Reading reading_of(const Fact& fact);

}  // namespace portolan::check
