#include "render/facts/inputs.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/file_reader.h"
#include "base/text.h"
#include "base/utf8.h"
#include "check/claims/words.h"
#include "render/facts/claims.h"
#include "render/facts/getting_started.h"
#include "render/facts/meaning.h"

namespace portolan::render {

std::string_view words_of(Need need) {
  switch (need) {
    case Need::required: return "required";
    case Need::expected: return "empty when not set";
    case Need::passed_on: return "passed on when set";
    case Need::optional: return "optional";
  }
  return "optional";
}

namespace {

/// The default in `${NAME:-default}` or `${NAME-default}`; `text` is the value as written, masked.
std::optional<std::string> find_default(std::string_view text, std::string_view name) {
  for (std::size_t at = text.find("${"); at != std::string_view::npos; at = text.find("${", at + 2)) {
    std::string_view rest = text.substr(at + 2);
    if (!rest.starts_with(name)) continue;
    rest.remove_prefix(name.size());
    if (rest.starts_with(':')) rest.remove_prefix(1);
    if (!rest.starts_with('-')) continue;
    int depth = 1;
    for (std::size_t i = 1; i < rest.size(); ++i) {
      if (rest[i] == '{') ++depth;
      if (rest[i] == '}' && --depth == 0) return std::string(rest.substr(1, i - 1));
    }
  }
  return std::nullopt;
}

bool comes_from(const Value& value, std::string_view name) {
  if (std::any_of(value.origins.begin(), value.origins.end(), [&](const Origin& origin) {
        const bool asked = origin.kind == OriginKind::variable || origin.kind == OriginKind::default_value || origin.kind == OriginKind::unset;
        return asked && origin.name == name;
      })) {
    return true;
  }
  return std::any_of(value.items.begin(), value.items.end(), [&](const Value& item) { return comes_from(item, name); }) ||
         std::any_of(value.entries.begin(), value.entries.end(), [&](const Entry& entry) { return comes_from(entry.value, name); });
}

Span find_definition(const Value& value, std::string_view name) {
  for (const Origin& origin : value.origins) {
    if (origin.kind == OriginKind::variable && origin.name == name && origin.definition.known()) return origin.definition;
  }
  for (const Value& item : value.items) {
    if (const Span span = find_definition(item, name); span.known()) return span;
  }
  for (const Entry& entry : value.entries) {
    if (const Span span = find_definition(entry.value, name); span.known()) return span;
  }
  return {};
}

bool is_dot_env_template(const EnvTemplate& sample) { return file_name_of(copy_target(sample.path)) == ".env"; }

/// Whether a service takes the file that is made from this template as its `env_file`.
bool is_env_file(const Environment& environment, const EnvTemplate& sample) {
  const std::string target = copy_target(sample.path);
  return std::any_of(environment.services.begin(), environment.services.end(), [&](const Service& service) {
    return std::any_of(service.env_files.begin(), service.env_files.end(), [&](const EnvFileReference& file) { return file.resolved == target; });
  });
}

/// A template of what compose reads for itself: `.env`, or a file for --env-file; not of an `env_file` of a service.
bool is_input_template(const Stack& stack, const EnvTemplate& sample) {
  if (copy_target(sample.path).empty()) return false;
  return is_dot_env_template(sample) || std::none_of(stack.environments.begin(), stack.environments.end(),
                                                     [&](const Environment& environment) { return is_env_file(environment, sample); });
}

class InputList {
 public:
  InputList(const Stack& stack, const Environment& environment, const Masking& masking) : stack_(stack), environment_(environment), masking_(masking) {}

  void add_interpolated() {
    for (const VariableUse& use : environment_.variables) {
      const bool first = std::none_of(inputs.begin(), inputs.end(), [&](const InputFact& input) { return input.name == use.name.value; });
      InputFact& input = input_of(use.name);
      const Need need = use.required ? Need::required : use.has_default ? Need::optional : Need::expected;
      input.need = first ? need : std::min(input.need, need);
      const auto text = use.name.span.known() ? find_default(masking_.sources->shown(use.name.span), use.name.value) : std::nullopt;
      if (!text) continue;
      const std::string told = shown(masking_, *text);
      if (std::find(input.defaults.begin(), input.defaults.end(), told) == input.defaults.end()) input.defaults.push_back(told);
    }
  }

  void add_passed_on() {
    for (const Service& service : environment_.services) {
      for (const Variable& variable : service.environment) {
        if (variable.value || variable.source != VariableSource::environment) continue;
        const std::size_t before = inputs.size();
        InputFact& input = input_of(variable.name);
        if (inputs.size() > before) input.need = Need::passed_on;
        input.services.push_back(&service);
      }
    }
  }

  void add_secrets() {
    for (const auto* grants : {&environment_.secrets, &environment_.configs}) {
      const char* kind = grants == &environment_.secrets ? "secret" : "config";
      for (const Secret& grant : *grants) {
        if (!grant.environment) continue;
        InputFact& input = input_of(*grant.environment);
        input.need = Need::required;
        input.secret = grants == &environment_.secrets;
        input.parts.push_back(fmt::format("{} {}", kind, printable_utf8(grant.name.value)));
      }
    }
  }

