#include "render/facts/variables.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "base/text.h"
#include "base/utf8.h"
#include "check/claims/words.h"
#include "model/landing.h"
#include "render/facts/meaning.h"
#include "render/facts/variable_cells.h"

namespace portolan::render {

std::string_view words_of(ValueFrom from) {
  switch (from) {
    case ValueFrom::compose: return "compose file";
    case ValueFrom::env_file: return "env file";
    case ValueFrom::env_template: return "template of the env file";
    case ValueFrom::shell: return "shell";
    case ValueFrom::build_argument: return "build argument";
    case ValueFrom::image: return "image";
  }
  return "compose file";
}

bool VariableRow::secret() const {
  return std::any_of(cells.begin(), cells.end(), [](const VariableCell& cell) { return cell.secret; });
}

namespace {

using Rows = std::vector<VariableRow>;
using Index = std::map<std::string, std::size_t, std::less<>>;  // row of a name; only asked, never walked

Rows gather_rows(const Stack& stack, const Environment& environment, const Masking& masking, Index& index) {
  Rows rows;
  for (const Service& service : environment.services) {
    for (auto& [name, cell] : list_cells(stack, environment, service, masking)) {
      const auto [place, added] = index.emplace(name, rows.size());
      if (added) rows.emplace_back().name = shown(masking, name);
      rows[place->second].cells.push_back(std::move(cell));
    }
  }
  return rows;
}

void attach_claims(const Stack& stack, const StackReport& report, std::size_t environment, const Masking& masking, const Index& index, Rows& rows) {
  for (const ClaimView& view : all_claims(stack, report)) {
    const auto* said = std::get_if<HasVariable>(&view.statement->fact);
    if (!said || !speaks_of(*view.claim, environment)) continue;
    const auto found = index.find(check::unquoted(said->name.value));
    if (found == index.end()) continue;
    VariableRow& row = rows[found->second];
    if (row.meaning.empty()) row.meaning = find_meaning(view, masking);
    if (!row.claim || rank_of(view.claim->outcome) < rank_of(row.claim->claim->outcome)) row.claim = view;
  }
}

/// "$NAME" or "${NAME" as a whole name.
bool names_variable(std::string_view text, std::string_view name) {
  for (std::size_t at = text.find(name); at != std::string_view::npos; at = text.find(name, at + 1)) {
    const std::string_view before = text.substr(0, at);
    const char after = at + name.size() < text.size() ? text[at + name.size()] : ' ';
    const bool ends = after != '_' && (after < '0' || after > '9') && (after < 'A' || after > 'Z') && (after < 'a' || after > 'z');
    if (ends && (before.ends_with("$") || before.ends_with("${"))) return true;
  }
  return false;
}

void add_readers(const Service& service, const Index& index, Rows& rows) {
  const auto look = [&](const std::string& line, const char* what) {
    if (line.find('$') == std::string::npos) return;
    for (const auto& [name, row] : index) {
      if (names_variable(line, name)) rows[row].read_by.push_back(fmt::format("{} of {}", what, printable_utf8(service.name.value)));
    }
  };
  if (service.entrypoint) look(service.entrypoint->line(), "entrypoint");
  if (service.command) look(service.command->line(), "command");
  if (service.has_health_check()) look(service.health_check->command(), "health check");
}

/// Programs that ask for the variable in a service that is given it: "program backend/settings.py (line 12)". The first few are enough to look it up.
void add_programs(const Stack& stack, const Environment& environment, const SourceMap& sources, const Masking& masking, const Index& index, Rows& rows) {
  constexpr std::size_t most_programs = 3;
  std::vector<std::size_t> counts(rows.size());
  for (const VariableRead& read : stack.variable_reads) {
    const auto found = index.find(read.name.value);
    if (found == index.end() || counts[found->second] == most_programs) continue;
    VariableRow& row = rows[found->second];
    const bool runs = std::any_of(row.cells.begin(), row.cells.end(), [&](const VariableCell& cell) { return !landings_of(stack, environment, *cell.service, read.path).empty(); });
    if (!runs) continue;
    ++counts[found->second];
    const std::string path = read.path.substr(stack.folder.empty() ? 0 : stack.folder.size() + 1);
    row.read_by.push_back(fmt::format("program {} (line {})", shown(masking, path), sources.locate(read.name.span).line));
  }
}

/// What `row` is in another environment, whose row for the name is `there`.
VariableElsewhere compare_rows(const VariableRow& row, const VariableRow* there, std::size_t environment) {
  VariableElsewhere other{.environment = environment, .words = {}, .value = {}};
  if (!there) {
    other.words = "not set";
    return other;
  }
  if (row.secret() || there->secret()) {
    other.words = "also set, hidden";
    return other;
  }
  const VariableCell* matched = nullptr;
  for (const VariableCell& cell : row.cells) {
    for (const VariableCell& same : there->cells) {
      if (same.service->name.value != cell.service->name.value) continue;
      matched = &same;
      if (same.from == ValueFrom::shell && cell.from != ValueFrom::shell) {
        other.words = "from the shell";
        return other;
      }
      if (same.value != cell.value) {
        other.value = same.value.empty() ? "(empty)" : same.value;
        return other;
      }
    }
  }
  if (matched && there->cells.size() == row.cells.size()) return other;
  std::vector<std::string> services;
  for (const VariableCell& cell : there->cells) services.push_back(printable_utf8(cell.service->name.value));
  if (services.size() > 4) services = {count_of(services.size(), "service")};
  other.words = fmt::format("set for {}", join_naturally(services));
  return other;
}

void compare_with(const Stack& stack, std::size_t e, const SourceMap& sources, const Index& index, Rows& rows) {
  const Masking masking = find_secrets(stack.environments[e], sources);
  Index other_index;
  const Rows others = gather_rows(stack, stack.environments[e], masking, other_index);
  for (const auto& [name, row] : index) {
    const auto found = other_index.find(name);
    rows[row].elsewhere.push_back(compare_rows(rows[row], found == other_index.end() ? nullptr : &others[found->second], e));
  }
}

}  // namespace

std::vector<VariableRow> list_environment_variables(const Stack& stack, const StackReport& report, std::size_t environment, const SourceMap& sources) {
  const Environment& here = stack.environments[environment];
  const Masking masking = find_secrets(here, sources);
  Index index;
  Rows rows = gather_rows(stack, here, masking, index);
  attach_claims(stack, report, environment, masking, index, rows);
  for (const Service& service : here.services) add_readers(service, index, rows);
  add_programs(stack, here, sources, masking, index, rows);
  for (std::size_t e = 0; e < stack.environments.size(); ++e) {
    if (e != environment) compare_with(stack, e, sources, index, rows);
  }
  return rows;
}

Verdicts judge_variables(const Stack& stack, const StackReport& report, std::size_t environment) {
  return judge_claims(stack, report, environment, [](const Fact& fact) { return std::holds_alternative<HasVariable>(fact); });
}

}  // namespace portolan::render
