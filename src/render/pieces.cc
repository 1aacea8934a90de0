#include "render/pieces.h"

#include <fmt/format.h>

#include "base/embedded.h"
#include "check/knowledge/images.h"
#include "render/highlight.h"

namespace portolan::render {

Html icon(std::string_view name) { return {fmt::format("<svg class=\"ic\" aria-hidden=\"true\"><use href=\"#i-{}\"/></svg>", name)}; }

Html brand_icon(std::string_view name) {
  std::string_view file = name;
  if (file.ends_with(".svg")) file.remove_suffix(4);
  if (!find_embedded(fmt::format("assets/vendor/simple-icons/{}.svg", file))) return icon("box");
  return {fmt::format("<svg class=\"ic b\" aria-hidden=\"true\"><use href=\"#i-b-{}\"/></svg>", file)};
}

static std::string_view role_icon(check::ServiceRole role) {
  switch (role) {
    case check::ServiceRole::application: return "server";
    case check::ServiceRole::database: return "database";
    case check::ServiceRole::cache: return "layers";
    case check::ServiceRole::proxy: return "globe";
    case check::ServiceRole::tool: return "wrench";
    case check::ServiceRole::job: return "clock";
    case check::ServiceRole::unknown: return "box";
  }
  return "box";
}

Html service_icon(const Stack& stack, const Service& service) {
  const check::ImageFacts* facts = check::find_service_facts(stack, service);
  if (facts != nullptr && !facts->icon.empty()) return brand_icon(facts->icon);
  return icon(role_icon(check::role_of(stack, service)));
}

static std::string anchor(std::string_view href, std::string_view css, std::string_view inside) {
  return fmt::format("<a{} href=\"{}\">{}</a>", css.empty() ? "" : fmt::format(" class=\"{}\"", css), escape_html(href), inside);
}

Html link(const PageContext& page, std::string_view target, std::string_view text) {
  return {anchor(page.link_to(target), "", escape_html(text))};
}

std::string source_text(const PageContext& page, const Span& span) {
  const Location place = page.sources().locate(span);
  std::string_view file = place.file;
  if (page.stack_index && !page.stack().folder.empty() && file.starts_with(page.stack().folder + "/")) file.remove_prefix(page.stack().folder.size() + 1);
  return fmt::format("{}:{}", file, place.line);
}

Html source_link(const PageContext& page, const Span& span) {
  if (!span.known()) return {};
  const std::string text = escape_html(source_text(page, span));
  const std::optional<std::string> place = page.links().place(span);
  return {place ? anchor(page.link_to(*place), "mono", text) : fmt::format("<span class=\"mono\">{}</span>", text)};
}

Html service_link(const PageContext& page, std::size_t environment, std::string_view service) {
  const auto target = page.links().service(page.stack_index.value(), environment, service);
  return {target ? anchor(page.link_to(*target), "", escape_html(service)) : escape_html(service)};
}

Html service_chip(const PageContext& page, std::size_t environment, std::string_view service) {
  const auto target = page.links().service(page.stack_index.value(), environment, service);
  return target ? Html{anchor(page.link_to(*target), "chip mono", escape_html(service))} : plain_chip(service);
}

Html environment_dot(const Stack& stack, std::size_t environment) {
  return {fmt::format("<span class=\"dot {}\"></span>", colour_class(stack, environment))};
}

Html environment_chip(const PageContext& page, std::size_t environment) {
  return {fmt::format("<span class=\"chip {}\"><span class=\"dot\"></span>{}</span>", colour_class(page.stack(), environment),
                      escape_html(page.stack().environments.at(environment).name))};
}

Html severity_chip(Severity severity) {
  const std::string_view drawing = severity == Severity::error ? "circle-x" : severity == Severity::warning ? "triangle-alert" : "info";
  const std::string_view word = severity == Severity::error ? "Error" : severity == Severity::warning ? "Warning" : "Note";
  return {fmt::format("<span class=\"chip {}\">{}{}</span>", class_of(severity), icon(drawing).text, word)};
}

Html outcome_chip(Outcome outcome) {
  struct Row {
    std::string_view icon, word;
  };
  const auto row = [&]() -> Row {
    switch (outcome) {
      case Outcome::verified: return {"circle-check", "verified"};
      case Outcome::contradicted: return {"circle-x", "contradicted"};
      case Outcome::planned: return {"clock", "planned"};
      case Outcome::unverifiable: return {"circle-question-mark", "can't be checked"};
      case Outcome::not_judged: return {"info", "not judged"};
    }
    return {"info", "not judged"};
  }();
  return {fmt::format("<span class=\"chip {}\">{}{}</span>", class_of(outcome), icon(row.icon).text, row.word)};
}

Html plain_chip(std::string_view text) { return {fmt::format("<span class=\"chip mono\">{}</span>", escape_html(text))}; }

std::string_view class_of(Severity severity) {
  switch (severity) {
    case Severity::error: return "err";
    case Severity::warning: return "warn";
    case Severity::info: return "inf";
  }
  return "inf";
}

std::string_view class_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::verified: return "ok";
    case Outcome::contradicted: return "err";
    case Outcome::planned: return "inf";
    case Outcome::unverifiable:
    case Outcome::not_judged: return "mut";
  }
  return "mut";
}

