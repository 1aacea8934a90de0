// Links that people wrote in documents, as links of the handbook.
#pragma once

#include <string>
#include <string_view>

#include "model/plan.h"
#include "render/markdown_html.h"
#include "render/page.h"

namespace portolan::render {

/// The href for a link of `document` shown on `page`: other documents become their pages, files their source pages, headings their ids.
/// "" for what the handbook does not have: a link that leads nowhere is shown as words.
std::string document_link(const PageContext& page, const Plan& document, std::string_view url);

/// Options for showing a document on a page: links resolved, lines linkable, no marks.
MarkdownOptions document_options(const PageContext& page, const Plan& document);

}  // namespace portolan::render
