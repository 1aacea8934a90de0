#include <algorithm>

#include "base/text.h"
#include "load/markdown/clause.h"
#include "load/markdown/descriptions.h"
#include "load/markdown/shapes.h"

namespace portolan::load {

namespace {

class SentenceReader {
 public:
  SentenceReader(Reading& reading, const Frame& frame) : reading_(reading), frame_(frame) {}

  void read(const Stretch& sentence) {
    Clause clause(reading_, sentence);
    clause.eat_any({"✅", "✔", "✓", "☑", "🔒"});  // a tick in front of a line affirms it
    skip_scope(clause);
    if (clause.eat_any({"if", "when", "unless", "whether", "as long as", "without", "before", "after", "while", "how", "why", "where", "which", "what"})) return;
    const std::size_t start = clause.at();
    using WholeShape = bool (*)(Reading&, Clause&, const Frame&);
    for (const WholeShape shape : {&read_about_all, &read_wait_for_check}) {
      clause.go_to(start);
      if (shape(reading_, clause, frame_)) return;
    }
    using Shape = bool (SentenceReader::*)(Clause&, std::size_t);
    for (const Shape shape : {&SentenceReader::only_exposed, &SentenceReader::only_peers_reach, &SentenceReader::all_traffic, &SentenceReader::about_services,
                              &SentenceReader::about_code}) {
      clause.go_to(start);
      if ((this->*shape)(clause, start)) return;
    }
  }

 private:
  void skip_scope(Clause& clause) const {
    const std::size_t before = clause.at();
    if (!clause.eat_any({"in", "for", "during"})) return;
    clause.eat_any({"every", "each", "all", "both", "the", "local"});
    clause.eat_any({"full", "basic"});
    const bool named = clause.eat_any({"environment", "environments", "development", "dev", "production", "productions", "prod", "staging"});
    clause.eat_any({"environment", "environments"});
    if (!named) clause.go_to(before);
  }

  /// "Only nginx is exposed to the host", "Only nginx exposed", "only accessible by" belongs to another shape.
  bool only_exposed(Clause& clause, std::size_t start) {
    if (!clause.eat("only")) return false;
    Services subjects = clause.services();
    if (subjects.empty()) return false;
    clause.eat_any({"is", "are"});
    eat_adverbs(clause);
    const bool publishes = clause.eat_any({"published", "publishes a port", "publishes ports", "has a published port", "has ports on"});
    if (!publishes && !clause.eat_one_of(reaching)) return false;
    const Side side = eat_side(clause);
    if (side == Side::elsewhere) return false;
    reading_.add(Exposure{.kind = ExposureKind::only_exposed, .subjects = std::move(subjects)}, clause.taken(start), frame_);
    return true;
  }

  /// "Only the backend can reach postgres".
  bool only_peers_reach(Clause& clause, std::size_t start) {
    if (!clause.eat("only")) return false;
    Services peers = clause.services();
    if (peers.empty() || !clause.eat_any({"can reach", "can access", "reaches", "accesses", "can connect to", "connects to", "may reach", "may access", "talks to", "can talk to"})) return false;
    Services subjects = clause.services();
    if (subjects.empty()) return false;
    reading_.add(Exposure{.kind = ExposureKind::only_accessible_by, .subjects = std::move(subjects), .peers = std::move(peers)}, clause.taken(start), frame_);
    return true;
  }

  /// "All traffic enters through port 80", "All traffic via nginx on ports 80/443".
  bool all_traffic(Clause& clause, std::size_t start) {
    clause.eat("single entry point");
    const std::size_t first = clause.at() > start ? clause.at() : start;
    if (!clause.eat_any({"all traffic", "every request", "all requests", "all external traffic", "all incoming traffic", "everything from outside"})) return false;
    clause.eat_any({"enters", "goes", "passes", "comes", "runs", "flows", "is routed", "comes in", "arrives", "enter", "go", "pass"});
    if (!clause.eat_any({"through", "via", "over", "on", "at"})) return false;
    Exposure fact{.kind = ExposureKind::single_entry_point};
    if (clause.eat("port")) {
      fact.port = clause.number();
      if (!fact.port) return false;
      if (clause.eat("of")) fact.subjects = clause.services();
    } else {
      fact.subjects = clause.services();
      if (fact.subjects.empty()) return false;
      const std::size_t before = clause.at();
      if (clause.eat("on port")) fact.port = clause.number();
      if (!fact.port) clause.go_to(before);
    }
    reading_.add(std::move(fact), clause.taken(first), frame_);
    return true;
  }

