// What the pages of one environment share: where they lie, the switch to the others, and the note about files that could not be read.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "render/facts/claims.h"
#include "render/frame.h"
#include "render/page.h"
#include "render/site.h"

namespace portolan::render {

/// Indices of a stack and of one of its environments.
struct EnvironmentPlace {
  std::size_t stack = 0;
  std::size_t environment = 0;
};

/// Appends one page for each environment of each stack: `path` names it, `render` makes it.
void plan_for_environments(const SiteContext& site, std::vector<PagePlan>& pages, std::string (Links::*path)(std::size_t, std::size_t) const,
                           std::string (*render)(const PageContext&));

/// The same page in every environment of the stack; where `path` has none ("") the environment's architecture page.
std::vector<EnvironmentLink> switch_environments(const PageContext& page, const std::function<std::string(std::size_t environment)>& path);

/// The document of a page of environment_page_kinds(): its title, its neighbours and the switch follow from its path. It is wide, without a table
/// of contents.
std::string frame_environment_page(const PageContext& page, std::string lead, Html body, std::vector<std::string> stylesheets = {});

/// "From docker-compose.yml:1 docker-compose.override.yml:1".
Html compose_places(const PageContext& page);

/// Sets `broken` and `problems`, which templates/parts/broken.html tells: files of this environment that could not be read.
void add_broken(const PageContext& page, Data& data);

/// Caption of a command: the environment's name, and that it changes a live system when it does.
Html runbook_block(const PageContext& page, std::size_t environment, std::string_view command, std::string_view verb);

/// A statement's words, fit for output.
std::string statement_text(const PageContext& page, const ClaimView& view);
/// A verdict as a chip, its reason and the places: fields `said`, `place`, `chip`, `reason`, `finding`.
Data describe_claim(const PageContext& page, const ClaimView& view);

/// What became of the claims about ports, volumes …, for templates/parts/verdict.html: `noun` names one of them.
Data describe_verdicts(const PageContext& page, const Verdicts& verdicts, std::string_view noun);
/// Fields `plan` (a chip) and `plan_place` of a table row that the plans speak of, or do not.
void add_claim(const PageContext& page, const std::optional<ClaimView>& claim, Data& row);

/// The same for several claims, at most `most` rows; what one row of a document says of several services is one row here, too.
std::vector<Data> describe_claims(const PageContext& page, const std::vector<ClaimView>& views, std::size_t most);

/// What another environment has in the place of something of this one, for people: "not there", "`True`". "" is the same.
struct Elsewhere {
  std::size_t environment = 0;
  Html words;
};
/// The cell of a table that says how the other environments differ; environments that differ in the same way share a line.
Html elsewhere_cell(const PageContext& page, const std::vector<Elsewhere>& others);

/// "nginx, web and db"; long lists are cut after `most`.
Html service_list(const PageContext& page, std::size_t environment, const std::vector<const Service*>& services, std::size_t most = 12);

}  // namespace portolan::render
