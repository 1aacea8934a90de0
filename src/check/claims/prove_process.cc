#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "base/text.h"
#include "check/claims/provers.h"
#include "check/claims/words.h"
#include "check/knowledge/images.h"
#include "check/knowledge/process.h"

namespace portolan::check {
namespace {

struct ServerWords {
  std::string_view phrase;
  std::string_view program;
};

// Sorted by phrase. Names that people give to servers whose program is called otherwise.
constexpr ServerWords server_words[] = {
    {"apache", "httpd-foreground"},    {"development server", "runserver"}, {"django development server", "runserver"},
    {"django dev server", "runserver"}, {"django runserver", "runserver"},   {"manage.py runserver", "runserver"},
    {"waitress", "waitress-serve"},
};

// Sorted. Programs that serve: where one of them runs, another one does not.
constexpr std::string_view servers[] = {"caddy", "daphne", "granian", "gunicorn", "httpd-foreground", "hypercorn", "nginx", "php-fpm", "puma",
                                        "runserver", "uvicorn", "uwsgi", "vite", "waitress-serve"};

std::string program_of(std::string_view written) {
  const std::string phrase = join(plain_words(written), " ");
  for (const ServerWords& row : server_words) {
    if (row.phrase == phrase) return std::string(row.program);
  }
  return phrase;
}

std::optional<std::string_view> find_server(const Process& process) {
  for (const std::string_view server : servers) {
    if (find_program(process, server)) return server;
  }
  return std::nullopt;
}

Judgement judge_server(const Scene& scene, const Service& service, const RunsServer& fact) {
  const std::string name = quoted(service.name.value);
  const std::string program = program_of(fact.server.value);
  const Process process = process_of(scene.stack, service);
  if (const ProcessWord* word = find_program(process, program)) {
    return holds(fmt::format("the command of {} runs it", name), {word->line});
  }
  const ImageFacts* facts = find_service_facts(scene.stack, service);
  const bool own_server = facts && role_of(scene.stack, service) == facts->role;
  if (own_server && to_lower(facts->title) == program) return holds(fmt::format("the image of {} is {}", name, facts->title), {place_of(service)});
  if (const auto other = find_server(process)) {
    const bool known = std::find(std::begin(servers), std::end(servers), program) != std::end(servers);
    if (known) return refuted(fmt::format("the command of {} runs {}", name, quoted(*other)), fact.server.span, {find_program(process, *other)->line});
  }
  return open(fmt::format("the command of {} does not tell which server runs", name));
}

Judgement judge_workers(const Scene& scene, const Service& service, const WorkerCount& fact) {
  const std::string name = quoted(service.name.value);
  const Workers found = workers_of(scene.stack, service);
  const bool by_variable = found.says != Workers{}.says;
  if (found.unreadable) return open(by_variable ? fmt::format("{} of {} is no plain number", found.says, name) : fmt::format("the command of {} gives no plain number of workers", name));
  if (found.most) {
    const std::string reason = fmt::format("{} starts {} to {} workers, as many as there is work for", found.says, *found.least, *found.most);
    const bool within = fact.count.value >= *found.least && fact.count.value <= *found.most;
    return within ? open(reason) : refuted(reason, fact.count.span, {found.place});
  }
  if (!found.count) return open(fmt::format("the command of {} does not tell how many workers it starts", name));
  const std::string reason = found.by_default ? fmt::format("the command of {} gives no number, so it starts 1 worker", name)
                                              : fmt::format("{} starts {}", found.says, count_of(static_cast<std::size_t>(*found.count), "worker"));
  return *found.count == fact.count.value ? holds(reason, {found.place}) : refuted(reason, fact.count.span, {found.place});
}

}  // namespace

Judgement prove(const WorkerCount& fact, const Scene& scene) {
  const Subjects subjects = find_subjects(scene, fact.service);
  if (!subjects) return subjects.problem;
  return judge_any(subjects, [&](const Service& service) { return judge_workers(scene, service, fact); });
}

Judgement prove(const RunsServer& fact, const Scene& scene) {
  const Subjects subjects = find_subjects(scene, fact.service);
  if (!subjects) return subjects.problem;
  return judge_any(subjects, [&](const Service& service) { return judge_server(scene, service, fact); });
}

}  // namespace portolan::check