  /// SERVICES and then what is said of them.
  bool about_services(Clause& clause, std::size_t start) {
    const Services subjects = clause.services();
    if (subjects.empty()) return false;
    const std::size_t verb = clause.at();
    using Shape = bool (SentenceReader::*)(Clause&, std::size_t, const Services&);
    for (const Shape shape : {&SentenceReader::reached_only_by, &SentenceReader::not_reached, &SentenceReader::published_on_port, &SentenceReader::reached, &SentenceReader::isolated,
                              &SentenceReader::entry_point, &SentenceReader::waits, &SentenceReader::has_health_check, &SentenceReader::runs, &SentenceReader::joins}) {
      clause.go_to(verb);
      if ((this->*shape)(clause, start, subjects)) return true;
    }
    return false;
  }

  /// "postgres is only accessible by backend", "only reachable from".
  bool reached_only_by(Clause& clause, std::size_t start, const Services& subjects) {
    clause.eat_any({"is", "are", "can", "may"});
    clause.eat("be");
    const bool only_first = clause.eat("only");
    eat_adverbs(clause);
    if (!clause.eat_any({"accessible", "reachable", "accessed", "reached", "available", "visible"})) return false;
    const bool only_last = !only_first && clause.eat("only");
    if ((!only_first && !only_last) || !clause.eat_any({"by", "from", "to", "for"})) return false;
    Services peers = clause.services();
    if (peers.empty()) return false;
    reading_.add(Exposure{.kind = ExposureKind::only_accessible_by, .subjects = subjects, .peers = std::move(peers)}, clause.taken(start), frame_);
    return true;
  }

  /// "is not exposed", "cannot be reached from outside", "publishes no port", "is hidden from the internet".
  bool not_reached(Clause& clause, std::size_t start, const Services& subjects) {
    const auto add = [&](ExposureKind kind) {
      reading_.add(Exposure{.kind = kind, .subjects = subjects}, clause.taken(start), frame_);
      return true;
    };
    if (clause.eat_any({"publishes no port", "publishes no ports", "publish no port", "publish no ports", "has no published port", "has no published ports", "have no published ports",
                        "has no port on the host", "have no port on the host", "have no ports on the host", "has no host port", "have no host ports", "exposes no port", "exposes no ports"})) {
      clause.eat_any({"on the host", "to the host"});
      return add(ExposureKind::not_published);
    }
    if (clause.eat_any({"is hidden", "are hidden"})) return eat_side(clause) == Side::outside && add(ExposureKind::not_exposed);
    const bool negated = clause.eat_any({"is not", "are not", "isn't", "aren't", "is never", "are never", "cannot be", "can not be", "can't be", "must not be", "not"});
    if (!negated) return false;
    eat_adverbs(clause);
    if (clause.eat_any({"published", "mapped"})) {
      if (clause.eat_any({"on the host", "to the host", "on a host port", "to other machines", "on any host port", "to the outside"})) return add(ExposureKind::not_published);
      return clause.done() && add(ExposureKind::not_published);
    }
    if (!clause.eat_one_of(reaching)) return false;
    eat_adverbs(clause);
    switch (eat_side(clause)) {
      case Side::host: return add(ExposureKind::not_published);
      case Side::outside: return add(ExposureKind::not_exposed);
      case Side::unsaid: return clause.done() && add(ExposureKind::not_exposed);
      case Side::elsewhere: return false;
    }
    return false;
  }

