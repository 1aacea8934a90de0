// Small pieces of HTML that every page uses: icons, chips, source links, code blocks, excerpts.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/diagnostic.h"
#include "model/finding.h"
#include "render/facts/compare.h"
#include "render/page.h"

namespace portolan::render {

/// An icon of assets/vendor/lucide ("server"); the frame puts its drawing into the page. Decoration: it has no name for screen readers.
Html icon(std::string_view name);
/// A trademark of assets/vendor/simple-icons ("postgresql"), or the lucide icon "box" when there is no such file.
Html brand_icon(std::string_view name);
/// The icon of a service: its image's trademark, else one for its role.
Html service_icon(const Stack& stack, const Service& service);

/// `<a href=…>text</a>` within the site; `target` is a path of the site.
Html link(const PageContext& page, std::string_view target, std::string_view text);
/// "docker-compose.dev.yml:14" as a link to the line; plain text when the file has no page, nothing when the span is unknown.
Html source_link(const PageContext& page, const Span& span);
/// "docker-compose.dev.yml:14", without link: path relative to the stack's folder when it lies in it.
std::string source_text(const PageContext& page, const Span& span);

/// The service's name, linked to its page in `environment` of this page's stack; plain when it has none.
Html service_link(const PageContext& page, std::size_t environment, std::string_view service);
Html service_chip(const PageContext& page, std::size_t environment, std::string_view service);
/// A coloured dot and the environment's name.
Html environment_chip(const PageContext& page, std::size_t environment);
/// The dot alone.
Html environment_dot(const Stack& stack, std::size_t environment);
Html severity_chip(Severity severity);
Html outcome_chip(Outcome outcome);
/// A chip with any text in monospace.
Html plain_chip(std::string_view text);
/// "err", "warn", "inf": the classes that give a severity its colours.
std::string_view class_of(Severity severity);
/// "ok", "err", "" …: the same for verdicts.
std::string_view class_of(Outcome outcome);

/// "df-add", "df-del", "df-chg", "df-none", "": the same for what differs from another environment.
std::string_view class_of(Change change);
/// A sign with a word for screen readers, since colour is never alone; nothing for what is the same or absent.
Html change_sign(Change change);

struct CodeBlock {
  std::string_view text = {};
  std::string_view language = {};            ///< "yaml", "bash", … for colours; "" for none
  std::string_view caption = {};             ///< visible, and the name for screen readers
  std::optional<Html> mark = {};             ///< before the caption: an environment's dot
};
/// Captioned, highlighted, with a copy button. `text` must be fit for output (SourceMap::shown and excerpt are).
Html code_block(const CodeBlock& block);
/// The same around lines that are HTML already, each ended by its line break; `caption` is HTML, `name` plain text.
Html code_box(std::string_view caption, std::string_view name, std::string_view lines);
/// A command of one environment of this page's stack, with its dot and name as the caption.
Html command_block(const PageContext& page, std::size_t environment, std::string_view command);
/// Lines of a file around `span`, the span's lines marked in the colour `mark_class` ("err", "" for the accent); secrets masked.
/// `name` says for screen readers what the excerpt is.
Html excerpt(const PageContext& page, const Span& span, int context, std::string_view mark_class, std::string_view name);
/// The whole definition in `span` as a code block whose caption is file and lines.
Html definition_block(const PageContext& page, const Span& span);
/// A message as a sentence of a page: its first letter is a capital, "the plan says …" → "The plan says …".
std::string sentence(std::string_view message);
/// The finding's message linked to its card on the findings page.
Html finding_link(const PageContext& page, const Finding& finding);

}  // namespace portolan::render