std::string_view class_of(Change change) {
  switch (change) {
    case Change::base: return "";
    case Change::added: return "df-add";
    case Change::removed: return "df-del";
    case Change::changed: return "df-chg";
    case Change::absent: return "df-none";
  }
  return "";
}

Html change_sign(Change change) {
  switch (change) {
    case Change::added: return {"<b aria-hidden=\"true\">+</b><span class=\"vh\">added:</span>"};
    case Change::removed: return {"<b aria-hidden=\"true\">−</b><span class=\"vh\">removed:</span>"};
    case Change::changed: return {"<b aria-hidden=\"true\">~</b><span class=\"vh\">changed:</span>"};
    default: return {};
  }
}

Html code_box(std::string_view caption_html, std::string_view name, std::string_view lines) {
  return {fmt::format("<div class=\"cb\"><div class=\"cap\">{}<span class=\"sp\"></span><button class=\"cp jsonly\" type=\"button\">{}<span>Copy</span></button></div>"
                      "<pre tabindex=\"0\" role=\"group\" aria-label=\"{}\"><code>{}</code></pre></div>",
                      caption_html, icon("copy").text, escape_html(name), lines)};
}

Html code_block(const CodeBlock& block) {
  std::string_view text = block.text;
  while (text.ends_with('\n')) text.remove_suffix(1);
  const std::string caption = (block.mark ? block.mark->text + " " : "") + escape_html(block.caption.empty() ? "code" : block.caption);
  return code_box(caption, block.caption.empty() ? "code" : block.caption, fmt::format("{}", fmt::join(highlight_lines(block.language, text), "\n")));
}

Html command_block(const PageContext& page, std::size_t environment, std::string_view command) {
  return code_block({.text = command, .language = "bash", .caption = page.stack().environments.at(environment).name,
                     .mark = environment_dot(page.stack(), environment)});
}

/// Lines of a file as HTML, with the numbers they have.
static std::vector<std::pair<int, std::string>> shown_lines(const PageContext& page, const Span& span, int context, int most) {
  const std::vector<ExcerptLine> lines = page.sources().excerpt(span, context, most);
  std::string text;
  for (const ExcerptLine& line : lines) text += line.text + "\n";
  const std::vector<std::string> html = highlight_lines(language_of_path(page.sources().locate(span).file), text);
  std::vector<std::pair<int, std::string>> out;
  for (std::size_t i = 0; i < lines.size(); ++i) out.emplace_back(lines[i].number, html[i]);
  return out;
}

Html excerpt(const PageContext& page, const Span& span, int context, std::string_view mark_class, std::string_view name) {
  if (!span.known()) return {};
  const Location place = page.sources().locate(span);
  const int last = place.end_column == 1 && place.end_line > place.line ? place.end_line - 1 : place.end_line;
  std::string body;
  for (const auto& [number, html] : shown_lines(page, span, context, 12)) {
    const bool marked = number >= place.line && number <= last;
    body += marked ? fmt::format("<span class=\"hl {}\">{}\n</span>", mark_class, html) : html + "\n";
  }
  return {fmt::format("<pre tabindex=\"0\" role=\"group\" aria-label=\"{}\">{}</pre>", escape_html(name), body)};
}

Html definition_block(const PageContext& page, const Span& span) {
  if (!span.known()) return {};
  const auto lines = shown_lines(page, span, 0, 200);
  std::string body;
  for (const auto& [number, html] : lines) body += html + "\n";
  std::string name = source_text(page, span);
  name = fmt::format("{}, lines {} to {}", name.substr(0, name.rfind(':')), lines.empty() ? 0 : lines.front().first, lines.empty() ? 0 : lines.back().first);
  return code_box(escape_html(name), name, body);
}

std::string sentence(std::string_view message) {
  std::string text(message);
  if (!text.empty() && text.front() >= 'a' && text.front() <= 'z') text.front() = static_cast<char>(text.front() - 'a' + 'A');
  return text;
}

Html finding_link(const PageContext& page, const Finding& finding) {
  return {anchor(page.link_to(page.links().findings(page.stack_index.value()) + "#" + finding_id(finding.fingerprint)), "", escape_html(finding.diagnostic.message))};
}

}  // namespace portolan::render
