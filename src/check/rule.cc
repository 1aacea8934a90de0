#include "check/rule.h"

namespace portolan::check {

Severity severity_of(Category category) {
  switch (category) {
    case Category::correctness:
    case Category::security: return Severity::error;
    case Category::suspicion: return Severity::warning;
    case Category::style:
    case Category::coverage: return Severity::info;
  }
  return Severity::error;
}

}  // namespace portolan::check
