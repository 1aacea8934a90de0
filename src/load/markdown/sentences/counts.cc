#include <utility>

#include "load/markdown/sentences/families.h"

namespace portolan::load {

namespace {

/// The things that the model can count; words that pick some of them ("internal networks", "backend services") are not among them.
bool eat_things(Clause& clause) {
  clause.eat_any({"separate", "different", "containerized", "containerised", "dockerized", "distinct", "individual", "long-running"});
  return clause.eat_any({"docker compose files",  "docker-compose files", "compose files",  "docker compose configurations", "compose configurations", "docker compose configuration files", "compose configuration files",
                         "docker compose services", "docker services",    "services",       "docker containers",     "containers",             "container",        "docker networks",          "bridge networks",
                         "custom networks",       "networks",             "network",        "docker volumes",        "named volumes",          "volumes",          "dockerfiles",              "docker files",
                         "environments",          "docker environments",  "docker secrets", "secrets",               "compose profiles",       "profiles"});
}

struct Count {
  Spanned<int> number{};
  Spanned<std::string> things{};
};

std::optional<Count> eat_count(Clause& clause) {
  clause.eat_any({"the following", "these"});
  Count count;
  if (clause.eat("a single")) {
    count.number = {1, clause.taken(clause.at() - 1).span()};
  } else if (const auto number = clause.count(); number && number->value > 1) {
    count.number = *number;
  } else {
    return std::nullopt;
  }
  const std::size_t things = clause.at();
  if (clause.words()[things - 1].ends_clause || !eat_things(clause)) return std::nullopt;
  count.things = clause.taken(things).take();
  return count;
}

/// What could follow makes no smaller group of them: "three services that need a database" are perhaps not all.
bool is_all_of_them(Clause& clause) {
  if (clause.ends() || clause.words()[clause.at()].code) return true;
  return clause.eat_any({"in total", "altogether", "in all", "in the stack", "in this stack", "in the compose file", "in this setup", "in this project", "on one network", "on a single host"}) || clause.next() == "and" ||
         clause.next() == "orchestrated" || clause.next() == "managed" || clause.next() == "working";
}

/// "The stack", "this compose file", `docker-compose.yml`: whose things are all that there are. The file is kept, for it tells the environment.
bool eat_whole(Clause& clause, std::optional<Spanned<std::string>>& file) {
  const std::size_t start = clause.at();
  clause.eat("the");
  if (const auto code = clause.code()) {
    const bool compose = code->value.ends_with(".yml") || code->value.ends_with(".yaml");
    if (compose) file = code;
    clause.eat("file");
    if (compose) return true;
    clause.go_to(start);
    return false;
  }
  clause.go_to(start);
  clause.eat_any({"the", "this", "our"});
  clause.eat_any({"whole", "complete", "entire", "full", "default"});
  clause.eat_any({"docker", "docker compose", "docker-compose", "multi-container", "example", "production", "development"});
  return clause.eat_any({"stack", "system", "setup", "project", "application", "app", "deployment", "platform", "infrastructure", "architecture", "compose file", "compose stack", "compose setup", "environment", "repository",
                         "compose project", "docker setup", "architecture", "compose configuration"});
}

bool eat_consists(Clause& clause) {
  return clause.eat_any({"consists of", "is made of", "is made up of", "comprises", "contains", "includes", "has", "runs", "uses", "defines", "starts", "is composed of", "is split into", "is divided into", "is built from",
                         "launches", "describes", "sets up", "creates", "deploys", "runs in", "runs as", "defines an application with", "defines a stack with", "spins up", "brings up", "runs on", "knows", "will start",
                         "will run", "will consist of", "will contain", "is organized into", "is organised into", "is deployed as", "supports", "should have", "must have"});
}

bool add_count(const Said& said, Count count, const std::optional<Spanned<std::string>>& file) {
  Clause& clause = said.clause;
  Frame frame = said.frame;
  if (file) frame.scope = {{*file}, Scope::Source::compose_file};
  const Said here{said.reading, clause, frame, said.start};
  here.add(CountsThings{.count = std::move(count.number), .things = std::move(count.things)});
  return true;
}

}  // namespace

bool read_count(const Said& said) {
  Clause& clause = said.clause;
  std::optional<Spanned<std::string>> file;
  if (clause.eat_any({"listing containers must show", "listing containers should show"})) {
    auto count = eat_count(clause);
    if (!count && clause.eat("one container")) count = Count{{1, clause.taken(clause.at() - 2).span()}, clause.taken(clause.at() - 1).take()};
    return count && clause.eat("running") && add_count(said, std::move(*count), file);
  }
  if (clause.eat_any({"there are", "we have", "there will be", "in total there are", "we use", "we run"})) {
    auto count = eat_count(clause);
    return count && is_all_of_them(clause) && add_count(said, std::move(*count), file);
  }
  if (auto count = eat_count(clause)) return clause.done() && add_count(said, std::move(*count), file);  // a title, or a bullet of its own
  clause.go_to(said.start);
  if (!eat_whole(clause, file) || !eat_consists(clause)) return false;
  auto count = eat_count(clause);
  return count && is_all_of_them(clause) && add_count(said, std::move(*count), file);
}

}  // namespace portolan::load
