// What a statement says, as a clause for messages: `"db" is published on host port 5434`.
#pragma once

#include <string>
#include <string_view>

#include "base/source_map.h"
#include "model/finding.h"
#include "model/stack.h"
#include "model/statement.h"

namespace portolan::check {

/// Follows "the plan says ". The value of a variable is masked where it is secret.
std::string describe(const Fact& fact, const SourceMap& sources);

/// The words beside a place of evidence: "published here", "defined here".
std::string describe_place(const Stack& stack, const Fact& fact, const Span& place);

/// What decided for which environments a statement is meant: "heading", "column".
std::string_view describe_source(Scope::Source source);

/// What a finding about a claim is about.
Subject subject_of(const Claim& claim, const Fact& fact);

}  // namespace portolan::check
