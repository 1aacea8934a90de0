#include "load/markdown/remarks.h"

#include <algorithm>
#include <optional>

#include "base/text.h"

namespace portolan::load {

namespace {

/// Without the marks of the quotes and lists around it.
std::string_view bare(std::string_view line) {
  const std::size_t begin = line.find_first_not_of(" \t>-*+0123456789.)");
  return begin == std::string_view::npos ? std::string_view() : trim(line.substr(begin));
}

bool is_fence_mark(std::string_view line, char mark) {
  const auto length = static_cast<std::size_t>(std::find_if(line.begin(), line.end(), [&](char c) { return c != mark; }) - line.begin());
  return length >= 3;
}

Span first_line(const SourceMap& sources, const Span& span) {
  const std::size_t length = sources.text(span).find('\n');
  return length == std::string_view::npos ? span : Span{span.file, span.begin, span.begin + static_cast<std::uint32_t>(length)};
}

/// The block with which the document ends; nullptr when a heading is last.
const Block* last_block(const Plan& plan) {
  if (plan.sections.empty() || plan.sections.back().blocks.empty()) return nullptr;
  const Block* block = &plan.sections.back().blocks.back();
  while (!block->children.empty()) block = &block->children.back();
  return block;
}

std::optional<Diagnostic> find_unclosed(const Plan& plan, const SourceMap& sources) {
  const Block* const block = last_block(plan);
  if (!block || !block->span.known()) return std::nullopt;
  const std::string_view text = trim(sources.text(block->span));
  const std::string_view opening = bare(text.substr(0, text.find('\n')));
  if (block->kind == BlockKind::html && opening.starts_with("<!--") && text.find("-->") == std::string_view::npos) {
    return Diagnostic{.rule = "markdown-unclosed", .severity = Severity::warning, .span = first_line(sources, block->span),
                      .message = "the comment is never closed, so nothing behind it is shown or read", .help = "close it with -->"};
  }
  if (block->kind != BlockKind::code || opening.empty() || !is_fence_mark(opening, opening.front()) || (opening.front() != '`' && opening.front() != '~')) {
    return std::nullopt;
  }
  const std::size_t last = text.rfind('\n');
  if (last != std::string_view::npos && is_fence_mark(bare(text.substr(last + 1)), opening.front())) return std::nullopt;
  return Diagnostic{.rule = "markdown-unclosed", .severity = Severity::warning, .span = first_line(sources, block->span),
                    .message = "the fence is never closed, so the rest of the document is code", .help = "close it with a line of the same marks"};
}

/// U+202D and U+202E, which nobody needs to write a language.
std::optional<Diagnostic> find_override(const Plan& plan, const SourceMap& sources) {
  const std::string_view text = sources.text(plan.file);
  const std::size_t at = std::min(text.find("\xe2\x80\xad"), text.find("\xe2\x80\xae"));
  if (at == std::string_view::npos) return std::nullopt;
  return Diagnostic{.rule = "text-direction", .severity = Severity::warning,
                    .span = {plan.file, static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + 3)},
                    .message = "a sign that turns the direction of the text: what an editor shows is not what is read", .help = "remove U+202D and U+202E"};
}

}  // namespace

void remark_document(const Plan& plan, const SourceMap& sources, Diagnostics& problems) {
  if (auto unclosed = find_unclosed(plan, sources)) problems.push_back(std::move(*unclosed));
  if (auto turned = find_override(plan, sources)) problems.push_back(std::move(*turned));
}

}  // namespace portolan::load
