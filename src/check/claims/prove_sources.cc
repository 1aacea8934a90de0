// How code gets into a container, and who notices that it has changed.
#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "base/text.h"
#include "check/claims/code_mounts.h"
#include "check/claims/provers.h"
#include "check/claims/words.h"
#include "check/knowledge/images.h"
#include "check/knowledge/process.h"

namespace portolan::check {
namespace {

/// "No bind mounts", "named volumes only": every folder and file of the host counts, not only code.
bool means_any_bind(const Statement& statement) {
  const std::vector<std::string> words = plain_words(statement.text);
  return has_phrase(words, {"bind"}) || has_phrase(words, {"named", "volumes"}) || has_phrase(words, {"host"}) || has_phrase(words, {"bind-mounts"});
}

/// Sockets and clocks of the host are no files that somebody laid there.
bool is_file_of_user(const Mount& mount) {
  return mount.type == MountType::bind && mount.source.find(".sock") == std::string::npos && mount.source != "/etc/localtime" && mount.source != "/etc/timezone";
}

const Mount* find_bind(const Service& service) {
  const auto found = std::find_if(service.mounts.begin(), service.mounts.end(), is_file_of_user);
  return found == service.mounts.end() ? nullptr : &*found;
}

Judgement judge_mounted(const Scene& scene, const Service& service, const MountsCode& fact) {
  const std::string name = quoted(service.name.value);
  const bool any_bind = !fact.mounted && means_any_bind(scene.statement);
  const Mount* mount = any_bind ? find_bind(service) : find_code_mount(scene.stack, service);
  if (mount) {
    std::string reason = fmt::format("compose mounts {} into {}", quoted(mount->source), name);
    return fact.mounted ? holds(std::move(reason), {mount->span}) : refuted(std::move(reason), {}, {mount->span});
  }
  if (!fact.mounted) return holds(fmt::format("compose mounts no {} into {}", any_bind ? "folder of the host" : "code", name), {place_of(service)});
  const bool known = service.mounts.empty() || code_folder(scene.stack, service);
  if (!known || !has_code(scene.stack, service)) return open(fmt::format("the files do not say where the code of {} lies", name));
  return refuted(fmt::format("compose mounts nothing over the code of {}", name), {}, {place_of(service)});
}

// ---- reloading

/// Programs that start anew, or load again, when a file changes.
constexpr std::string_view watchers[] = {"air", "nodemon", "react-scripts", "runserver", "runserver_plus", "ts-node-dev", "vite", "vue-cli-service", "watchfiles", "watchmedo", "webpack-dev-server"};
/// Programs that read the code once, unless an option makes them watch.
constexpr std::string_view readers[] = {"celery",  "daphne",    "granian", "gunicorn", "http-server", "hypercorn", "java",     "nginx",
                                        "puma",    "serve",     "uvicorn", "uwsgi",    "waitress-serve"};
constexpr std::string_view watch_options[] = {"--reload", "--watch", "--py-autoreload", "--debug", "--autoreload", "--reload-engine"};

bool has_word(const Process& process, std::string_view text) {
  return std::any_of(process.words.begin(), process.words.end(), [&](const ProcessWord& word) { return word.text == text || (word.text.starts_with(text) && word.text.substr(text.size()).starts_with('=')); });
}

template <std::size_t N>
const ProcessWord* find_any(const Process& process, const std::string_view (&programs)[N]) {
  for (const std::string_view program : programs) {
    if (const ProcessWord* word = find_program(process, program)) return word;
  }
  return nullptr;
}

/// Two words that make one command: "next dev", "ng serve", "flask run".
const ProcessWord* find_pair(const Process& process, std::string_view first, std::string_view second) {
  for (std::size_t i = 0; i + 1 < process.words.size(); ++i) {
    if (program_name(process.words[i].text) == first && process.words[i + 1].text == second) return &process.words[i];
  }
  return nullptr;
}

/// A program that watches the code: its word in the command.
const ProcessWord* find_watcher(const Process& process) {
  if (const ProcessWord* word = find_any(process, watchers)) {
    const bool quiet = has_word(process, "--noreload") || find_pair(process, "vite", "preview") || find_pair(process, "vite", "build");
    if (!quiet) return word;
  }
  for (const auto& [first, second] : {std::pair<std::string_view, std::string_view>{"next", "dev"}, {"ng", "serve"}, {"nuxt", "dev"}, {"tsx", "watch"}, {"dotnet", "watch"}, {"cargo", "watch"}, {"webpack", "serve"},
                                      {"fastapi", "dev"}, {"astro", "dev"}, {"remix", "dev"}}) {
    if (const ProcessWord* word = find_pair(process, first, second)) return word;
  }
  for (const std::string_view option : watch_options) {
    for (const ProcessWord& word : process.words) {
      if (word.text == option || (word.text.starts_with(option) && word.text.substr(option.size()).starts_with('='))) return &word;
    }
  }
  return nullptr;
}

/// A program that reads its code once; a command of Django's other than the server is one.
const ProcessWord* find_reader(const Process& process) {
  if (const ProcessWord* word = find_any(process, readers)) return word;
  for (std::size_t i = 0; i + 1 < process.words.size(); ++i) {
    if (process.words[i].text.ends_with("manage.py")) return &process.words[i + 1];
  }
  for (const auto& [first, second] : {std::pair<std::string_view, std::string_view>{"vite", "preview"}, {"next", "start"}}) {
    if (const ProcessWord* word = find_pair(process, first, second)) return word;
  }
  return nullptr;
}

Judgement judge_reload(const Scene& scene, const Service& service, const ReloadsCode& fact) {
  const std::string name = quoted(service.name.value);
  const Process process = process_of(scene.stack, service);
  const ServiceRole role = role_of(scene.stack, service);
  const ProcessWord* watcher = find_watcher(process);
  if (watcher) {
    if (fact.reloads && !find_bind(service)) return open(fmt::format("{} runs {}, but mounts no code that could change", name, quoted(program_name(watcher->text))));
    std::string reason = fmt::format("{} runs {}, which watches the code", name, quoted(program_name(watcher->text)));
    return fact.reloads ? holds(std::move(reason), {watcher->line}) : refuted(std::move(reason), {}, {watcher->line});
  }
  const ProcessWord* reader = find_reader(process);
  if (!reader && role != ServiceRole::proxy) return open(fmt::format("the command of {} does not tell whether it reloads", name));
  const std::string program = reader ? std::string(program_name(reader->text)) : std::string();
  std::string reason = reader ? fmt::format("{} runs {}, which reads its code once", name, quoted(program)) : fmt::format("{} serves files and runs no code", name);
  const Span place = reader ? reader->line : place_of(service);
  return fact.reloads ? refuted(std::move(reason), fact.service.span, {place}) : holds(std::move(reason), {place});
}

/// Databases and caches run no code of the stack's.
bool runs_code(const Scene& scene, const Service& service) {
  const ServiceRole role = role_of(scene.stack, service);
  return role != ServiceRole::database && role != ServiceRole::cache && role != ServiceRole::tool && role != ServiceRole::job;
}

/// Without a service one that fits is enough; where all are known not to, nobody does.
template <class Judge>
Judgement judge_somebody(const Scene& scene, Judge&& judge) {
  Judgement result = open("no service runs code");
  bool any_open = false;
  for (const Service& service : scene.environment.services) {
    if (!runs_code(scene, service)) continue;
    Judgement judgement = judge(service);
    if (judgement.proof == Proof::holds) return judgement;
    any_open = any_open || judgement.proof == Proof::open;
    if (result.proof != Proof::refuted || judgement.proof == Proof::open) result = std::move(judgement);
  }
  return any_open && result.proof == Proof::refuted ? open("the files do not tell for every service") : result;
}

}  // namespace

Judgement prove(const MountsCode& fact, const Scene& scene) {
  const Subjects subjects = find_subjects(scene, fact.service);
  if (!subjects) return subjects.problem;
  const auto judge = [&](const Service& service) { return judge_mounted(scene, service, fact); };
  // "No code is mounted" speaks of all, "the code is mounted" of those that have some.
  if (subjects.named || subjects.every || !fact.mounted) return judge_all(subjects, judge);
  return judge_somebody(scene, judge);
}

Judgement prove(const ReloadsCode& fact, const Scene& scene) {
  const Subjects subjects = find_subjects(scene, fact.service);
  if (!subjects) return subjects.problem;
  const auto judge = [&](const Service& service) { return judge_reload(scene, service, fact); };
  if (subjects.named) return judge(*subjects.services.front());
  if (!subjects.every && fact.reloads) return judge_somebody(scene, judge);
  Subjects running = subjects;
  std::erase_if(running.services, [&](const Service* service) { return !runs_code(scene, *service); });
  if (running.services.empty()) return open("no service runs code");
  return judge_all(running, judge);
}

}  // namespace portolan::check