  /// "The database is published on host port 5433", "web is published on port 80", "web listens on port 8000" (in its container).
  bool published_on_port(Clause& clause, std::size_t start, const Services& subjects) {
    clause.eat_any({"is", "are"});
    const bool published = clause.eat("published");
    const bool listens = !published && clause.eat_any({"listens", "listen"});
    if (!published && !listens && !clause.eat_any({"exposed", "reachable", "available", "accessible", "mapped"})) return false;
    if (!clause.eat_any({"on", "to", "at", "through"})) return false;
    clause.eat("the");
    bool host = clause.eat("host");
    if (!clause.eat_any({"port", "ports"})) return false;
    const auto port = clause.number();
    if (!port) return false;
    host = clause.eat_any({"on the host", "of the host", "on your machine"}) || host;
    if (listens && !host) {
      // What follows may be another side: "listens on port 80 of the load balancer".
      if (!clause.done() && !clause.words()[clause.at() - 1].ends_clause && !clause.eat_any({"in the container", "inside the container", "in its container", "inside its container"})) return false;
      for (const Spanned<std::string>& subject : subjects) reading_.add(PublishesPort{.service = subject, .container_port = *port}, clause.taken(start), frame_);
      return true;
    }
    if (published && !host) host = clause.done() || clause.words()[clause.at() - 1].ends_clause;
    if (!host) return false;
    for (const Spanned<std::string>& subject : subjects) {
      reading_.add(PublishesPort{.service = subject, .host_port = *port, .published = true}, clause.taken(start), frame_);
    }
    return true;
  }

  bool reached(Clause& clause, std::size_t start, const Services& subjects) {
    if (!clause.eat_any({"is", "are"})) return false;
    eat_adverbs(clause);
    if (!clause.eat_any({"exposed", "reachable", "accessible", "published"})) return false;
    const Side side = eat_side(clause);
    if (side != Side::host && side != Side::outside) return false;
    reading_.add(Exposure{.kind = ExposureKind::exposed, .subjects = subjects}, clause.taken(start), frame_);
    return true;
  }

  /// "redis is isolated on `backend-network`", "isolated from the internet".
  bool isolated(Clause& clause, std::size_t start, const Services& subjects) {
    if (!clause.eat_any({"is isolated", "are isolated", "is fully isolated", "is completely isolated"})) return false;
    const std::size_t end = clause.at();
    clause.eat_any({"on", "in", "inside", "within"});
    clause.eat("the");
    const auto network = clause.code();
    if (!network) {
      clause.go_to(end);
      if (eat_side(clause) == Side::elsewhere) return false;
    }
    reading_.add(Exposure{.kind = ExposureKind::isolated, .subjects = subjects}, clause.taken(start), frame_);
    for (const Spanned<std::string>& subject : subjects) {
      if (network && looks_like_service(network->value)) reading_.add(JoinsNetwork{.service = subject, .network = *network}, clause.taken(start), frame_);
    }
    return true;
  }

  bool entry_point(Clause& clause, std::size_t start, const Services& subjects) {
    if (!clause.eat_any({"is", "acts as", "serves as"})) return false;
    clause.eat("the");
    if (!clause.eat_any({"single entry point", "only entry point", "only way in", "only public entry point", "only entrance", "single way in"})) return false;
    reading_.add(Exposure{.kind = ExposureKind::single_entry_point, .subjects = subjects}, clause.taken(start), frame_);
    return true;
  }

  /// "web waits until db is healthy", "depends on", "starts only after".
  bool waits(Clause& clause, std::size_t start, const Services& subjects) {
    if (!clause.eat_any({"waits for", "wait for", "waits until", "wait until", "depends on", "depend on", "starts after", "start after", "starts only after", "starts only when", "starts when",
                         "starts once", "only starts after", "only starts when", "starts only once"})) {
      return false;
    }
    const Services dependencies = clause.services();
    if (dependencies.empty()) return false;
    clause.eat_any({"to be", "to become", "is", "are", "has", "have", "becomes", "become", "being"});
    std::optional<DependencyCondition> condition;
    if (clause.eat_any({"healthy", "reported healthy", "shown as healthy"})) condition = DependencyCondition::healthy;
    if (clause.eat_any({"started", "running", "up"})) condition = DependencyCondition::started;
    if (clause.eat_any({"finished", "completed", "exited successfully"})) condition = DependencyCondition::completed;
    for (const Spanned<std::string>& subject : subjects) {
      for (const Spanned<std::string>& dependency : dependencies) {
        reading_.add(WaitsFor{.service = subject, .dependency = dependency, .condition = condition}, clause.taken(start), frame_);
      }
    }
    return true;
  }

