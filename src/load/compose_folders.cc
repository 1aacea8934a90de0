#include "load/compose_folders.h"

#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

#include "base/source_map.h"
#include "base/text.h"
#include "load/environments.h"

namespace portolan::load {

namespace {

using Stacks = std::map<std::string, FoundStack>;

bool lies_in(std::string_view path, std::string_view folder) {
  return folder.empty() || (path.size() > folder.size() && path.starts_with(folder) && path[folder.size()] == '/');
}

/// A folder inside a project that only holds how it is deployed.
bool is_deployment_folder(std::string_view name) {
  constexpr std::array names{"deploy", "deployment", "deployments", "docker", "docker-compose", "compose", "infra", "infrastructure", "ops"};
  return std::find(names.begin(), names.end(), to_lower(name)) != names.end();
}

/// The folder of the product whose compose file stands in `folder`, and why.
std::pair<std::string, std::string> stack_folder(const std::vector<std::string>& files, const std::string& folder) {
  std::string product = folder;
  while (!product.empty() && is_deployment_folder(file_name_of(product))) product = folder_of(product);
  if (product != folder && has_document(files, product)) return {product, fmt::format("holds compose files in \"{}\"", folder)};
  return {folder, "holds compose files"};
}

void add_file(Stacks& stacks, const std::vector<std::string>& files, const std::string& file) {
  const auto [folder, reason] = stack_folder(files, folder_of(file));
  FoundStack& stack = stacks[folder];
  stack.folder = folder;
  if (stack.reason.empty()) stack.reason = reason;
  stack.compose_files.push_back(file);
}

/// The nearest stack around `folder`, itself not counted.
FoundStack* stack_around(Stacks& stacks, const std::string& folder) {
  FoundStack* nearest = nullptr;
  for (auto& [candidate, stack] : stacks) {
    if (candidate != folder && lies_in(folder, candidate) && (!nearest || candidate.size() > nearest->folder.size())) nearest = &stack;
  }
  return nearest;
}

ComposeOutline outline_of(FileReader& reader, const std::string& path) {
  SourceMap sources;  // only looked at: the file gets its place among the sources when its stack is loaded
  Expected<std::string> bytes = reader.read(path);
  if (!bytes) return {.path = path, .readable = false};
  return outline_compose_file(sources, sources.add(path, std::move(*bytes)));
}

/// A folder without a file that Docker takes by itself, where some file changes services that it does not define: overlays of the stack around it.
bool holds_overlays(FileReader& reader, const FoundStack& stack) {
  const auto is_base = [](const std::string& path) { return qualifiers_of(file_name_of(path)).empty(); };
  if (std::any_of(stack.compose_files.begin(), stack.compose_files.end(), is_base)) return false;
  return std::any_of(stack.compose_files.begin(), stack.compose_files.end(), [&](const std::string& path) {
    const ComposeOutline outline = outline_of(reader, path);
    return outline.readable && !outline.stands_alone;
  });
}

void join_overlay_folders(FileReader& reader, Stacks& stacks) {
  for (auto it = stacks.begin(); it != stacks.end();) {
    FoundStack* const around = stack_around(stacks, it->first);
    if (!around || !holds_overlays(reader, it->second)) {
      ++it;
      continue;
    }
    around->reason += fmt::format("; the files in \"{}\" change its services", it->first);
    around->compose_files.insert(around->compose_files.end(), it->second.compose_files.begin(), it->second.compose_files.end());
    std::sort(around->compose_files.begin(), around->compose_files.end());
    it = stacks.erase(it);
  }
}

bool is_yaml(std::string_view path) { return path.ends_with(".yml") || path.ends_with(".yaml"); }

/// Files that are compose files by what they hold. In the tree of a stack they wait until a document says how they are started;
/// elsewhere their folder is a stack.
void add_by_content(FileReader& reader, const std::vector<std::string>& files, Stacks& stacks, std::vector<LeftOut>& left_out) {
  std::size_t opened = 0;
  std::vector<std::string> without_stack;
  for (const std::string& file : files) {
    if (!is_yaml(file) || is_compose_file(file_name_of(file))) continue;
    if (++opened > most_yaml_files) {
      left_out.push_back({"", file, fmt::format("more than {} YAML files have other names than compose files: from here on they were not opened", most_yaml_files)});
      break;
    }
    const Expected<std::string> bytes = reader.read(file);
    if (!bytes || bytes->size() > largest_yaml_file || likeness_of(*bytes) == ComposeLikeness::none) continue;
    const std::string folder = folder_of(file);
    const auto own = stacks.find(folder);
    FoundStack* const owner = own != stacks.end() ? &own->second : stack_around(stacks, folder);
    if (owner) {
      owner->other_files.push_back(file);
    } else if (test_folder_of(file).empty() && likeness_of(*bytes) == ComposeLikeness::complete) {
      without_stack.push_back(file);
    }
  }
  for (const std::string& file : without_stack) add_file(stacks, files, file);
}

void report_tests(const std::vector<std::string>& files, std::vector<LeftOut>& left_out) {
  std::map<std::string, std::size_t> folders;
  for (const std::string& file : files) ++folders[test_folder_of(file)];
  for (const auto& [folder, count] : folders) left_out.push_back({"", folder, fmt::format("a folder of tests, with {}", count_of(count, "compose file"))});
}

}  // namespace

bool has_document(const std::vector<std::string>& files, const std::string& folder) {
  return std::any_of(files.begin(), files.end(), [&](const std::string& file) {
    if (!is_document(file)) return false;
    if (folder_of(file) == folder) return true;
    constexpr std::array usual{"docs", "doc", "documentation", "plans"};
    return std::any_of(usual.begin(), usual.end(), [&](const char* name) { return lies_in(file, join_path(folder, name)); });
  });
}

std::string test_folder_of(std::string_view path) {
  constexpr std::array names{"test", "tests", "testdata", "test-data", "fixtures", "__tests__"};
  const std::string whole = folder_of(path);
  std::string folder;
  for (const std::string_view part : split(whole, '/')) {
    folder = join_path(folder, part);
    if (std::find(names.begin(), names.end(), to_lower(part)) != names.end()) return folder;
  }
  return {};
}

ComposeLikeness likeness_of(std::string_view yaml) {
  std::size_t service_indent = 0, key_indent = 0;
  bool inside = false;
  ComposeLikeness likeness = ComposeLikeness::none;
  for (std::string_view line : split(yaml, '\n')) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    const std::size_t indent = line.find_first_not_of(' ');
    if (indent == std::string_view::npos || line[indent] == '#') continue;
    const std::string_view text = line.substr(indent);
    if (indent == 0) {
      // Kubernetes says these at its margin, and may say `services:` too.
      if (text.starts_with("apiVersion:") || text.starts_with("kind:")) return ComposeLikeness::none;
      inside = trim(text.substr(0, text.find('#'))) == "services:";
      service_indent = key_indent = 0;
      continue;
    }
    if (!inside) continue;
    if (service_indent == 0) service_indent = indent;
    if (indent == service_indent) {
      if (text.starts_with('-')) inside = false;
      key_indent = 0;
      continue;
    }
    if (key_indent == 0) key_indent = indent;
    if (indent != key_indent) continue;
    const std::string_view key = text.substr(0, text.find(':'));
    if (key == "image" || key == "build") return ComposeLikeness::complete;
    constexpr std::array usual{"command", "depends_on", "deploy", "env_file", "environment", "extends", "healthcheck", "networks", "ports", "profiles", "restart", "volumes"};
    if (std::find(usual.begin(), usual.end(), key) != usual.end()) likeness = ComposeLikeness::overlay;
  }
  return likeness;
}

