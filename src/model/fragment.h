// A piece of a compose file that stands in a document.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/span.h"
#include "model/statement.h"
#include "model/value.h"

namespace portolan {

enum class FragmentForm {
  whole,       ///< a file: `services:` with definitions
  skeleton,    ///< names alone, what they hold is comments or "..."
  part,        ///< begins at the top (`services:`, `volumes:`) and holds some of it
  definition,  ///< one service or volume without the key above it: `db:` and its keys
  keys,        ///< keys of the thing that the heading names: `healthcheck:`, `deploy:`
};

struct Fragment {
  FragmentForm form = FragmentForm::part;
  /// Where `tree` belongs in the file: {} for its top, {services, db} for keys of a service. Places of inferred steps are those of the words that tell.
  std::vector<Spanned<std::string>> path{};
  Value tree{};                      ///< places in the fence's derived text, which lead back to the document
  std::vector<Spanned<std::string>> files{};  ///< compose files that the heading, the sentence above or a comment names
  Scope scope{};
  Modality modality = Modality::stated;
  Spanned<std::string> modality_words{};
  std::size_t section = 0;           ///< index into Plan::sections
  Span span{};                       ///< of the fence's content
};

}  // namespace portolan
