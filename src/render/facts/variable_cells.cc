#include "render/facts/variable_cells.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/file_reader.h"
#include "base/text.h"
#include "base/utf8.h"
#include "render/facts/env_files.h"
#include "render/facts/resolved.h"
#include "render/facts/stages.h"

namespace portolan::render {

namespace {

/// How the ${VARIABLES} of a value were resolved: the weakest answer counts, since the value depends on it.
std::string note_of(const Value* value, const SourceMap& sources) {
  std::string note;
  for (std::size_t i = 0; value && i < value->origins.size(); ++i) {
    const Origin& origin = value->origins[i];
    if (origin.kind == OriginKind::unset) return "not set here";
    if (origin.kind == OriginKind::default_value) note = "default";
    if (origin.kind == OriginKind::variable && note.empty()) {
      note = origin.definition.known() ? fmt::format("set in {}", printable_utf8(file_name_of(sources.path(sources.original(origin.definition).file)))) : "set where it was built";
    }
  }
  return note;
}

class Cells {
 public:
  Cells(const Stack& stack, const Environment& environment, const Service& service, const Masking& masking)
      : stack_(stack), environment_(environment), service_(service), masking_(masking) {}

  void add_own() {
    for (const Variable& variable : service_.environment) {
      if (service_.find_variable(variable.name.value) != &variable) continue;
      const ValueFrom from = variable.source == VariableSource::env_file ? ValueFrom::env_file : variable.value ? ValueFrom::compose : ValueFrom::shell;
      VariableCell& cell = add(variable, from);
      cell.note = note_of(find_resolved(environment_, {"services", service_.name.value, "environment", variable.name.value}), *masking_.sources);
      cell.granted = granted_file(variable);
      if (cell.secret && from == ValueFrom::compose) cell.note = note_of_secret(variable, cell.note);
    }
  }

  /// An env file that is not in the repository, as its template says it will be.
  void add_templates() {
    for (const TemplateLine& line : list_template_lines(stack_, service_)) {
      if (!has(line.variable->name.value)) add(*line.variable, ValueFrom::env_template).note = words_of(line);
    }
  }

  void add_build() {
    if (!service_.build) return;
    for (const Variable& argument : service_.build->args) {
      if (has(argument.name.value)) continue;
      VariableCell& cell = add(argument, ValueFrom::build_argument);
      cell.note = note_of(find_resolved(environment_, {"services", service_.name.value, "build", "args", argument.name.value}), *masking_.sources);
    }
    const auto built = find_built_stage(stack_, *service_.build);
    if (!built) return;
    for (const Variable* variable : settings_of(*built).variables) {
      if (!has(variable->name.value)) add(*variable, ValueFrom::image);
    }
  }

  std::vector<std::pair<std::string, VariableCell>> cells;

 private:
  bool has(const std::string& name) const {
    return std::any_of(cells.begin(), cells.end(), [&](const auto& cell) { return cell.first == name; });
  }

  VariableCell& add(const Variable& variable, ValueFrom from) {
    const bool hidden = variable.secret || (variable.value && variable.value->span.known() && masking_.sources->is_secret(variable.value->span) && variable.interpolated.empty());
    const std::string value = hidden ? "set, hidden" : variable.value ? shown_value(masking_, variable) : "";
    cells.emplace_back(variable.name.value, VariableCell{.service = &service_, .from = from, .value = value, .secret = hidden, .note = {}, .granted = {}, .span = variable.name.span});
    return cells.back().second;
  }

  /// What is made from variables is hidden as a whole; their names are not.
  static std::string note_of_secret(const Variable& variable, const std::string& note) {
    if (variable.interpolated.empty()) return "written in the file";
    std::vector<std::string> names;
    for (const std::string& name : variable.interpolated) names.push_back(printable_utf8(name));
    return fmt::format("from {}{}{}", join_naturally(names), note.empty() ? "" : ", ", note);
  }

  /// "/run/secrets/db_password" is the file of a secret that the service is given.
  std::string granted_file(const Variable& variable) const {
    if (!variable.value) return {};
    for (const auto* grants : {&service_.secrets, &service_.configs}) {
      for (const GrantReference& grant : *grants) {
        const std::string target = grant.target.empty() ? grant.source.value : grant.target;
        const std::string path = target.starts_with('/') ? target : fmt::format("{}{}", grants == &service_.secrets ? "/run/secrets/" : "/", target);
        if (variable.value->value == path) return grant.source.value;
      }
    }
    return {};
  }

  const Stack& stack_;
  const Environment& environment_;
  const Service& service_;
  const Masking& masking_;
};

}  // namespace

std::vector<std::pair<std::string, VariableCell>> list_cells(const Stack& stack, const Environment& environment, const Service& service, const Masking& masking) {
  Cells cells(stack, environment, service, masking);
  cells.add_own();
  cells.add_templates();
  cells.add_build();
  return std::move(cells.cells);
}

}  // namespace portolan::render
