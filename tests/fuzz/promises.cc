#include <cstdio>

#include "tests/fuzz/target.h"

namespace portolan::fuzz {

void require(bool kept, std::string_view promise) {
  if (kept) return;
  std::fprintf(stderr, "broken promise: %.*s\n", static_cast<int>(promise.size()), promise.data());
  throw BrokenPromise{promise};
}

void require_place(const SourceMap& sources, const Span& span) {
  require(span.known(), "every place is known");
  require(static_cast<std::size_t>(span.file) < sources.size(), "every place is in a file that was read");
  require(span.begin <= span.end && span.end <= sources.text(span.file).size(), "every place is inside its file");
  (void)sources.locate(span);
}

static void forget_fractions(Value& value) {
  if (value.kind == ValueKind::integer) value.kind = ValueKind::number;
  for (Value& item : value.items) forget_fractions(item);
  for (Entry& entry : value.entries) forget_fractions(entry.value);
}

bool says_the_same(Value a, Value b) {
  forget_fractions(a);
  forget_fractions(b);
  return same_data(a, b);
}

void require_located(const SourceMap& sources, const Diagnostics& problems) {
  for (const Diagnostic& problem : problems) {
    require(!problem.message.empty() && !problem.rule.empty(), "every problem says what is wrong, and by which rule");
    require_place(sources, problem.span);
    for (const Related& related : problem.related) require_place(sources, related.span);
  }
}

}  // namespace portolan::fuzz
