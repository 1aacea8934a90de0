#include <algorithm>
#include <array>

#include "base/text.h"
#include "load/markdown/sentences/families.h"
#include "load/markdown/shapes.h"

namespace portolan::load {

namespace {

// The first shape that takes the clause decides.
constexpr Shape shapes[] = {
    &read_no_port,  &read_automatic_restart, &read_wait_for_check, &read_health_checks,   &read_only_peers, &read_all_traffic, &read_order,
    &read_replica_count, &read_count,        &read_data_of,        &read_volume_keeps,    &read_read_only_mount, &read_sources, &read_reload,
    &read_secret_place,  &read_code,
};

constexpr Predicate predicates[] = {
    &read_peers,   &read_publishing, &read_internal, &read_port,  &read_exposure, &read_isolation, &read_entry_point, &read_waiting, &read_first,    &read_health,
    &read_restart, &read_limit,      &read_replicas, &read_networks, &read_read_only, &read_keeping, &read_mounts,    &read_reloading, &read_process,
};

/// Words that make no statement of what follows: conditions, questions, and times at which it might hold.
bool opens_condition(Clause& clause) {
  return clause.eat_any({"if", "when", "unless", "whether", "as long as", "without", "before", "after", "while", "how", "why", "where", "which", "what", "once", "until", "assuming", "suppose", "imagine", "whenever",
                         "in case", "provided", "although", "instead of", "rather than"});
}

void skip_scope(Clause& clause) {
  const std::size_t before = clause.at();
  if (!clause.eat_any({"in", "for", "during", "on"})) return;
  clause.eat_any({"every", "each", "all", "both", "the", "local"});
  clause.eat_any({"full", "basic"});
  const bool named = clause.eat_any({"environment", "environments", "development", "dev", "production", "productions", "prod", "staging"});
  clause.eat_any({"mode", "and production", "and prod", "and staging"});
  clause.eat_any({"environment", "environments"});
  if (!named) clause.go_to(before);
}

/// Words in front of a statement that leave it as it is.
void skip_opening(Clause& clause) {
  clause.eat_any({"✅", "✔", "✓", "☑", "🔒", "✔️", "⚠️"});  // a tick in front of a line affirms it
  skip_scope(clause);
  if (clause.eat_any({"by default", "here", "currently", "therefore", "thus", "also", "note that", "as a result", "so", "at the moment", "for now", "for security", "for security reasons", "to be safe", "by design",
                      "optionally", "later", "alternatively", "previously", "formerly", "eventually", "for example", "for instance", "as an example", "as planned", "as stated above", "as said above", "in the future"})) {
    skip_scope(clause);
  }
}

/// Somebody's words are told: what is quoted is not what the document says.
bool is_quoted(const Stretch& clause, const std::vector<Word>& words) {
  if (words.empty() || words.front().code || words.front().begin == 0) return false;
  const std::string_view before = std::string_view(clause.phrase->text()).substr(0, words.front().begin);
  return before.ends_with('"') || before.ends_with("“") || before.ends_with("«");
}

void read_clause(Reading& reading, const Stretch& stretch, const Frame& frame) {
  Clause clause(reading, stretch);
  if (is_quoted(stretch, clause.words())) return;
  skip_opening(clause);
  if (opens_condition(clause)) return;
  const std::size_t start = clause.at();
  if (clause.done()) return;
  const Said said{reading, clause, frame, start};
  for (const Shape shape : shapes) {
    clause.go_to(start);
    if (shape(said)) return;
  }
  clause.go_to(start);
  const auto subject = read_subject(clause);
  if (!subject) return;
  const std::size_t verb = clause.at();
  for (const Predicate predicate : predicates) {
    clause.go_to(verb);
    if (predicate(said, *subject)) return;
  }
}

/// Whether `word` starts a clause of its own after a comma: ", and web waits …", ", but …".
bool starts_clause(const std::vector<Word>& words, std::size_t at) {
  if (at == 0 || !words[at - 1].ends_clause) return false;
  if (words[at].lower == "and" && at + 1 < words.size() && (words[at + 1].lower == "then" || words[at + 1].lower == "finally" || words[at + 1].lower == "last")) return false;  // a step of an order
  return words[at].lower == "and" || words[at].lower == "but" || words[at].lower == "so" || words[at].lower == "while" || words[at].lower == "whereas";
}

/// "Never do this: …", "Avoid …": what follows is what should not be.
bool is_advice(const std::vector<Word>& words) {
  if (words.empty() || words[0].code) return false;
  for (const std::string_view word : {"never", "avoid", "don't", "beware"}) {
    if (words[0].lower == word) return true;
  }
  return words.size() > 1 && words[0].lower == "do" && words[1].lower == "not";
}

}  // namespace

/// Reads the clauses of one thought. Environments and doubts count for all of them.
static void read_clauses(Reading& reading, const Stretch& text, const Frame& frame) {
  const std::vector<Word> words = text.words();
  if (is_advice(words)) return;
  std::size_t first = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool last = i + 1 == words.size();
    // A colon divides, too: "Database isolation: PostgreSQL is not exposed …".
    const std::string_view after = std::string_view(text.phrase->text()).substr(words[i].end, 2);
    const bool colon = after.starts_with(":") && words[i].lower != "order" && words[i].lower != "sequence";  // "Start order: db, then web" is one
    if (!last && !colon && !starts_clause(words, i + 1)) continue;
    const Stretch clause{text.phrase, words[first].begin, words[i].end};
    const bool question = text.phrase->text().compare(words[i].end, 1, "?") == 0;
    if (!question) read_clause(reading, clause, frame);
    first = i + 1;
    if (!last && starts_clause(words, i + 1)) ++first;
  }
}

void read_sentences(Reading& reading, const Stretch& text, const Frame& frame) {
  for (const Stretch& sentence : sentences_of(text)) {
    for (const Thought& thought : thoughts_with_frames(sentence, frame)) read_clauses(reading, thought.words, thought.frame);
  }
}

void read_title(Reading& reading, const Stretch& title, const Frame& frame) {
  Clause clause(reading, title);
  if (!clause.done()) read_count({reading, clause, frame, 0});
}

}  // namespace portolan::load
