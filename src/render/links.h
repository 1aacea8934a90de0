// Where every page lies, and how one page names another.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/source_map.h"
#include "model/stack.h"

namespace portolan::render {

/// How the page `from` writes a link to the page `to`; both are paths of the site ("exhibition/findings.html"), `to` may end in "#anchor".
/// The same page gives "#anchor", or its own file name.
std::string relative_link(std::string_view from, std::string_view to);

/// File names for names that a user typed: lower case, safe, at most 80 bytes, each unique and none of `reserved`. Same order as `names`.
std::vector<std::string> unique_slugs(const std::vector<std::string>& names, const std::vector<std::string>& reserved = {});

/// The id of a document's heading in its page: GitHub's anchor, with "S-" before it when it starts with no letter. Ids of the frame and of lines have
/// capitals, which no such anchor has, so none collides.
std::string heading_id(std::string_view anchor);
/// The id of a finding's card on the findings page and of its note on the plan page.
std::string finding_id(std::string_view fingerprint);
/// The id of a named thing's row in a page that lists its kind: "volume-postgres_data"; "" for names that an id can't hold.
std::string entity_id(std::string_view kind, std::string_view name);
/// The id of a line: "L14".
std::string line_id(int line);

/// Paths of all pages, fixed once for a site. Indices are those of Handbook::stacks, Stack::environments, Environment::services, Stack::plans.
class Links {
 public:
  Links(const Handbook& handbook, const SourceMap& sources);

  std::string home() const { return "index.html"; }
  std::string overview(std::size_t stack) const;
  std::string compare(std::size_t stack) const;
  std::string findings(std::size_t stack) const;
  std::string commands(std::size_t stack) const;
  std::string troubleshooting(std::size_t stack) const;
  std::string plan(std::size_t stack, std::size_t plan) const;
  std::string architecture(std::size_t stack, std::size_t environment) const;
  std::string ports(std::size_t stack, std::size_t environment) const;
  std::string networks(std::size_t stack, std::size_t environment) const;
  std::string volumes(std::size_t stack, std::size_t environment) const;
  std::string variables(std::size_t stack, std::size_t environment) const;
  std::string builds(std::size_t stack, std::size_t environment) const;
  std::string health(std::size_t stack, std::size_t environment) const;
  std::string routes(std::size_t stack, std::size_t environment) const;
  std::string settings(std::size_t stack, std::size_t environment) const;
  std::string services(std::size_t stack, std::size_t environment) const;
  std::string service(std::size_t stack, std::size_t environment, std::size_t service) const;
  /// Nothing for a name the environment does not have.
  std::optional<std::string> service(std::size_t stack, std::size_t environment, std::string_view service) const;
  std::string guide(std::size_t document) const;
  std::string rules() const { return "rules/index.html"; }
  std::string rule(std::string_view name) const;
  std::string asset(std::string_view name) const;  ///< "portolan.css" → "assets/portolan.css"

  /// The page that shows this place, with the anchor of its line: a plan's page or a source page. Nothing for files that are not shown.
  std::optional<std::string> place(const Span& span) const;
  /// The page that shows the file at `path` (relative to ROOT), for links written in documents.
  std::optional<std::string> file(std::string_view path) const;

  /// Lines [first, last] of a file of a stack on a page of their own; long files have several.
  struct SourcePage {
    FileId file = FileId::none;
    std::size_t stack = 0;
    std::string path;
    int first = 1, last = 1;
  };
  /// Sorted by path.
  const std::vector<SourcePage>& source_pages() const { return source_pages_; }

 private:
  struct EnvironmentLinks {
    std::string folder;
    std::vector<std::string> services;
    std::map<std::string, std::size_t, std::less<>> by_name;
  };
  struct StackLinks {
    std::string folder;
    std::vector<EnvironmentLinks> environments;
    std::vector<std::string> plans;
  };
  struct DocumentLink {
    std::string path;
    std::vector<int> lines;  ///< that have an anchor, ascending
  };

  void add_stack(const Stack& stack, std::string folder);
  void add_document(const Plan& plan, std::string path);
  void add_sources(const Stack& stack, std::size_t index);
  void add_source(FileId file, std::size_t stack, std::string_view slug);

  const SourceMap& sources_;
  std::vector<StackLinks> stacks_;
  std::vector<std::string> guide_;
  std::map<FileId, DocumentLink> documents_;
  std::vector<SourcePage> source_pages_;
  std::map<FileId, std::vector<std::string>> source_of_;  // paths of its pages
};

/// So many lines of a file stand on one source page.
inline constexpr int source_page_lines = 700;

/// Lines of a document whose blocks carry an anchor "L<line>", ascending: the first line of each block, list item and table row, once.
std::vector<int> anchor_lines(const Plan& plan, const SourceMap& sources);

}  // namespace portolan::render
