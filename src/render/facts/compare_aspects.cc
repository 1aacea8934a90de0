#include "render/facts/compare_aspects.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "base/text.h"
#include "render/facts/env_files.h"
#include "render/facts/service_facts.h"
#include "render/facts/start_order.h"

namespace portolan::render {

namespace {

/// What one service says of an aspect: lines and their place. No lines: nothing.
struct Said {
  std::vector<std::string> lines;
  Span span;
};

using Column = CompareColumn;
using Ask = std::function<Said(const Service&, const Column&)>;

}  // namespace

/// Marks each cell against the first environment that has the service; a row is the same when nothing is marked and all have it.
void mark(CompareRow& row) {
  const auto base = std::find_if(row.cells.begin(), row.cells.end(), [](const CompareCell& cell) { return cell.change != Change::absent; });
  if (base == row.cells.end()) return;
  for (CompareCell& cell : row.cells) {
    if (cell.change == Change::absent || cell.values == base->values) continue;
    cell.change = base->values.empty() ? Change::added : cell.values.empty() ? Change::removed : Change::changed;
    row.same = false;
  }
}

static void add_row(CompareGroup& group, std::string aspect, CompareRow::Form form, const std::vector<Column>& columns, const Ask& ask) {
  CompareRow row{.aspect = std::move(aspect), .form = form, .cells = {}};
  bool said = false;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    CompareCell& cell = row.cells.emplace_back();
    if (!group.present[i]) {
      cell.change = Change::absent;
      continue;
    }
    Said answer = ask(*group.present[i], columns[i]);
    said = said || !answer.lines.empty();
    cell.values = std::move(answer.lines);
    cell.span = answer.span;
  }
  if (!said) return;
  mark(row);
  group.same = group.same && row.same;
  group.rows.push_back(std::move(row));
}

static Said say(const std::optional<Spanned<std::string>>& text, const Column& column) {
  if (!text) return {};
  return {{shown(column.masking, text->value, text->span)}, text->span};
}

static Said say(const std::optional<CommandLine>& command, const Column& column) {
  if (!command) return {};
  return {{shown(column.masking, command->line(), command->span)}, command->span};
}

static Said say_ports(const Service& service, const Column&) {
  Said said;
  for (const PortMapping& port : service.ports) {
    const std::string host = port.published ? to_string(*port.published) : "any free port";
    const std::string address = port.host_ip.empty() || port.host_ip == "0.0.0.0" ? ":" + host : fmt::format("{}:{}", port.host_ip, host);
    said.lines.push_back(fmt::format("{} → {}{}", address, to_string(port.target), port.protocol == "tcp" ? "" : "/" + port.protocol));
    if (!said.span.known()) said.span = port.span;
  }
  return said;
}

static Said say_health(const Service& service, const Column& column) {
  if (!service.has_health_check()) return {};
  const HealthCheck& check = *service.health_check;
  return {{shown(column.masking, check.command(), check.span)}, check.span};
}

static Said say_timing(const Service& service, const Column&) {
  if (!service.has_health_check()) return {};
  return {{timing_text(*service.health_check)}, service.health_check->span};
}

static Said say_networks(const Service& service, const Column&) {
  if (service.network_mode) return {{"network_mode " + service.network_mode->value}, service.network_mode->span};
  Said said;
  for (const NetworkAttachment& attachment : service.networks) {
    said.lines.push_back(attachment.network.value);
    if (!said.span.known()) said.span = attachment.network.span;
  }
  std::sort(said.lines.begin(), said.lines.end());
  return said;
}

static Said say_waits(const Service& service, const Column&) {
  Said said;
  for (const Dependency& dependency : service.depends_on) {
    said.lines.push_back(fmt::format("{} ({})", dependency.service.value, words_of(dependency.condition)));
    if (!said.span.known()) said.span = dependency.span;
  }
  std::sort(said.lines.begin(), said.lines.end());
  return said;
}

static Said say_grants(const std::vector<GrantReference>& grants) {
  Said said;
  for (const GrantReference& grant : grants) {
    said.lines.push_back(grant.source.value);
    if (!said.span.known()) said.span = grant.source.span;
  }
  return said;
}

static Said say_size(const std::optional<Spanned<std::int64_t>>& bytes) {
  if (!bytes) return {};
  return {{format_bytes(bytes->value)}, bytes->span};
}

