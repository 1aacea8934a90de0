#include <algorithm>

#include <fmt/format.h>

#include "load/compose/bind_service.h"
#include "load/compose/project.h"

namespace portolan::load {

namespace {

const Value* external_of(const Value& resource) {
  const Value* external = resource.find("external");
  return external && external->text == "true" ? external : nullptr;
}

std::string text_at(const Value& value, std::string_view key) {
  const Value* found = value.find(key);
  return found && found->is_scalar() ? found->text : std::string();
}

Span definition_of(const Entry& entry) {
  Span span = entry.key.span;
  if (entry.value.span.file == span.file) span.end = std::max(span.end, entry.value.span.end);
  return span;
}

std::optional<Spanned<std::string>> spanned_at(const Value& value, std::string_view key) {
  const Value* found = value.find(key);
  if (!found || !found->is_scalar()) return std::nullopt;
  return Spanned<std::string>{found->text, found->span};
}

Network bind_network(const Entry& entry) {
  Network network;
  network.name = entry.key;
  network.resource_name = text_at(entry.value, "name");
  network.driver = text_at(entry.value, "driver");
  network.internal = text_at(entry.value, "internal") == "true";
  network.external = external_of(entry.value) != nullptr;
  network.implied = !entry.key.span.known();
  network.span = definition_of(entry);
  return network;
}

Volume bind_volume(const Entry& entry) {
  return {entry.key, text_at(entry.value, "name"), text_at(entry.value, "driver"), external_of(entry.value) != nullptr, definition_of(entry)};
}

Secret bind_secret(const Entry& entry, const std::string& directory) {
  Secret secret;
  secret.name = entry.key;
  secret.file = spanned_at(entry.value, "file");
  if (secret.file) secret.resolved_file = join_path(directory, secret.file->value);
  secret.environment = spanned_at(entry.value, "environment");
  secret.external = external_of(entry.value) != nullptr;
  secret.span = definition_of(entry);
  return secret;
}

template <class Bind>
void bind_part(const Value& model, std::string_view part, Bind&& bind) {
  const Value* found = model.find(part);
  if (!found) return;
  for (const Entry& entry : found->entries) {
    if (entry.value.is_map() || entry.value.is_null()) bind(entry);
  }
}

bool breaks_environment(const Diagnostic& problem) {
  for (const std::string_view rule : {"yaml-syntax", "yaml-limit", "not-utf8", "unreadable-file"}) {
    if (problem.rule == rule) return true;
  }
  return false;
}

}  // namespace

Environment bind_environment(const Project& project, FileReader& reader, SourceMap& sources, Diagnostics& problems) {
  Environment environment;
  environment.compose_files = project.files;
  environment.project_name = project.name;
  environment.variables = project.variables;
  environment.resolved = project.model;
  environment.broken = !project.readable || std::any_of(project.problems.begin(), project.problems.end(), breaks_environment);
  ServiceBinder binder{project, reader, sources, problems};
  bind_part(project.model, "services", [&](const Entry& entry) { environment.services.push_back(binder.bind(entry)); });
  bind_part(project.model, "networks", [&](const Entry& entry) { environment.networks.push_back(bind_network(entry)); });
  bind_part(project.model, "volumes", [&](const Entry& entry) { environment.volumes.push_back(bind_volume(entry)); });
  bind_part(project.model, "secrets", [&](const Entry& entry) { environment.secrets.push_back(bind_secret(entry, project.directory)); });
  bind_part(project.model, "configs", [&](const Entry& entry) {
    environment.configs.push_back(bind_secret(entry, project.directory));
    if (const Value* content = entry.value.find("content")) mark_if_secret(sources, entry.key.value, *content);
  });
  return environment;
}

}  // namespace portolan::load
