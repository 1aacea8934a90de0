// What checking made of a stack: claims with their verdicts, and findings.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "model/stack.h"

namespace portolan {

enum class Outcome { verified, contradicted, unverifiable, planned, not_judged };

std::string_view name_of(Outcome outcome);  ///< "verified" … "not_judged": the words of the JSON contract

/// A statement bound to the model and judged.
struct Claim {
  std::size_t plan = 0;                 ///< index into Stack::plans
  std::size_t statement = 0;            ///< index into Plan::statements
  std::vector<std::size_t> environments;  ///< indices into Stack::environments: those it speaks of
  std::string service;                  ///< the model's name of the service it speaks of, "" for none
  Outcome outcome = Outcome::unverifiable;
  std::string reason;                   ///< why: "compose publishes 5433", "no service is called \"cache\"", "nothing in the files can prove this"
  std::vector<Span> evidence;
  std::vector<std::size_t> refuted_in{};  ///< those of `environments` that contradict it
  Span wrong{};                           ///< the words that are wrong, when it is contradicted; unknown: the whole statement
};

struct Subject {
  std::string kind;  ///< "service", "network", "volume", "secret", "variable", "file", "command", "stack"
  std::string name;
};

struct Finding {
  Diagnostic diagnostic;                 ///< rule, severity, places, words
  std::string stack;
  std::vector<std::string> environments; ///< names, in the stack's order
  Subject subject;
  std::string fingerprint;               ///< 16 hex digits; does not change when lines move
};

/// All that was found about one stack. Findings are sorted by (file, line, column, rule, message).
struct StackReport {
  std::vector<Claim> claims;
  std::vector<Finding> findings;

  std::size_t count(Severity severity) const;
  std::size_t count(Outcome outcome) const;
};

}  // namespace portolan
