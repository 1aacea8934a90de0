#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "base/file_reader.h"
#include "base/text.h"
#include "check/claims/provers.h"
#include "check/claims/words.h"
#include "check/knowledge/process.h"
#include "model/landing.h"

namespace portolan::check {
namespace {

/// Values are compared as people write them: case does not count for true and false, quotes never.
bool same_value(std::string_view written, std::string_view real) {
  const std::string lower = to_lower(written);
  if (lower == "true" || lower == "false") return lower == to_lower(trim(real));
  return written == trim(real);
}

bool is_word_byte(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; }

/// A short name for a long value: "console" for "django.core.mail.backends.console.EmailBackend".
bool names_part(std::string_view written, std::string_view real) {
  if (written.size() < 3 || !std::all_of(written.begin(), written.end(), is_word_byte) || parse_digits(written)) return false;
  for (std::size_t at = real.find(written); at != std::string_view::npos; at = real.find(written, at + 1)) {
    const std::size_t end = at + written.size();
    if ((at == 0 || !is_word_byte(real[at - 1])) && (end == real.size() || !is_word_byte(real[end]))) return true;
  }
  return false;
}

/// Variables of the value's ${…} that nobody has set: the value is then whatever the reader of the document sets.
const std::string* find_unset(const Environment& environment, const Variable& variable) {
  for (const std::string& name : variable.interpolated) {
    const auto use = std::find_if(environment.variables.begin(), environment.variables.end(), [&](const VariableUse& candidate) { return candidate.name.value == name; });
    if (use != environment.variables.end() && !use->set && !use->has_default) return &name;
  }
  return nullptr;
}

bool stands_in_dockerfile(const Stack& stack, const Variable& variable) {
  return std::any_of(stack.dockerfiles.begin(), stack.dockerfiles.end(), [&](const Dockerfile& dockerfile) { return dockerfile.file == variable.name.span.file; });
}

Judgement judge_value(const Scene& scene, const Service& service, const Variable& variable, const HasVariable& fact) {
  const std::string name = quoted(variable.name.value);
  const std::string_view who = stands_in_dockerfile(scene.stack, variable) ? "the Dockerfile" : "compose";
  const Span place = variable.value ? variable.value->span : variable.name.span;
  const bool secret = variable.secret || (variable.value && scene.sources.is_secret(variable.value->span)) || scene.sources.is_secret(fact.value->span);
  if (secret) return open(fmt::format("{} is secret, so only its name is checked", name));
  if (!variable.value) return open(fmt::format("compose takes {} from the shell", name));
  if (const std::string* unset = find_unset(scene.environment, variable)) return open(fmt::format("compose takes {} from ${{{}}}, which is not set here", name, *unset));
  const std::string written = unquoted(fact.value->value);
  const bool as_in_file = variable.value->span.known() && written.find('$') != std::string::npos && scene.sources.text(variable.value->span).find(written) != std::string_view::npos;
  if (as_in_file) return holds(fmt::format("{} sets {} so for {}", who, name, quoted(service.name.value)), {place});
  if (looks_like_placeholder(written) && written != variable.value->value) return open(fmt::format("{} is a placeholder", quoted(written)));
  if (same_value(written, variable.value->value) || names_part(written, variable.value->value)) {
    return holds(fmt::format("{} sets {} so for {}", who, name, quoted(service.name.value)), {place});
  }
  if (fact.described) return open(fmt::format("{} may describe the value of {}", quoted(written), name));
  return refuted(fmt::format("{} sets {} to {} for {}", who, name, quoted(variable.value->value), quoted(service.name.value)), fact.value->span, {place});
}

/// A file of variables that is not in the repository: nobody can say what is not in it.
const EnvFileReference* find_absent_file(const Service& service) {
  const auto found = std::find_if(service.env_files.begin(), service.env_files.end(), [](const EnvFileReference& file) { return !file.present; });
  return found == service.env_files.end() ? nullptr : &*found;
}

const Variable* find_in_templates(const Stack& stack, std::string_view name) {
  for (const EnvTemplate& file : stack.env_templates) {
    for (const Variable& variable : file.variables) {
      if (variable.name.value == name) return &variable;
    }
  }
  return nullptr;
}

/// A program of the service that asks for the variable and can do without it.
const VariableRead* find_optional_read(const Scene& scene, const Service& service, std::string_view name) {
  for (const VariableRead& read : scene.stack.variable_reads) {
    if (read.name.value == name && read.has_default && !landings_of(scene.stack, scene.environment, service, read.path).empty()) return &read;
  }
  return nullptr;
}

/// ENV and ARG of the stages that the service is built from, and of those that they copy from; the nearest stage first.
/// Source: Dockerfile reference, ENV and ARG: ENV stands over ARG, and a later line over an earlier one.
const Variable* find_in_stages(const Stack& stack, const Service& service, std::string_view name) {
  std::vector<const BuildStage*> stages = stages_of(stack, service);
  if (stages.empty()) return nullptr;
  const Dockerfile* dockerfile = stack.find_dockerfile(service.build->resolved_dockerfile);
  for (std::size_t i = 0; i < stages.size(); ++i) {
    for (const std::string& source : stages[i]->copies_from) {
      const std::size_t from = dockerfile->find_stage(source, static_cast<std::size_t>(stages[i] - dockerfile->stages.data()));
      if (from >= dockerfile->stages.size() || &dockerfile->stages[from] >= stages[i]) continue;
      const BuildStage* other = &dockerfile->stages[from];
      if (std::find(stages.begin(), stages.end(), other) == stages.end()) stages.push_back(other);
    }
  }
  const auto find_last = [&](const std::vector<Variable>& variables) -> const Variable* {
    const auto found = std::find_if(variables.rbegin(), variables.rend(), [&](const Variable& variable) { return variable.name.value == name; });
    return found == variables.rend() ? nullptr : &*found;
  };
  for (const BuildStage* stage : stages) {
    if (const Variable* variable = find_last(stage->variables)) return variable;
    if (const Variable* variable = find_last(stage->arguments)) return variable;
  }
  return nullptr;
}

/// What the Dockerfile says; nothing when it does not speak of the variable.
std::optional<Judgement> judge_built(const Scene& scene, const Service& service, const HasVariable& fact) {
  const Variable* variable = find_in_stages(scene.stack, service, unquoted(fact.name.value));
  if (!variable) return std::nullopt;
  if (!fact.value) return holds(fmt::format("the Dockerfile of {} sets it", quoted(service.name.value)), {variable->name.span});
  const bool unknown = !variable->value || variable->value->value.find('$') != std::string::npos || find_absent_file(service);
  if (unknown) return open(fmt::format("the Dockerfile of {} names {}, but not what it is here", quoted(service.name.value), quoted(variable->name.value)));
  return judge_value(scene, service, *variable, fact);
}

Judgement judge_variable(const Scene& scene, const Service& service, const HasVariable& fact) {
  const std::string name = unquoted(fact.name.value);
  if (const Variable* variable = service.find_variable(name)) {
    if (fact.value) return judge_value(scene, service, *variable, fact);
    return holds(fmt::format("compose sets it for {}", quoted(service.name.value)), {variable->name.span});
  }
  if (service.build) {
    for (const Variable& argument : service.build->args) {
      if (argument.name.value != name) continue;
      return fact.value ? judge_value(scene, service, argument, fact)
                        : holds(fmt::format("compose sets it as a build argument of {}", quoted(service.name.value)), {argument.name.span});
    }
  }
  if (auto judgement = judge_built(scene, service, fact)) return *judgement;
  if (const EnvFileReference* file = find_absent_file(service)) {
    const Variable* variable = find_in_templates(scene.stack, name);
    if (variable && !fact.value) return holds(fmt::format("the template of {} names it", quoted(file->path.value)), {variable->name.span});
    return open(fmt::format("{} reads {}, which is not here", quoted(service.name.value), quoted(file->path.value)));
  }
  if (const VariableRead* read = fact.value ? nullptr : find_optional_read(scene, service, name)) {
    return holds(fmt::format("{} reads it, and has a value of its own when nobody sets it", quoted(file_name_of(read->path))), {read->name.span});
  }
  return refuted(fmt::format("compose does not set {} for {}", quoted(name), quoted(service.name.value)), fact.name.span, {place_of(service)});
}

/// By its environment, its build arguments or its Dockerfile.
bool names_variable(const Stack& stack, const Service& service, std::string_view name) {
  if (service.find_variable(name) || find_in_stages(stack, service, name)) return true;
  return service.build && std::any_of(service.build->args.begin(), service.build->args.end(), [&](const Variable& argument) { return argument.name.value == name; });
}

/// Where no service is named, a variable may also be one that the compose files ask for.
std::optional<Span> find_elsewhere(const Scene& scene, std::string_view name) {
  for (const VariableUse& use : scene.environment.variables) {
    if (use.name.value == name) return use.name.span;
  }
  if (const Variable* variable = find_in_templates(scene.stack, name)) return variable->name.span;
  for (const VariableRead& read : scene.stack.variable_reads) {
    if (read.name.value == name) return read.name.span;
  }
  return std::nullopt;
}

}  // namespace

Judgement prove(const HasVariable& fact, const Scene& scene) {
  const Subjects subjects = find_subjects(scene, fact.service);
  if (!subjects) return subjects.problem;
  const auto judge = [&](const Service& service) { return judge_variable(scene, service, fact); };
  if (subjects.named) return judge(*subjects.services.front());
  const std::string name = unquoted(fact.name.value);
  Subjects users = subjects;
  users.services.erase(std::remove_if(users.services.begin(), users.services.end(), [&](const Service* service) { return !names_variable(scene.stack, *service, name); }),
                       users.services.end());
  if (users) return judge_any(users, judge);
  const std::optional<Span> place = find_elsewhere(scene, name);
  if (place && !fact.value) return holds("the files of the stack name it", {*place});
  return open(place ? fmt::format("the files name {}, but give it no value", quoted(name)) : fmt::format("no compose file and no template names {}", quoted(name)));
}

}  // namespace portolan::check