  /// Who uses an input, what hides it, and which line of a template documents it.
  void complete() {
    for (InputFact& input : inputs) {
      find_users(input);
      input.definition = find_definition(environment_.resolved, input.name);
      for (const EnvTemplate& sample : stack_.env_templates) {
        for (const Variable& line : sample.variables) {
          const bool fits = is_input_template(stack_, sample) && (!input.documented || is_dot_env_template(sample));
          if (fits && line.name.value == input.name) input.documented = &line;
        }
      }
      input.secret = input.secret || is_secret(input);
      if (input.secret && !input.defaults.empty()) input.defaults = {"set, hidden"};
    }
    std::stable_sort(inputs.begin(), inputs.end(), [](const InputFact& a, const InputFact& b) { return a.need == Need::required && b.need != Need::required; });
  }

  std::vector<InputFact> inputs;

 private:
  InputFact& input_of(const Spanned<std::string>& name) {
    const auto same = std::find_if(inputs.begin(), inputs.end(), [&](const InputFact& input) { return input.name == name.value; });
    if (same != inputs.end()) return *same;
    InputFact& input = inputs.emplace_back();
    input.name = name.value;
    input.span = name.span;
    return input;
  }

  void find_users(InputFact& input) {
    for (const Entry& part : environment_.resolved.entries) {
      if (part.key.value != "services") {
        if (!part.key.value.starts_with("x-") && part.value.is_map() && comes_from(part.value, input.name)) input.parts.push_back(printable_utf8(part.key.value));
        continue;
      }
      for (const Entry& entry : part.value.entries) {
        const Service* service = environment_.find_service(entry.key.value);
        if (service && !comes_from(entry.value, input.name) && !asks_in(*service, input.name)) continue;
        if (service && std::find(input.services.begin(), input.services.end(), service) == input.services.end()) input.services.push_back(service);
      }
    }
  }

  /// A value that was taken apart, or that came out empty, is no longer in the resolved model: its place still lies in the service's definition.
  bool asks_in(const Service& service, const std::string& name) const {
    return std::any_of(environment_.variables.begin(), environment_.variables.end(), [&](const VariableUse& use) {
      return use.name.value == name && std::any_of(service.definitions.begin(), service.definitions.end(), [&](const Span& span) { return span.contains(use.name.span); });
    });
  }

  bool is_secret(const InputFact& input) const {
    if (input.documented && input.documented->secret) return true;
    if (input.definition.known() && masking_.sources->is_secret(input.definition)) return true;
    return std::any_of(environment_.services.begin(), environment_.services.end(), [&](const Service& service) {
      return std::any_of(service.environment.begin(), service.environment.end(), [&](const Variable& variable) {
        return variable.secret && variable.interpolated.size() == 1 && variable.interpolated.front() == input.name;
      });
    });
  }

  const Stack& stack_;
  const Environment& environment_;
  const Masking& masking_;
};

}  // namespace

std::vector<InputFact> list_inputs(const Stack& stack, const StackReport& report, std::size_t environment, const Masking& masking) {
  InputList list(stack, stack.environments[environment], masking);
  list.add_interpolated();
  list.add_passed_on();
  list.add_secrets();
  list.complete();
  for (const ClaimView& view : all_claims(stack, report)) {
    const auto* said = std::get_if<HasVariable>(&view.statement->fact);
    if (!said || !speaks_of(*view.claim, environment)) continue;
    for (InputFact& input : list.inputs) {
      if (input.meaning.empty() && input.name == check::unquoted(said->name.value)) input.meaning = find_meaning(view, masking);
    }
  }
  return std::move(list.inputs);
}

static bool asks_for(const Environment& environment, const std::string& name) {
  const auto named = [&](const auto& item) { return item.name.value == name; };
  if (std::any_of(environment.variables.begin(), environment.variables.end(), named)) return true;
  const auto made = [&](const Secret& grant) { return grant.environment && grant.environment->value == name; };
  if (std::any_of(environment.secrets.begin(), environment.secrets.end(), made) || std::any_of(environment.configs.begin(), environment.configs.end(), made)) return true;
  return std::any_of(environment.services.begin(), environment.services.end(), [&](const Service& service) {
    const Variable* variable = service.find_variable(name);
    return variable && !variable->value;
  });
}

/// Variables that compose reads for itself.
/// Source: docker compose, "Pre-defined environment variables".
static bool is_for_compose(std::string_view name) { return name.starts_with("COMPOSE_") || name.starts_with("DOCKER_"); }

std::vector<SpareInput> list_spare_inputs(const Stack& stack, std::size_t environment) {
  std::vector<SpareInput> spare;
  for (const EnvTemplate& sample : stack.env_templates) {
    if (!is_input_template(stack, sample) || is_env_file(stack.environments[environment], sample)) continue;
    for (const Variable& line : sample.variables) {
      if (is_for_compose(line.name.value) || asks_for(stack.environments[environment], line.name.value)) continue;
      SpareInput input{.line = &line, .environments = {}};
      for (std::size_t e = 0; e < stack.environments.size(); ++e) {
        const Environment& other = stack.environments[e];
        if (e != environment && (asks_for(other, line.name.value) || is_env_file(other, sample))) input.environments.push_back(e);
      }
      // A file that is named on the command line is the business of the environment that it is for.
      if (is_dot_env_template(sample) || input.environments.empty()) spare.push_back(std::move(input));
    }
  }
  return spare;
}

bool has_env_template(const Stack& stack) {
  return std::any_of(stack.env_templates.begin(), stack.env_templates.end(), [&](const EnvTemplate& sample) { return is_input_template(stack, sample); });
}

}  // namespace portolan::render
