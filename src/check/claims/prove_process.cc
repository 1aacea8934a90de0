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

bool runs(const ProcessWord& word, std::string_view program) {
  const std::string name = to_lower(program_name(word.text));
  return name == program || name.starts_with(std::string(program) + ":");
}

const ProcessWord* find_word(const Process& process, std::string_view program) {
  const auto found = std::find_if(process.words.begin(), process.words.end(), [&](const ProcessWord& word) { return runs(word, program); });
  return found == process.words.end() ? nullptr : &*found;
}

std::optional<std::string_view> find_server(const Process& process) {
  for (const std::string_view server : servers) {
    if (find_word(process, server)) return server;
  }
  return std::nullopt;
}

Judgement judge_server(const Scene& scene, const Service& service, const RunsServer& fact) {
  const std::string name = quoted(service.name.value);
  const std::string program = program_of(fact.server.value);
  const Process process = process_of(scene.stack, service);
  if (const ProcessWord* word = find_word(process, program)) {
    return holds(fmt::format("the command of {} runs it", name), {word->line});
  }
  const ImageFacts* facts = find_service_facts(scene.stack, service);
  const bool own_server = facts && role_of(scene.stack, service) == facts->role;
  if (own_server && to_lower(facts->title) == program) return holds(fmt::format("the image of {} is {}", name, facts->title), {place_of(service)});
  if (const auto other = find_server(process)) {
    const bool known = std::find(std::begin(servers), std::end(servers), program) != std::end(servers);
    if (known) return refuted(fmt::format("the command of {} runs {}", name, quoted(*other)), fact.server.span, {find_word(process, *other)->line});
  }
  return open(fmt::format("the command of {} does not tell which server runs", name));
}

// ---- workers

bool is_flag(std::string_view word, std::string_view& value) {
  for (const std::string_view flag : {"--workers", "--web-concurrency", "--processes", "--concurrency"}) {
    if (word == flag) { value = {}; return true; }
    if (word.starts_with(flag) && word[flag.size()] == '=') { value = word.substr(flag.size() + 1); return true; }
  }
  if (word == "-w") { value = {}; return true; }
  if (word.starts_with("-w") && parse_digits(word.substr(2))) { value = word.substr(2); return true; }
  return false;
}

struct Workers {
  std::optional<int> count;
  Span place;
  bool unreadable = false;  ///< the flag is there, but its value is no number
  std::string_view says = "the command";
};

/// The number given to the server on its command line; the last one wins, as it does there.
Workers find_flag(const Process& process) {
  Workers found;
  for (std::size_t i = 0; i < process.words.size(); ++i) {
    std::string_view value;
    if (!is_flag(process.words[i].text, value)) continue;
    if (value.empty() && i + 1 < process.words.size()) value = program_name(process.words[i + 1].text);
    found.count = parse_digits(value);
    found.place = process.words[i].line;
    found.unreadable = !found.count;
  }
  return found;
}

/// Gunicorn and Uvicorn read WEB_CONCURRENCY, and take 1 when it is not set either.
/// Source: https://docs.gunicorn.org/en/stable/settings.html#workers, https://www.uvicorn.org/settings/#production
Judgement judge_workers(const Scene& scene, const Service& service, const WorkerCount& fact) {
  const std::string name = quoted(service.name.value);
  const Process process = process_of(scene.stack, service);
  Workers found = find_flag(process);
  if (found.unreadable) return open(fmt::format("the command of {} gives no plain number of workers", name));
  const bool reads_variable = find_word(process, "gunicorn") || find_word(process, "uvicorn");
  const Variable* variable = reads_variable ? service.find_variable("WEB_CONCURRENCY") : nullptr;
  if (!found.count && variable && variable->value) {
    found = {.count = parse_digits(trim(variable->value->value)), .place = variable->value->span, .says = "WEB_CONCURRENCY"};
    if (!found.count) return open(fmt::format("WEB_CONCURRENCY of {} is no plain number", name));
  }
  if (found.count) {
    const std::string reason = fmt::format("{} starts {}", found.says, count_of(static_cast<std::size_t>(*found.count), "worker"));
    return *found.count == fact.count.value ? holds(reason, {found.place}) : refuted(reason, fact.count.span, {found.place});
  }
  const bool reads_file = std::any_of(process.words.begin(), process.words.end(), [](const ProcessWord& word) {
    return word.text == "-c" || word.text.starts_with("--config") || word.text.starts_with("--env-file");
  });
  if (!reads_variable || reads_file || (variable && !variable->value)) return open(fmt::format("the command of {} does not tell how many workers it starts", name));
  const Span place = process.words.front().line;
  const std::string reason = fmt::format("the command of {} gives no number, so it starts 1 worker", name);
  return fact.count.value == 1 ? holds(reason, {place}) : refuted(reason, fact.count.span, {place});
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
