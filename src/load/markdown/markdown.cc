#include "load/markdown/markdown.h"

#include <string>

#include "base/utf8.h"
#include "load/markdown/document.h"
#include "load/markdown/front_matter.h"
#include "load/markdown/limits.h"
#include "load/markdown/remarks.h"
#include "load/markdown/secrets.h"

namespace portolan::load {

/// The same lines, with the first `end` bytes blank: front matter would be read as a rule and a heading.
static std::string without_front_matter(std::string_view text, std::uint32_t end) {
  std::string blank;
  blank.reserve(text.size());
  for (const char c : text.substr(0, end)) {
    if (c == '\n') blank.push_back('\n');
  }
  return blank.append(text.substr(end));
}

static std::string title_of(const Plan& plan) {
  for (const Section& section : plan.sections) {
    if (section.level == 1 && !section.title.value.empty()) return section.title.value;
  }
  if (const FrontMatterEntry* title = plan.find_front_matter("title"); title && !title->value.value.empty()) return title->value.value;
  const std::string name = plan.path.substr(plan.path.rfind('/') + 1);
  const std::size_t dot = name.rfind('.');
  return dot == std::string::npos || dot == 0 ? name : name.substr(0, dot);
}

/// Why the text is no Markdown at all.
static std::optional<Diagnostic> find_fault(FileId file, std::string_view text) {
  const auto at = [&](std::size_t offset) { return Span{file, static_cast<std::uint32_t>(offset), static_cast<std::uint32_t>(offset + 1)}; };
  const std::string encoding_help = "save the file as UTF-8";
  if (const std::size_t zero = text.find('\0'); zero != std::string_view::npos) {
    return Diagnostic{.rule = "not-utf8", .span = at(zero), .message = "the document contains a zero byte, so it is no text", .help = encoding_help};
  }
  if (const auto invalid = find_invalid_utf8(text)) {
    return Diagnostic{.rule = "not-utf8", .span = at(*invalid), .message = "the document is not valid UTF-8", .help = encoding_help};
  }
  if (const auto excess = find_excess(text)) {
    return Diagnostic{.rule = "markdown-limit", .span = {file, excess->begin, excess->end}, .message = excess->message, .help = "split the document"};
  }
  return std::nullopt;
}

Plan read_markdown(SourceMap& sources, FileId file, Diagnostics& problems) {
  Plan plan;
  plan.file = file;
  plan.path = sources.path(file);
  const std::string_view text = sources.text(file);
  if (auto fault = find_fault(file, text)) {
    problems.push_back(std::move(*fault));
    plan.readable = false;
    plan.title = title_of(plan);
    return plan;
  }
  FrontMatter front = read_front_matter(file, text);
  plan.front_matter = std::move(front.entries);
  if (front.end > 0) {
    read_document(plan, sources, file, without_front_matter(text, front.end), problems);
  } else {
    read_document(plan, sources, file, text, problems);
  }
  plan.title = title_of(plan);
  remark_document(plan, sources, problems);
  mark_secrets(plan, sources);
  return plan;
}

}  // namespace portolan::load
