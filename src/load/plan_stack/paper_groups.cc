#include "load/plan_stack/paper_groups.h"

#include <algorithm>
#include <map>
#include <optional>

#include "base/file_reader.h"
#include "base/text.h"

namespace portolan::load {

namespace {

bool is_one_of(std::string_view name, std::initializer_list<std::string_view> names) {
  const std::string lower = to_lower(name);
  return std::any_of(names.begin(), names.end(), [&](std::string_view candidate) { return lower == candidate; });
}

bool holds_documents(std::string_view name) {
  return is_one_of(name, {"doc", "docs", "documentation", "plan", "plans", "planning", "design", "architecture", "specs", "deploy", "deployment", "docker", "infra", "infrastructure"});
}

bool teaches(std::string_view name) {
  return is_one_of(name, {"guide", "guides", "handbook", "manual", "rules", "tutorial", "tutorials", "example", "examples", "samples"});
}

/// The folder around the first one that only holds documents; nothing below folders that teach.
std::optional<std::string> product_folder(const std::string& document) {
  const std::string folder = folder_of(document);
  std::string product;
  bool found = false;
  for (const std::string_view part : split(folder, '/')) {
    if (part.empty()) continue;
    if (teaches(part)) return std::nullopt;
    found = found || holds_documents(part);
    if (!found) product = join_path(product, part);
  }
  return product;
}

}  // namespace

bool lies_below(std::string_view path, std::string_view folder) {
  return folder.empty() || (path.size() > folder.size() && path.starts_with(folder) && path[folder.size()] == '/');
}

std::vector<PaperGroup> group_documents(const Discovery& discovery, const std::string& root_name) {
  std::map<std::string, PaperGroup> groups;
  for (const std::string& document : discovery.guide) {
    const auto folder = product_folder(document);
    if (!folder || (folder->empty() && teaches(root_name))) continue;
    const bool above = std::any_of(discovery.stacks.begin(), discovery.stacks.end(),
                                   [&](const FoundStack& stack) { return stack.folder == *folder || lies_below(stack.folder, *folder); });
    if (above) continue;
    PaperGroup& group = groups[*folder];
    group.folder = *folder;
    group.documents.push_back(document);
  }
  std::vector<PaperGroup> sorted;
  for (auto& [folder, group] : groups) sorted.push_back(std::move(group));
  return sorted;
}

}  // namespace portolan::load
