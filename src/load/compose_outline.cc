// What one compose file says about its own role, read from its YAML alone.
#include "base/file_reader.h"
#include "load/environments.h"
#include "load/yaml/yaml.h"

namespace portolan::load {

namespace {

bool is_complete(const Value& service) { return service.find("image") || service.find("build") || service.find("extends"); }

/// Names that a service's `depends_on` refers to.
std::vector<std::string> dependencies_of(const Value& service) {
  std::vector<std::string> names;
  const Value* depends = service.find("depends_on");
  if (!depends) return names;
  for (const Value& item : depends->items) names.push_back(item.text);
  for (const Entry& entry : depends->entries) names.push_back(entry.key.value);
  return names;
}

/// Files that `include:` names, in any of its forms, and those of `extends: {file: …}`.
std::vector<std::string> parts_of(const Value& root, const std::string& folder) {
  std::vector<std::string> parts;
  const auto add = [&](const Value* path) {
    if (!path) return;
    if (path->is_scalar()) parts.push_back(join_path(folder, path->text));
    for (const Value& item : path->items) parts.push_back(join_path(folder, item.text));
  };
  if (const Value* include = root.find("include")) {
    for (const Value& item : include->items) add(item.is_map() ? item.find("path") : &item);
  }
  if (const Value* services = root.find("services")) {
    for (const Entry& service : services->entries) {
      const Value* extends = service.value.find("extends");
      if (extends && extends->is_map()) add(extends->find("file"));
    }
  }
  return parts;
}

}  // namespace

ComposeOutline outline_compose_file(const SourceMap& sources, FileId file) {
  ComposeOutline outline{.path = sources.path(file)};
  const YamlFile yaml = read_yaml(sources, file);
  outline.readable = yaml.readable && !yaml.documents.empty() && yaml.documents.front().is_map();
  if (!outline.readable) return outline;
  const Value& root = yaml.documents.front();
  const Value* services = root.find("services");
  outline.has_services = services && !services->entries.empty();
  const bool includes = root.find("include") != nullptr;
  outline.stands_alone = outline.has_services || includes;
  outline.parts = parts_of(root, folder_of(outline.path));
  if (!services) return outline;
  for (const Entry& service : services->entries) {
    outline.services.push_back(service.key.value);
    if (!is_complete(service.value)) outline.stands_alone = false;
    for (const std::string& dependency : dependencies_of(service.value)) {
      if (!services->find(dependency) && !includes) outline.stands_alone = false;
    }
  }
  return outline;
}

}  // namespace portolan::load
