#include "model/plan.h"

namespace portolan {

const FrontMatterEntry* Plan::find_front_matter(std::string_view key) const {
  for (const FrontMatterEntry& entry : front_matter) {
    if (entry.key.value == key) return &entry;
  }
  return nullptr;
}

std::string plain_text(const std::vector<Inline>& inlines) {
  std::string text;
  for (const Inline& item : inlines) {
    switch (item.kind) {
      case InlineKind::text:
      case InlineKind::code: text += item.text; break;
      case InlineKind::soft_break:
      case InlineKind::hard_break: text += ' '; break;
      case InlineKind::html: break;
      default: text += plain_text(item.children);
    }
  }
  return text;
}

}  // namespace portolan
