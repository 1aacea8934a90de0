#include "check/knowledge/process.h"

#include <algorithm>

#include "base/text.h"
#include "check/knowledge/scripts.h"

namespace portolan::check {

std::vector<const BuildStage*> stages_of(const Stack& stack, const Service& service) {
  if (!service.build) return {};
  const Dockerfile* dockerfile = stack.find_dockerfile(service.build->resolved_dockerfile);
  const BuildStage* target = dockerfile ? dockerfile->find_target(service.build->target ? service.build->target->value : "") : nullptr;
  return target ? dockerfile->chain_of(*target) : std::vector<const BuildStage*>{};
}

const Spanned<std::string>* base_image_of(const Stack& stack, const Service& service) {
  const std::vector<const BuildStage*> stages = stages_of(stack, service);
  return stages.empty() ? nullptr : &stages.back()->base;
}

static void append_words(std::vector<ProcessWord>& words, const CommandLine& line) {
  for (const std::string& argument : line.arguments) {
    for (const std::string_view word : split_words(argument)) words.push_back({std::string(word), line.span});
  }
}

/// The nearest stage that says it. An ENTRYPOINT drops the CMD of the stages below it, so those are not asked then.
static const CommandLine* stage_command(const std::vector<const BuildStage*>& stages) {
  for (const BuildStage* stage : stages) {
    if (stage->command) return &*stage->command;
    if (stage->entrypoint) return nullptr;
  }
  return nullptr;
}

static const CommandLine* stage_entrypoint(const std::vector<const BuildStage*>& stages) {
  for (const BuildStage* stage : stages) {
    if (stage->entrypoint) return &*stage->entrypoint;
  }
  return nullptr;
}

Process process_of(const Stack& stack, const Service& service) {
  const std::vector<const BuildStage*> stages = stages_of(stack, service);
  const CommandLine* entrypoint = service.entrypoint ? &*service.entrypoint : stage_entrypoint(stages);
  const CommandLine* command = service.command ? &*service.command : service.entrypoint ? nullptr : stage_command(stages);
  Process process{.words = {}, .entrypoint_replaced = entrypoint != nullptr, .command_replaced = command != nullptr};
  if (entrypoint) append_words(process.words, *entrypoint);
  if (command) append_words(process.words, *command);
  const std::vector<ProcessWord> script = script_words(stack, service, process.words);
  process.words.insert(process.words.end(), script.begin(), script.end());
  return process;
}

std::string_view program_name(std::string_view word) {
  const auto is_quote = [](char c) { return c == '"' || c == '\'' || c == '`' || c == '(' || c == ')' || c == ';'; };
  while (!word.empty() && is_quote(word.front())) word.remove_prefix(1);
  while (!word.empty() && is_quote(word.back())) word.remove_suffix(1);
  const std::size_t slash = word.rfind('/');
  return slash == std::string_view::npos ? word : word.substr(slash + 1);
}

const ProcessWord* find_program(const Process& process, std::string_view program) {
  const auto runs = [&](const ProcessWord& word) {
    const std::string name = to_lower(program_name(word.text));
    return name == program || name.starts_with(std::string(program) + ":");
  };
  const auto found = std::find_if(process.words.begin(), process.words.end(), runs);
  return found == process.words.end() ? nullptr : &*found;
}

static bool is_workers_flag(std::string_view word, std::string_view& value) {
  for (const std::string_view flag : {"--workers", "--web-concurrency", "--processes", "--concurrency"}) {
    if (word == flag) { value = {}; return true; }
    if (word.starts_with(flag) && word[flag.size()] == '=') { value = word.substr(flag.size() + 1); return true; }
  }
  if (word == "-w") { value = {}; return true; }
  if (word.starts_with("-w") && parse_digits(word.substr(2))) { value = word.substr(2); return true; }
  return false;
}

/// The number given to the server on its command line; the last one wins, as it does there.
static Workers find_flag(const Process& process) {
  Workers found;
  for (std::size_t i = 0; i < process.words.size(); ++i) {
    std::string_view value;
    if (!is_workers_flag(process.words[i].text, value)) continue;
    if (value.empty() && i + 1 < process.words.size()) value = program_name(process.words[i + 1].text);
    found.count = parse_digits(value);
    found.place = process.words[i].line;
    found.unreadable = !found.count;
  }
  return found;
}

/// The value of an option of words: "-c 2", "-c2", "--concurrency=2"; the last one wins.
static std::optional<std::string_view> find_option(const Process& process, std::string_view letter, std::string_view name, Span& place) {
  std::optional<std::string_view> value;
  for (std::size_t i = 0; i < process.words.size(); ++i) {
    const std::string_view word = process.words[i].text;
    std::optional<std::string_view> found;
    if (word == letter || word == name) {
      if (i + 1 < process.words.size()) found = program_name(process.words[i + 1].text);
    } else if (word.starts_with(name) && word.substr(name.size()).starts_with('=')) {
      found = word.substr(name.size() + 1);
    } else if (!letter.empty() && word.starts_with(letter)) {
      found = word.substr(letter.size());
    }
    if (!found) continue;
    value = found;
    place = process.words[i].line;
  }
  return value;
}

/// Without a number Celery starts one for each processor, which the files do not tell.
static Workers workers_of_celery(const Process& process) {
  Workers found;
  Span place;
  const std::string pool = to_lower(find_option(process, "-P", "--pool", place).value_or("prefork"));
  if (pool == "solo") return {.count = 1, .place = place};
  if (pool == "threads") found.kind = "thread";
  if (pool == "gevent" || pool == "eventlet") found.kind = "green thread";
  if (const auto scale = find_option(process, "", "--autoscale", found.place)) {
    const std::vector<std::string_view> ends = split(*scale, ',');
    found.most = parse_digits(ends.front());
    found.least = ends.size() > 1 ? parse_digits(ends[1]) : 0;
    found.unreadable = !found.most || !found.least;
    if (found.unreadable) found.most = found.least = std::nullopt;
    return found;
  }
  if (const auto count = find_option(process, "-c", "--concurrency", found.place)) {
    found.count = parse_digits(*count);
    found.unreadable = !found.count;
  }
  return found;
}

Workers workers_of(const Stack& stack, const Service& service) {
  const Process process = process_of(stack, service);
  if (find_program(process, "celery")) {
    const bool works = std::any_of(process.words.begin(), process.words.end(), [](const ProcessWord& word) { return word.text == "worker" || word.text == "multi"; });
    return works ? workers_of_celery(process) : Workers{};
  }
  Workers found = find_flag(process);
  if (found.count || found.unreadable) return found;
  const bool reads_variable = find_program(process, "gunicorn") || find_program(process, "uvicorn");
  const Variable* variable = reads_variable ? service.find_variable("WEB_CONCURRENCY") : nullptr;
  if (variable && variable->value) {
    found = {.count = parse_digits(trim(variable->value->value)), .place = variable->value->span, .says = "WEB_CONCURRENCY"};
    found.unreadable = !found.count;
    return found;
  }
  const bool reads_file = std::any_of(process.words.begin(), process.words.end(), [](const ProcessWord& word) {
    return word.text == "-c" || word.text.starts_with("--config") || word.text.starts_with("--env-file");
  });
  if (!reads_variable || reads_file || variable) return found;
  return {.count = 1, .place = process.words.front().line, .by_default = true};
}

}  // namespace portolan::check
