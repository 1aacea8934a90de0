// Variables and secrets of one environment: what must be set, what each container sees, and where it comes from. Never the value of a secret.
#include <algorithm>

#include <fmt/format.h>

#include "base/file_reader.h"
#include "base/text.h"
#include "base/utf8.h"
#include "render/facts/env_files.h"
#include "render/facts/grants.h"
#include "render/facts/inputs.h"
#include "render/facts/variables.h"
#include "render/pages/environment_page.h"
#include "render/pages/pages.h"
#include "render/pieces.h"

namespace portolan::render {

namespace {

/// Pages stay below 150 KB. A matrix of more services than these is a list: it would be wider than every screen.
constexpr std::size_t most_cells = 110, most_names = 1000, most_inputs = 70, most_grants = 60, most_columns = 3;

bool several(const PageContext& page) { return page.stack().environments.size() > 1; }

Data describe_cell(const PageContext& page, const VariableCell& cell, const std::vector<const Service*>& services) {
  Data data;
  data.set_flag("set", true).set("service", service_list(page, *page.environment_index, services, 8));
  data.set("service_name", printable_utf8(cell.service->name.value)).set_flag("secret", cell.secret).set("value", cell.value).set_flag("empty", cell.value.empty() && cell.from != ValueFrom::shell);
  data.set("from", cell.from == ValueFrom::compose || cell.from == ValueFrom::env_template ? "" : std::string(words_of(cell.from))).set("note", cell.note);
  data.set("granted", printable_utf8(cell.granted)).set("source", source_link(page, cell.span));
  return data;
}

Data describe_nothing() {
  Data data;
  return data.set_flag("set", false);
}

/// The services that have a variable, in their order.
std::vector<const Service*> columns_of(const PageContext& page, const std::vector<VariableRow>& rows) {
  std::vector<const Service*> columns;
  for (const Service& service : page.environment().services) {
    const bool has = std::any_of(rows.begin(), rows.end(), [&](const VariableRow& row) {
      return std::any_of(row.cells.begin(), row.cells.end(), [&](const VariableCell& cell) { return cell.service == &service; });
    });
    if (has) columns.push_back(&service);
  }
  return columns;
}

std::vector<Data> describe_columns(const PageContext& page, const VariableRow& row, const std::vector<const Service*>& columns) {
  std::vector<Data> cells;
  for (const Service* service : columns) {
    const auto found = std::find_if(row.cells.begin(), row.cells.end(), [&](const VariableCell& cell) { return cell.service == service; });
    cells.push_back(found == row.cells.end() ? describe_nothing() : describe_cell(page, *found, {service}));
  }
  return cells;
}

/// A line for each value; services that share a definition share a line.
std::vector<Data> describe_lines(const PageContext& page, const VariableRow& row) {
  std::vector<Data> lines;
  std::vector<bool> told(row.cells.size(), false);
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    if (told[i]) continue;
    const VariableCell& cell = row.cells[i];
    std::vector<const Service*> services;
    for (std::size_t k = i; k < row.cells.size(); ++k) {
      const VariableCell& other = row.cells[k];
      const bool same = !told[k] && other.value == cell.value && other.from == cell.from && other.note == cell.note && other.granted == cell.granted && other.span == cell.span;
      if (!same) continue;
      told[k] = true;
      services.push_back(other.service);
    }
    lines.push_back(describe_cell(page, cell, services));
  }
  return lines;
}

Html elsewhere_of(const PageContext& page, const VariableRow& row) {
  std::vector<Elsewhere> others;
  for (const VariableElsewhere& other : row.elsewhere) {
    std::string words = escape_html(other.words);
    if (!other.value.empty()) words = fmt::format("<code>{}</code>", escape_html(other.value));
    others.push_back({other.environment, {words}});
  }
  return elsewhere_cell(page, others);
}

Data describe_row(const PageContext& page, const VariableRow& row, const std::vector<const Service*>& columns, bool matrix) {
  std::vector<Data> cells = matrix ? describe_columns(page, row, columns) : describe_lines(page, row);
  Data data;
  data.set("anchor", entity_id("variable", row.name)).set("name", row.name).set_list("cells", std::move(cells)).set("meaning", row.meaning);
  data.set("read_by", row.read_by.empty() ? "" : fmt::format("read by the {}", join_naturally(row.read_by))).set("elsewhere", elsewhere_of(page, row));
  add_claim(page, row.claim, data);
  return data;
}

Data describe_matrix(const PageContext& page, const std::vector<VariableRow>& rows) {
  const std::vector<const Service*> columns = columns_of(page, rows);
  const bool matrix = columns.size() <= most_columns;
  std::vector<Data> heads, lines, names;
  for (const Service* service : columns) {
    if (matrix) heads.emplace_back().set("name", service_link(page, *page.environment_index, service->name.value));
  }
  std::size_t cells = 0;
  for (const VariableRow& row : rows) {
    cells += row.cells.size();
    if (cells <= most_cells || lines.empty()) {
      lines.push_back(describe_row(page, row, columns, matrix));
    } else if (names.size() < most_names) {
      names.emplace_back().set("name", row.name).set("anchor", entity_id("variable", row.name));
    }
  }
  Data data;
  data.set_flag("matrix", matrix).set_flag("several", several(page)).set_list("columns", std::move(heads));
  data.set("more", lines.size() < rows.size() ? fmt::format("{} more; the page of each service says what they are set to:", count_of(rows.size() - lines.size(), "variable")) : "");
  data.set_list("names", std::move(names));
  data.set_flag("has_rows", !lines.empty()).set_list("rows", std::move(lines));
  return data;
}

Html users_of(const PageContext& page, const InputFact& input) {
  std::string users = service_list(page, *page.environment_index, input.services, 8).text;
  for (const std::string& part : input.parts) users += (users.empty() ? "" : ", ") + escape_html(part);
  return {users};
}

Data describe_input(const PageContext& page, const Masking& masking, const InputFact& input) {
  Data row;
  row.set("anchor", entity_id("input", input.name)).set("name", shown(masking, input.name)).set("need", std::string(words_of(input.need)));
  row.set("need_class", input.need == Need::required ? "warn" : input.need == Need::expected ? "inf" : "").set_flag("secret", input.secret);
  std::vector<Data> defaults;
  for (const std::string& text : input.defaults) defaults.emplace_back().set("text", text);
  row.set_flag("hidden", input.secret).set_flag("has_defaults", !defaults.empty()).set_list("defaults", std::move(defaults));
  row.set("defined", source_link(page, input.definition)).set("users", users_of(page, input)).set("meaning", input.meaning);
  row.set("documented", input.documented ? source_link(page, input.documented->name.span) : Html{}).set("source", source_link(page, input.span));
  return row;
}

void add_inputs(const PageContext& page, const Masking& masking, const std::vector<InputFact>& inputs, Data& data) {
  std::vector<Data> rows, spares;
  for (const InputFact& input : inputs) {
    if (rows.size() < most_inputs) rows.push_back(describe_input(page, masking, input));
  }
  for (const SpareInput& spare : list_spare_inputs(page.stack(), *page.environment_index)) {
    if (spares.size() == most_inputs) break;
    std::string chips;
    for (const std::size_t e : spare.environments) chips += environment_chip(page, e).text + " ";
    spares.emplace_back().set("name", shown(masking, spare.line->name.value)).set("environments", Html{chips}).set("source", source_link(page, spare.line->name.span));
  }
  std::vector<std::string> read = page.environment().env_files;
  if (read.empty()) read.emplace_back(".env");
  data.set("inputs_more", inputs.size() > rows.size() ? fmt::format("{} more are not shown.", inputs.size() - rows.size()) : "");
  data.set_flag("has_template", has_env_template(page.stack()));
  data.set_flag("has_inputs", !rows.empty()).set("env_file", join_naturally(read)).set_list("inputs", std::move(rows)).set_flag("has_spares", !spares.empty()).set_list("spares", std::move(spares));
}

std::vector<Data> describe_grants(const PageContext& page, const Masking& masking, const char* kind, const std::vector<GrantFact>& grants) {
  std::vector<Data> rows;
  for (const GrantFact& grant : grants) {
    if (rows.size() == most_grants) break;
    std::vector<Data> uses;
    for (const GrantUse& use : grant.uses) {
      if (uses.size() == 20) break;
      uses.emplace_back().set("service", service_link(page, *page.environment_index, use.service->name.value)).set("path", shown(masking, use.path)).set("source", source_link(page, use.span));
    }
    Data& row = rows.emplace_back();
    row.set("anchor", entity_id(kind, grant.name)).set("name", shown(masking, grant.name)).set("from", grant.from).set_flag("missing", grant.missing);
    row.set_flag("external", grant.definition && grant.definition->external).set_flag("undefined", !grant.definition);
    row.set_flag("unused", uses.empty()).set_list("uses", std::move(uses)).set("source", source_link(page, grant.span));
    add_claim(page, grant.claim, row);
  }
  return rows;
}

/// Env files that must be made first.
std::vector<Data> describe_missing_files(const PageContext& page, const std::vector<MissingEnvFile>& files) {
  std::vector<Data> rows;
  for (const MissingEnvFile& file : files) {
    if (rows.size() == most_grants) break;
    std::vector<Data> open;
    for (const std::string& name : file.open) {
      if (open.size() < most_inputs) open.emplace_back().set("name", name);
    }
    Data& row = rows.emplace_back();
    row.set("file", printable_utf8(file_name_of(file.path))).set_flag("required", file.required).set("services", service_list(page, *page.environment_index, file.services, 8));
    row.set("sample", file.sample ? source_link(page, {file.sample->file, 0, 0}) : Html{}).set_flag("has_open", !open.empty()).set_list("open", std::move(open));
  }
  return rows;
}

/// "2 must be set before the start", "nothing must be set before the start".
std::string needs_of(std::size_t variables, const std::vector<MissingEnvFile>& files) {
  std::vector<std::string> needs;
  for (const MissingEnvFile& file : files) {
    const bool told = std::find(needs.begin(), needs.end(), file_name_of(file.path)) != needs.end();
    if (file.required && !told && needs.size() < 3) needs.push_back(printable_utf8(file_name_of(file.path)));
  }
  const std::string made = needs.empty() ? "" : fmt::format("{} must be made before the start", join_naturally(needs));
  if (variables == 0) return made.empty() ? "nothing must be set before the start" : made;
  return fmt::format("{} must be set before the start{}{}", variables, made.empty() ? "" : ", and ", made.empty() ? "" : made.substr(0, made.find(" before the start")));
}

std::string describe_lead(const std::vector<VariableRow>& rows, const std::vector<InputFact>& inputs, const std::vector<MissingEnvFile>& files, std::size_t secrets) {
  const auto required = static_cast<std::size_t>(std::count_if(inputs.begin(), inputs.end(), [](const InputFact& input) { return input.need == Need::required && !input.definition.known(); }));
  if (rows.empty() && inputs.empty() && secrets == 0) return "No variable is set, asked for or passed on.";
  std::string lead = count_of(rows.size(), "variable");
  if (secrets > 0) lead += fmt::format(" and {}", count_of(secrets, "secret"));
  return fmt::format("{}; {}.", lead, needs_of(required, files));
}

std::string render_variables(const PageContext& page) {
  const std::size_t e = *page.environment_index;
  const Masking masking = find_secrets(page.environment(), page.sources());
  const std::vector<VariableRow> rows = list_environment_variables(page.stack(), page.report(), e, page.sources());
  const std::vector<InputFact> inputs = list_inputs(page.stack(), page.report(), e, masking);
  const std::vector<GrantFact> secrets = list_secrets(page.stack(), page.report(), e, masking);
  const std::vector<MissingEnvFile> files = list_missing_env_files(page.stack(), page.environment());
  std::vector<Data> groups;
  const auto add_group = [&](const char* kind, const char* title, const std::vector<GrantFact>& grants) {
    std::vector<Data> lines = describe_grants(page, masking, kind, grants);
    if (!lines.empty()) groups.emplace_back().set("id", fmt::format("{}s", kind)).set("title", title).set_list("rows", std::move(lines));
  };
  add_group("secret", "Secrets", secrets);
  add_group("config", "Configs", list_configs(page.stack(), e, masking));
  Data data;
  add_broken(page, data);
  data.set_object("verdict", describe_verdicts(page, judge_variables(page.stack(), page.report(), e), "variable"));
  data.set_object("table", describe_matrix(page, rows));
  add_inputs(page, masking, inputs, data);
  data.set_list("missing_files", describe_missing_files(page, files));
  data.set_flag("has_secrets", !secrets.empty()).set_list("grants", std::move(groups)).set("key", icon("key-round"));
  return frame_environment_page(page, describe_lead(rows, inputs, files, secrets.size()), Html{page.render("variables", data)});
}

}  // namespace

void plan_variables(const SiteContext& site, std::vector<PagePlan>& pages) { plan_for_environments(site, pages, &Links::variables, render_variables); }

}  // namespace portolan::render
