#include "render/facts/masking.h"

#include "base/utf8.h"
#include "check/secret_values.h"

namespace portolan::render {

Masking find_secrets(const Environment& environment, const SourceMap& sources) {
  return {.sources = &sources, .values = check::secret_values(environment, sources)};
}

std::string shown(const Masking& masking, std::string_view text, const Span& span) {
  if (span.known() && masking.sources->is_secret(span)) return masking.sources->shown(span);
  std::string out(text);
  check::hide_values(masking.values, out);
  return printable_utf8(out);
}

std::string shown_value(const Masking& masking, const Variable& variable) {
  if (!variable.value) return "from the shell";
  if (variable.secret) return "set, hidden";
  if (!variable.interpolated.empty() && variable.value->span.known()) return masking.sources->shown(variable.value->span);
  return shown(masking, variable.value->value, variable.value->span);
}

}  // namespace portolan::render