  bool has_health_check(Clause& clause, std::size_t start, const Services& subjects) {
    HealthAspect aspect = HealthAspect::present;
    if (clause.eat_any({"has no health check", "have no health check", "have no health checks", "has no healthcheck"})) {
      aspect = HealthAspect::absent;
    } else if (!clause.eat_any({"has a health check", "have a health check", "have health checks", "has health checks", "has a healthcheck", "have healthchecks"})) {
      return false;
    }
    for (const Spanned<std::string>& subject : subjects) reading_.add(HealthFact{.service = subject, .aspect = aspect}, clause.taken(start), frame_);
    return true;
  }

  /// "web runs Gunicorn with 3 workers".
  bool runs(Clause& clause, std::size_t, const Services& subjects) {
    if (!clause.eat_any({"runs", "run", "uses", "is served by", "is run by"})) return false;
    const std::size_t before = reading_.statements();
    for (const Spanned<std::string>& subject : subjects) add_description_facts(reading_, subject, clause.rest(), frame_);
    return reading_.statements() != before;
  }

  /// "backend joins `frontend-network`", "is on", "is a member of".
  bool joins(Clause& clause, std::size_t start, const Services& subjects) {
    if (!clause.eat_any({"joins", "join", "is attached to", "are attached to", "is connected to", "are connected to", "is a member of", "are members of", "is on", "are on"})) return false;
    clause.eat_any({"the", "both"});
    bool any = false;
    while (const auto network = clause.code()) {
      if (!looks_like_service(network->value)) break;
      for (const Spanned<std::string>& subject : subjects) reading_.add(JoinsNetwork{.service = subject, .network = *network}, clause.taken(start), frame_);
      any = true;
      clause.eat("and");
    }
    return any;
  }

  /// "`backend-network` is internal", "`ALLOWED_HOSTS` is `*`".
  bool about_code(Clause& clause, std::size_t start) {
    const auto name = clause.code();
    if (!name) return false;
    if (is_variable_name(name->value)) {
      if (!clause.eat_any({"is set to", "is", "="})) return false;
      const std::size_t at = clause.at();
      auto value = clause.code();
      if (!value && clause.eat_any({"true", "false"})) {
        const Stretch word = clause.taken(at);
        value = word.take();
      }
      if (!value) return false;
      HasVariable fact{.name = *name, .value = *value};
      if (frame_.services.size() == 1) fact.service = frame_.services.front();
      reading_.add(std::move(fact), clause.taken(start), frame_);
      return true;
    }
    clause.eat("network");
    if (!looks_like_service(name->value) || !clause.eat_any({"is internal", "is an internal network", "is an internal bridge network"})) return false;
    const Stretch words = clause.taken(start);
    reading_.add(NetworkSetting{.network = *name, .internal = Spanned<bool>{true, words.span()}}, words, frame_);
    return true;
  }

  Reading& reading_;
  const Frame& frame_;
};

/// Whether `word` starts a clause of its own after a comma: ", and web waits …", ", but …".
bool starts_clause(const std::vector<Word>& words, std::size_t at) {
  if (at == 0 || !words[at - 1].ends_clause) return false;
  return words[at].lower == "and" || words[at].lower == "but" || words[at].lower == "so" || words[at].lower == "while";
}

}  // namespace

/// Reads the clauses of one thought. Environments and doubts count for all of them.
static void read_clauses(Reading& reading, const Stretch& text, const Frame& frame) {
  const std::vector<Word> words = text.words();
  std::size_t first = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool last = i + 1 == words.size();
    // A colon divides, too: "Database isolation: PostgreSQL is not exposed …".
    const std::string_view after = std::string_view(text.phrase->text()).substr(words[i].end, 2);
    const bool colon = after.starts_with(":");
    if (!last && !colon && !starts_clause(words, i + 1)) continue;
    const Stretch clause{text.phrase, words[first].begin, words[i].end};
    const bool question = text.phrase->text().compare(words[i].end, 1, "?") == 0;
    if (!question) SentenceReader(reading, frame).read(clause);
    first = i + 1;
    if (!last && starts_clause(words, i + 1)) ++first;
  }
}

void read_sentences(Reading& reading, const Stretch& text, const Frame& frame) {
  for (const Stretch& sentence : sentences_of(text)) {
    for (const Thought& thought : thoughts_with_frames(sentence, frame)) read_clauses(reading, thought.words, thought.frame);
  }
}

}  // namespace portolan::load
