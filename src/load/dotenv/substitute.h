// ${VARIABLES} in a text, replaced: the one grammar that compose files and env files share.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/expected.h"
#include "load/dotenv/dotenv.h"

namespace portolan::load {

enum class MentionOutcome {
  set,            ///< its value was used
  default_value,  ///< not set (or empty, with `:-`): the default was used
  alternative,    ///< set, and `+` put another text in its place
  unset,          ///< not set and nothing to fall back on: empty text
};

/// One variable that a text asks for, nested ones included.
struct Mention {
  std::string name;
  MentionOutcome outcome = MentionOutcome::unset;
  bool has_default = false;
  bool required = false;
  bool nested = false;  ///< inside the operand of another one
  std::string value = {};  ///< what it put into the text
};

struct Substituted {
  std::string text;
  std::vector<Mention> mentions;
};

/// What stands between a text and its value. `missing` tells a mandatory variable without a value from a text that is malformed.
struct SubstitutionError {
  std::string reason;
  std::string missing;  ///< name of the mandatory variable, or ""
};

/// Shape:  $NAME, ${NAME}, ${NAME:-text}, ${NAME-text}, ${NAME:+text}, ${NAME+text}, ${NAME:?text}, ${NAME?text}; `text` may hold
///         further ones to any depth (32 here, 10,000 variables and 1 MiB of their text); `$$` is a dollar; a dollar before anything else stays.
/// Errors: a reason to print after `value "…": `, and the name of a mandatory variable that is missing.
/// Source: Compose Specification, interpolation.
tl::expected<Substituted, SubstitutionError> substitute(std::string_view text, const Lookup& lookup);

/// The names that a text asks for, without evaluating it; nothing for malformed texts.
std::vector<Mention> find_mentions(std::string_view text);

}  // namespace portolan::load
