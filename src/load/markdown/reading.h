// The state of reading one plan: what the headings above say, which words are services here, and the statements so far.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "base/source_map.h"
#include "load/markdown/phrase.h"
#include "load/markdown/scope.h"
#include "load/markdown/words.h"
#include "model/plan.h"

namespace portolan::load {

/// Statements of one document; the rest of a longer one is not read.
inline constexpr std::size_t most_statements = 10'000;

/// What stands around a place: headings, labels, the bullet above, the column.
struct Frame {
  std::size_t section = 0;
  Scope scope{};                                ///< of the headings, or what is nearer
  Mood mood{};
  std::vector<Spanned<std::string>> services{}; ///< that the heading or bullet above speaks of
  std::optional<Key> topic{};                   ///< that the heading or label above speaks of

  /// The same with the environments and doubts that `words` add.
  Frame narrowed(const Stretch& words) const;
  /// The same for all of a bullet: with what a later sentence that is a mere remark adds ("Optional.", "Development only.").
  Frame remarked(const Stretch& text) const;
  /// `remarked`, with the words of the first thought, which says what a bullet is about.
  Frame narrowed_by_first(const Stretch& text) const;
};

/// The parts of a sentence between semicolons: each is a statement with an environment and doubts of its own.
std::vector<Stretch> thoughts_of(const Stretch& sentence);

struct Thought {
  Stretch words;
  Frame frame;
};

/// Each thought with what its own words say, else with the environments that the thoughts before it name: "In production …; …".
std::vector<Thought> thoughts_with_frames(const Stretch& sentence, const Frame& around);

class Reading {
 public:
  /// `problems` takes what is wrong with fences; nothing: nobody asks.
  Reading(Plan& plan, const SourceMap& sources, Diagnostics* problems = nullptr) : plan_(plan), sources_(sources), problems_(problems) {}

  const SourceMap& sources() const { return sources_; }
  const Plan& plan() const { return plan_; }

  /// Words that this document uses as names of services, lower case: from tables, bullets and fences.
  void learn_service(std::string_view name);
  /// A name that a compose file defines: it is one in exactly this spelling, "DB" and "api.v2" as well.
  void learn_defined_service(std::string_view name) { defined_.emplace(name); }
  bool is_defined_service(std::string_view name) const { return defined_.contains(name); }
  bool defines_services() const { return !defined_.empty(); }
  /// Text that can be a name of a service where one is expected.
  bool names_service(std::string_view text) const;
  /// A word of the document or of everybody's vocabulary.
  bool knows_service(std::string_view name) const;

  /// "## 3. Networks": references by number can be meant.
  bool has_numbered_headings() const;
  /// Where `[label]: url` stands in the document; unknown for none.
  Span definition_of(std::string_view url);

  /// Adds a statement about `fact`; `words` are the words that say it, `text` the line for reports.
  void add(Fact fact, const Span& span, std::string text, const Frame& frame);
  /// With the words themselves as text.
  void add(Fact fact, const Stretch& words, const Frame& frame);
  /// A command as it is written, of the section and scope of `frame`.
  void add_command(WrittenCommand command, const Frame& frame);
  void add_fragment(Fragment fragment) { plan_.fragments.push_back(std::move(fragment)); }
  void report(Diagnostic problem) {
    if (problems_) problems_->push_back(std::move(problem));
  }
  std::vector<Fragment>& fragments() { return plan_.fragments; }
  void add_drawing(Drawing drawing);
  /// A place that looks like a statement of fact; it counts as understood when statements were added since `before`.
  void count_place(std::size_t before, const Span& place, const Frame& frame);
  std::size_t statements() const { return plan_.statements.size(); }
  /// The document has said more than is read: the rest is skipped.
  bool full() const { return statements() >= most_statements; }

 private:
  Plan& plan_;
  const SourceMap& sources_;
  Diagnostics* problems_;
  std::set<std::string, std::less<>> services_;
  std::set<std::string, std::less<>> defined_;
  std::optional<std::map<std::string, Span, std::less<>>> definitions_;  ///< of links, by address; looked for once
};


/// The services that `words` names as a list: "web", "`db` and `redis`", "the database container"; empty when it says anything else.
std::vector<Spanned<std::string>> services_of(const Reading& reading, const Stretch& words);
/// The same from the words [at, …); moves `at` behind the list and its "service" or "container". Nothing read: `at` stays.
std::vector<Spanned<std::string>> read_services(const Reading& reading, const Stretch& stretch, const std::vector<Word>& words, std::size_t& at);
/// The service that a heading speaks of: "### web", "### Database container (`db`)", "## 3.1. `db` (PostgreSQL) Service".
std::vector<Spanned<std::string>> services_of_heading(const Reading& reading, const Stretch& heading);
/// What a heading or label announces: "Port mappings" → port, "Environment variables" → variable.
std::optional<Key> topic_of(const Stretch& heading);

}  // namespace portolan::load
