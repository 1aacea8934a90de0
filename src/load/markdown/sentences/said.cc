#include "load/markdown/sentences/said.h"

#include <utility>

namespace portolan::load {

namespace {

/// What follows makes the statement hold sometimes only.
bool is_limited(const Clause& clause) {
  for (const std::string_view word : {"if", "unless", "when", "whenever", "except", "provided", "depending", "assuming", "once", "until"}) {
    if (clause.next() == word) return true;
  }
  return false;
}

/// "services", "containers", "databases" behind "all": nouns whose members the model can tell.
bool eat_many(Clause& clause) {
  clause.eat_any({"running", "docker", "compose", "defined"});
  return clause.eat_any({"services", "containers", "service", "container", "databases", "database services", "database containers", "data stores"});
}

/// "all services", "every container", "each of the databases".
bool eat_everybody(Clause& clause) {
  if (!clause.eat_any({"all", "every", "each"})) return false;
  clause.eat_any({"of the", "of these", "of our", "the", "our"});
  return eat_many(clause);
}

bool eat_nobody(Clause& clause) {
  if (clause.eat_any({"none of the", "none of our", "no"})) return eat_many(clause) || (clause.next() == "database" && clause.eat("database"));
  return false;
}

/// "except db", "but the database": who is left out of all.
bool eat_exception(Clause& clause) {
  const std::size_t before = clause.at();
  if (clause.eat_any({"except", "except for", "but", "apart from", "other than", "besides"})) {
    clause.eat("for");
    if (!clause.services().empty()) return true;
  }
  clause.go_to(before);
  return false;
}

std::optional<Subject> read_many(Clause& clause, std::size_t start) {
  Subject subject;
  if (eat_everybody(clause)) {
    subject.kind = Subject::Kind::all;
  } else if (clause.go_to(start); eat_nobody(clause)) {
    subject.kind = Subject::Kind::none;
  } else if (clause.go_to(start); clause.eat_any({"containers", "services"})) {
    subject.kind = Subject::Kind::all;
    subject.bare = true;
  } else {
    clause.go_to(start);
    return std::nullopt;
  }
  if (!subject.bare) eat_exception(clause);
  subject.services = {clause.taken(start).take()};
  return subject;
}

Spanned<std::string> all_but(const Services& services, const Spanned<std::string>& words) {
  std::string text = "every service except ";
  for (std::size_t i = 0; i < services.size(); ++i) text += (i == 0 ? "" : " and ") + services[i].value;
  return {std::move(text), words.span};
}

}  // namespace

bool Said::add(Fact fact) const { return add_from(start, std::move(fact)); }

bool Said::add_from(std::size_t first, Fact fact) const {
  if (!is_limited(clause)) reading.add(std::move(fact), clause.taken(first), frame);
  return true;
}

std::optional<Subject> read_subject(Clause& clause) {
  const std::size_t start = clause.at();
  if (auto many = read_many(clause, start)) return many;
  Subject subject;
  const bool only = clause.eat_any({"only", "just"});
  subject.services = clause.services();
  if (subject.services.empty()) {
    clause.go_to(start);
    return std::nullopt;
  }
  const std::size_t verb = clause.at();
  const bool alone = clause.eat("alone");
  // "nginx is the only service that …"
  const bool told = !only && !alone && clause.eat_any({"is the only", "are the only"}) && clause.eat_any({"service", "container", "services", "containers", "one", "ones"});
  if (told) clause.eat_any({"that", "which", "to be", "with"});
  if (!told && !alone) clause.go_to(verb);
  if (only || told || alone) {
    subject.kind = Subject::Kind::only;
    subject.others = all_but(subject.services, clause.taken(start).take());
  }
  return subject;
}

}  // namespace portolan::load
