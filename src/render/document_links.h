// Links that people wrote in documents, as links of the handbook.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/plan.h"
#include "render/markdown_html.h"
#include "render/page.h"

namespace portolan::render {

/// The href for a link of `document` shown on `page`: other documents become their pages, files their source pages, headings their ids.
/// "" for what the handbook does not have: a link that leads nowhere is shown as words.
std::string document_link(const PageContext& page, const Plan& document, std::string_view url);

/// The order in which a book of documents is read: its index (index.md or README.md) first, then what the index links to, in the order in which it
/// does, then the rest. Indices into `documents`.
std::vector<std::size_t> reading_order(const std::vector<Plan>& documents);

/// Options for showing a document on a page: links resolved, lines linkable, no marks.
MarkdownOptions document_options(const PageContext& page, const Plan& document);

}  // namespace portolan::render
