// One clause of prose while the shapes look at it, and whom it speaks of.
#pragma once

#include <initializer_list>
#include <optional>
#include <string_view>

#include "load/markdown/clause.h"

namespace portolan::load {

/// A clause, and where the statements that are read in it go.
struct Said {
  Reading& reading;
  Clause& clause;
  const Frame& frame;
  std::size_t start = 0;  ///< the word that the shapes begin at

  /// Adds a statement about the words from `start` up to the last one taken. A condition behind them ("…, unless it is disabled") makes it none. True
  /// in either case: the clause is read.
  bool add(Fact fact) const;
  /// The same about the words from `first` on.
  bool add_from(std::size_t first, Fact fact) const;
};

/// Whom a clause speaks of, and for how many of them.
struct Subject {
  enum class Kind {
    these,  ///< `services`
    all,    ///< all services, or all but some: one entry with these very words, which the model's side knows
    none,   ///< none of them: the same
    only,   ///< `services` and nobody else
  };
  Kind kind = Kind::these;
  Services services{};
  Spanned<std::string> others{};  ///< of `only`: "every service except nginx"
  bool bare = false;              ///< a plain plural, "containers": it stands for all of them only where nothing else could be meant

  /// What a verb in this form says of each service.
  bool affirms(bool verb) const { return kind == Kind::none ? !verb : verb; }
};

/// "web", "the `db` and redis containers", "all services except db", "none of the databases", "only nginx", "nginx is the only service that"; takes nothing
/// when the clause speaks of something else.
std::optional<Subject> read_subject(Clause& clause);

/// Adds what is said of each service of the subject; of `only` also that it is not so for the others. `make` is called with a service and whether it
/// is so, and gives the fact, or nothing when that can't be said.
template <class Make>
bool add_each(const Said& said, const Subject& subject, bool verb, Make&& make) {
  const bool so = subject.affirms(verb);
  bool any = false;
  const auto add = [&](const Spanned<std::string>& service, bool affirmed) {
    std::optional<Fact> fact = make(service, affirmed);
    if (fact) any = said.add(std::move(*fact)) || any;
  };
  for (const Spanned<std::string>& service : subject.services) add(service, so);
  if (subject.kind == Subject::Kind::only) add(subject.others, !so);
  return any;
}

}  // namespace portolan::load