std::map<std::string, FoundStack> group_compose_files(FileReader& reader, const std::vector<std::string>& files, std::vector<LeftOut>& left_out) {
  Stacks stacks;
  std::vector<std::string> of_tests;
  for (const std::string& file : files) {
    if (!is_compose_file(file_name_of(file))) continue;
    if (test_folder_of(file).empty()) {
      add_file(stacks, files, file);
    } else {
      of_tests.push_back(file);
    }
  }
  join_overlay_folders(reader, stacks);
  add_by_content(reader, files, stacks, left_out);
  std::vector<std::string> left_tests;
  const bool only_tests = stacks.empty();
  for (const std::string& file : of_tests) {
    FoundStack* const around = stack_around(stacks, folder_of(file));
    if (only_tests) {
      add_file(stacks, files, file);
    } else if (around) {
      around->other_files.push_back(file);
    } else {
      left_tests.push_back(file);
    }
  }
  report_tests(left_tests, left_out);
  for (auto& [folder, stack] : stacks) std::sort(stack.other_files.begin(), stack.other_files.end());
  return stacks;
}

std::vector<std::string> hidden_documents(FileReader& reader, const std::vector<std::string>& folders) {
  constexpr std::size_t most_folders = 100, most_documents = 200;
  constexpr int deepest = 3;
  struct Level {
    std::string folder;
    int depth;
  };
  std::vector<Level> queue;
  for (const std::string& folder : folders) {
    const std::string name = file_name_of(folder);
    // What version control and tools keep for themselves is nobody's text.
    if (name.starts_with('.') && name != ".git" && name != ".venv" && name != ".cache" && queue.size() < most_folders) queue.push_back({folder, 0});
  }
  std::vector<std::string> documents;
  for (std::size_t i = 0; i < queue.size() && documents.size() < most_documents; ++i) {
    const Level level = queue[i];
    for (const DirectoryEntry& entry : reader.list(level.folder)) {
      const std::string path = join_path(level.folder, entry.name);
      if (entry.kind == FileKind::file && is_document(path)) documents.push_back(path);
      if (entry.kind == FileKind::folder && level.depth < deepest && queue.size() < most_folders) queue.push_back({path, level.depth + 1});
    }
  }
  std::sort(documents.begin(), documents.end());
  return documents;
}

}  // namespace portolan::load
