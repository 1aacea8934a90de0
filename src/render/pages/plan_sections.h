// Sections of a plan on another page than their own: troubleshooting, backups.
#pragma once

#include <string>
#include <vector>

#include "model/plan.h"
#include "render/page.h"

namespace portolan::render {

/// The heading's words, fit for output.
std::string section_title(const PageContext& page, const Section& section);

/// Fields `place` (of the first heading), `blocks` (the sections as written, with what the files contradict marked) and `contradictions`
/// (as describe_claim tells them).
Data describe_sections(const PageContext& page, std::size_t plan, const std::vector<std::size_t>& sections);

}  // namespace portolan::render
