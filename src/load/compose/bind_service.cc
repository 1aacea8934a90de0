#include "load/compose/bind_service.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "base/text.h"
#include "load/compose/paths.h"
#include "load/compose/port.h"
#include "load/compose/units.h"

namespace portolan::load {

namespace {

const Value* find_deep(const Value& value, std::initializer_list<std::string_view> keys) {
  const Value* found = &value;
  for (const std::string_view key : keys) found = found ? found->find(key) : nullptr;
  return found;
}

std::string text_at(const Value& value, std::string_view key) {
  const Value* found = value.find(key);
  return found && found->is_scalar() ? found->text : std::string();
}

bool true_at(const Value& value, std::string_view key) { return text_at(value, key) == "true"; }

std::optional<Spanned<std::string>> spanned_at(const Value& value, std::string_view key) {
  const Value* found = value.find(key);
  if (!found || !found->is_scalar()) return std::nullopt;
  return Spanned<std::string>{found->text, found->span};
}

std::vector<Spanned<std::string>> texts_at(const Value& value, std::string_view key) {
  std::vector<Spanned<std::string>> texts;
  if (const Value* list = value.find(key)) {
    for (const Value& item : list->items) texts.push_back({item.text, item.span});
  }
  return texts;
}

std::vector<std::string> plain_texts_at(const Value& value, std::string_view key) {
  std::vector<std::string> texts;
  for (const Spanned<std::string>& text : texts_at(value, key)) texts.push_back(text.value);
  return texts;
}

std::optional<CommandLine> command_at(const Value& value, std::string_view key) {
  const Value* found = value.find(key);
  if (!found || !found->is_list()) return std::nullopt;
  return CommandLine{plain_texts_at(value, key), found->span};
}

std::vector<GrantReference> grants_at(const Value& value, std::string_view key) {
  std::vector<GrantReference> grants;
  if (const Value* list = value.find(key)) {
    for (const Value& item : list->items) {
      if (const auto source = spanned_at(item, "source")) grants.push_back({*source, text_at(item, "target")});
    }
  }
  return grants;
}

std::optional<std::chrono::nanoseconds> duration_at(const Value& value, std::string_view key) {
  const auto duration = parse_duration(text_at(value, key));
  if (!duration) return std::nullopt;
  return *duration;
}

}  // namespace

void ServiceBinder::complain(const Span& span, std::string message) {
  problems.push_back({.rule = "compose-invalid-value", .span = span, .message = std::move(message)});
}

std::vector<Variable> ServiceBinder::bind_variables(const Value& map) {
  std::vector<Variable> variables;
  for (const Entry& entry : map.entries) {
    Variable variable;
    variable.name = entry.key;
    const bool of_compose = !entry.key.span.known() ||
                            std::find(project.files.begin(), project.files.end(), entry.key.span.file) != project.files.end();
    variable.source = of_compose ? VariableSource::environment : VariableSource::env_file;
    for (const Origin& origin : entry.value.origins) {
      const bool interpolated = origin.kind == OriginKind::variable || origin.kind == OriginKind::default_value || origin.kind == OriginKind::unset;
      const auto known = std::find(variable.interpolated.begin(), variable.interpolated.end(), origin.name);
      if (interpolated && known == variable.interpolated.end()) variable.interpolated.push_back(origin.name);
    }
    if (entry.value.is_scalar()) {
      variable.value = Spanned<std::string>{entry.value.text, entry.value.span};
      variable.secret = mark_if_secret(sources, entry.key.value, entry.value);
    }
    variables.push_back(std::move(variable));
  }
  return variables;
}

void ServiceBinder::bind_build(const Value& value, Service& service) {
  BuildDefinition build;
  build.span = value.span;
  build.context = spanned_at(value, "context").value_or(Spanned<std::string>{".", value.span});
  build.dockerfile = spanned_at(value, "dockerfile").value_or(Spanned<std::string>{"", value.span});
  build.target = spanned_at(value, "target");
  if (const Value* args = value.find("args")) build.args = bind_variables(*args);
  if (!build.dockerfile.value.empty() && !is_remote_context(build.context.value)) {
    build.resolved_context = normal_path(join_path(project.directory, build.context.value));
    build.resolved_dockerfile = join_path(build.resolved_context, build.dockerfile.value);
  }
  service.build = std::move(build);
}

void ServiceBinder::bind_ports(const Value& value, Service& service) {
  for (const Value& item : value.items) {
    PortMapping port;
    const auto target = parse_port_range(text_at(item, "target"));
    if (!target) {
      complain(item.span, fmt::format("port of service \"{}\": {}", service.name.value, target.error()));
      continue;
    }
    port.target = *target;
    if (const std::string published = text_at(item, "published"); !published.empty()) {
      const auto range = parse_port_range(published);
      if (!range) {
        complain(item.span, fmt::format("port of service \"{}\": {}", service.name.value, range.error()));
        continue;
      }
      port.published = *range;
    }
    port.host_ip = text_at(item, "host_ip");
    port.protocol = text_at(item, "protocol");
    port.mode = text_at(item, "mode");
    port.name = text_at(item, "name");
    port.app_protocol = text_at(item, "app_protocol");
    port.span = item.span;
    service.ports.push_back(std::move(port));
  }
}

void ServiceBinder::bind_mounts(const Value& value, Service& service) {
  for (const Value& item : value.items) {
    Mount mount;
    const std::string type = text_at(item, "type");
    for (const MountType known : {MountType::volume, MountType::bind, MountType::tmpfs, MountType::npipe, MountType::image, MountType::cluster}) {
      if (name_of(known) == type) mount.type = known;
    }
    mount.source = text_at(item, "source");
    mount.target = text_at(item, "target");
    mount.read_only = true_at(item, "read_only");
    mount.span = item.span;
    service.mounts.push_back(std::move(mount));
  }
}

void ServiceBinder::bind_networks(const Value& value, Service& service) {
  for (const Entry& entry : value.entries) {
    NetworkAttachment attachment;
    attachment.network = entry.key;
    attachment.aliases = plain_texts_at(entry.value, "aliases");
    attachment.ipv4_address = text_at(entry.value, "ipv4_address");
    attachment.ipv6_address = text_at(entry.value, "ipv6_address");
    service.networks.push_back(std::move(attachment));
  }
}

void ServiceBinder::bind_dependencies(const Value& value, Service& service) {
  for (const Entry& entry : value.entries) {
    Dependency dependency;
    dependency.service = entry.key;
    const std::string condition = text_at(entry.value, "condition");
    for (const auto known : {DependencyCondition::started, DependencyCondition::healthy, DependencyCondition::completed}) {
      if (name_of(known) == condition) dependency.condition = known;
    }
    dependency.required = text_at(entry.value, "required") != "false";
    const std::vector<Origin>& origins = entry.value.origins;
    dependency.implied = std::any_of(origins.begin(), origins.end(), [](const Origin& origin) { return origin.kind == OriginKind::implied; });
    dependency.span = entry.key.span;
    if (entry.value.span.file == dependency.span.file) dependency.span.end = std::max(dependency.span.end, entry.value.span.end);
    service.depends_on.push_back(std::move(dependency));
  }
}

void ServiceBinder::bind_health(const Value& value, Service& service) {
  HealthCheck check;
  check.test = plain_texts_at(value, "test");
  check.interval = duration_at(value, "interval");
  check.timeout = duration_at(value, "timeout");
  check.start_period = duration_at(value, "start_period");
  check.start_interval = duration_at(value, "start_interval");
  check.retries = parse_digits(text_at(value, "retries"));
  check.disabled = true_at(value, "disable") || (!check.test.empty() && check.test[0] == "NONE");
  check.span = value.span;
  service.health_check = std::move(check);
}

void ServiceBinder::bind_limits(const Value& value, Service& service) {
  const auto bytes = [](const Value* found) -> std::optional<Spanned<std::int64_t>> {
    const auto size = found ? parse_size(found->text) : unexpected("");
    if (!size) return std::nullopt;
    return Spanned<std::int64_t>{*size, found->span};
  };
  const auto either = [&](std::initializer_list<std::string_view> deep, std::string_view flat) {
    const Value* found = find_deep(value, deep);
    return found ? found : value.find(flat);
  };
  service.limits.memory = bytes(either({"deploy", "resources", "limits", "memory"}, "mem_limit"));
  service.limits.memory_reservation = bytes(either({"deploy", "resources", "reservations", "memory"}, "mem_reservation"));
  if (const Value* cpus = either({"deploy", "resources", "limits", "cpus"}, "cpus")) {
    if (const auto number = parse_number(cpus->text)) service.limits.nano_cpus = Spanned<std::int64_t>{std::llround(*number * 1e9), cpus->span};
  }
}

void ServiceBinder::bind_env_files(const Value& value, Service& service) {
  for (const Value& item : value.items) {
    const auto path = spanned_at(item, "path");
    if (!path) continue;
    const std::string resolved = join_path(project.directory, path->value);
    service.env_files.push_back({*path, resolved, text_at(item, "required") != "false", reader.kind(resolved) == FileKind::file});
  }
}

Service ServiceBinder::bind(const Entry& entry) {
  const Value& value = entry.value;
  Service service;
  service.name = entry.key;
  service.span = entry.key.span;
  if (value.span.file == service.span.file) service.span.end = std::max(service.span.end, value.span.end);
  service.definitions.push_back(service.span);
  for (const Origin& origin : value.origins) {
    if (origin.kind == OriginKind::merged && origin.name.empty() && origin.span.known() && origin.span.file != service.span.file) {
      service.definitions.push_back(origin.span);
    }
  }
  service.image = spanned_at(value, "image");
  if (service.image) {
    const auto reference = parse_image(service.image->value);
    if (reference) service.image_reference = *reference;
    if (!reference && service.image->value.find('<') == std::string::npos) {
      complain(service.image->span, fmt::format("image \"{}\": {}", service.image->value, reference.error()));
    }
  }
  using Part = void (ServiceBinder::*)(const Value&, Service&);
  struct Row {
    std::string_view key;
    Part part;
  };
  for (const Row& row : {Row{"build", &ServiceBinder::bind_build}, Row{"ports", &ServiceBinder::bind_ports}, Row{"volumes", &ServiceBinder::bind_mounts},
                         Row{"networks", &ServiceBinder::bind_networks}, Row{"depends_on", &ServiceBinder::bind_dependencies},
                         Row{"healthcheck", &ServiceBinder::bind_health}, Row{"env_file", &ServiceBinder::bind_env_files}}) {
    if (const Value* found = value.find(row.key)) (this->*row.part)(*found, service);
  }
  bind_limits(value, service);
  if (const Value* environment = value.find("environment")) service.environment = bind_variables(*environment);
  if (const Value* labels = value.find("labels")) {
    for (const Entry& label : labels->entries) {
      service.labels.push_back({label.key, {label.value.text, label.value.span}});
      mark_if_secret(sources, std::string_view(label.key.value).substr(label.key.value.rfind('.') + 1), label.value);  // npos + 1 is the beginning
    }
  }
  for (const Spanned<std::string>& text : texts_at(value, "expose")) {
    const auto range = parse_port_range(text.value.substr(0, text.value.find('/')));
    if (range) service.expose.push_back({*range, text.span});
    if (!range) complain(text.span, fmt::format("exposed port \"{}\": {}", text.value, range.error()));
  }
  service.command = command_at(value, "command");
  service.entrypoint = command_at(value, "entrypoint");
  service.secrets = grants_at(value, "secrets");
  service.configs = grants_at(value, "configs");
  service.network_mode = spanned_at(value, "network_mode");
  service.restart = spanned_at(value, "restart");
  service.container_name = spanned_at(value, "container_name");
  service.hostname = spanned_at(value, "hostname");
  service.user = spanned_at(value, "user");
  service.working_dir = spanned_at(value, "working_dir");
  service.profiles = texts_at(value, "profiles");
  service.cap_add = texts_at(value, "cap_add");
  service.cap_drop = texts_at(value, "cap_drop");
  service.security_opt = texts_at(value, "security_opt");
  const Value* replicas = find_deep(value, {"deploy", "replicas"});
  if (!replicas) replicas = value.find("scale");
  if (replicas) {
    if (const auto number = parse_digits(replicas->text)) service.replicas = Spanned<int>{*number, replicas->span};
  }
  service.read_only = true_at(value, "read_only");
  service.privileged = true_at(value, "privileged");
  service.init = true_at(value, "init");
  return service;
}

}  // namespace portolan::load