static void add_mounts(CompareGroup& group, const std::vector<Column>& columns) {
  const auto targets = names_in(group, [](const Service& service) {
    std::vector<std::string> names;
    for (const Mount& mount : service.mounts) names.push_back(mount.target);
    return names;
  });
  for (const std::string& target : targets) {
    add_row(group, "Mount " + target, CompareRow::Form::code, columns, [&](const Service& service, const Column&) -> Said {
      for (const Mount& mount : service.mounts) {
        if (mount.target == target) return {{mount_source_text(mount) + (mount.read_only ? " (read-only)" : "")}, mount.span};
      }
      return {};
    });
  }
}

static const Variable* find_build_argument(const Service& service, std::string_view name) {
  if (!service.build) return nullptr;
  for (const Variable& argument : service.build->args) {
    if (argument.name.value == name) return &argument;
  }
  return nullptr;
}

/// What one environment sets when the service starts, another one may set when its image is built. Variables of an env file that is not in the
/// repository count as well, by the file's template.
static void add_variables(const Stack& stack, CompareGroup& group, const std::vector<Column>& columns) {
  std::map<const Service*, std::vector<TemplateLine>> templates;  // only asked, never walked
  for (const Service* service : group.present) {
    if (service) templates[service] = list_template_lines(stack, *service);
  }
  const auto names = names_in(group, [&](const Service& service) {
    std::vector<std::string> found;
    for (const Variable& variable : service.environment) found.push_back(variable.name.value);
    for (const TemplateLine& line : templates[&service]) found.push_back(line.variable->name.value);
    if (!service.build) return found;
    for (const Variable& argument : service.build->args) found.push_back(argument.name.value);
    return found;
  });
  for (const std::string& name : names) {
    add_row(group, name, CompareRow::Form::code, columns, [&](const Service& service, const Column& column) -> Said {
      const Variable* variable = service.find_variable(name);
      for (const TemplateLine& line : templates[&service]) {
        if (!variable && line.variable->name.value == name) return {{words_of(line)}, line.variable->name.span};
      }
      const Variable* argument = variable ? nullptr : find_build_argument(service, name);
      if (argument) variable = argument;
      if (!variable) return {};
      std::string value = shown_value(column.masking, *variable);
      if (value.empty()) value = "(empty)";
      return {{argument ? value + " (build argument)" : std::move(value)}, variable->name.span};
    });
    group.rows.back().verbatim = true;
  }
}

void add_aspects(const Stack& stack, CompareGroup& group, const std::vector<Column>& columns) {
  using Form = CompareRow::Form;
  const auto add = [&](std::string aspect, Form form, const Ask& ask) { add_row(group, std::move(aspect), form, columns, ask); };
  add("Image", Form::code, [&](const Service& s, const Column& c) -> Said {
    return {{image_text(stack, s, c.masking)}, s.build ? s.build->span : s.image ? s.image->span : s.name.span};
  });
  // A service that is missing somewhere differs, though no aspect of it does: its image stands for that.
  if (std::find(group.present.begin(), group.present.end(), nullptr) != group.present.end()) group.rows.back().same = false;
  add("Entrypoint", Form::code, [](const Service& s, const Column& c) { return say(s.entrypoint, c); });
  add("Command", Form::code, [](const Service& s, const Column& c) { return say(s.command, c); });
  add("Host ports", Form::code, say_ports);
  add_mounts(group, columns);
  add("Networks", Form::code, say_networks);
  add("Waits for", Form::words, say_waits);
  add("Restart", Form::words, [](const Service& s, const Column& c) { return say(s.restart, c); });
  add("Health check", Form::code, say_health);
  add("Health check timing", Form::words, say_timing);
  add("Memory limit", Form::words, [](const Service& s, const Column&) { return say_size(s.limits.memory); });
  add("CPU limit", Form::words, [](const Service& s, const Column&) -> Said {
    if (!s.limits.nano_cpus) return {};
    return {{fmt::format("{:.4g}", static_cast<double>(s.limits.nano_cpus->value) / 1e9)}, s.limits.nano_cpus->span};
  });
  add("Replicas", Form::words, [](const Service& s, const Column&) -> Said {
    if (!s.replicas) return {};
    return {{std::to_string(s.replicas->value)}, s.replicas->span};
  });
  add("Secrets", Form::code, [](const Service& s, const Column&) { return say_grants(s.secrets); });
  add("Container name", Form::code, [](const Service& s, const Column& c) { return say(s.container_name, c); });
  add("User", Form::code, [](const Service& s, const Column& c) { return say(s.user, c); });
  add_variables(stack, group, columns);
}

}  // namespace portolan::render
