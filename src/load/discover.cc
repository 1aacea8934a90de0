#include "load/discover.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include <fmt/format.h>

#include "base/text.h"
#include "load/compose_folders.h"

namespace portolan::load {

namespace {

struct Tree {
  std::vector<std::string> files;    // sorted
  std::vector<std::string> folders;  // sorted
  bool complete = true;
};

/// What tools make or fetch: nobody's plan, and often very many files.
bool is_skipped_folder(std::string_view name) {
  constexpr std::array skipped{"node_modules", "__pycache__", "venv", "vendor", "build", "dist", "target", "coverage", "bower_components"};
  return name.starts_with('.') || std::find(skipped.begin(), skipped.end(), name) != skipped.end();
}

Tree walk(FileReader& reader) {
  Tree tree;
  std::size_t entries = 0;
  struct Level {
    std::string folder;
    int depth;
  };
  // Breadth first: when the limit cuts, it cuts what lies deepest.
  std::vector<Level> queue{{"", 0}};
  for (std::size_t i = 0; i < queue.size() && tree.complete; ++i) {
    const Level level = queue[i];
    for (const DirectoryEntry& entry : reader.list(level.folder)) {
      if (++entries > most_entries) {
        tree.complete = false;
        break;
      }
      const std::string path = join_path(level.folder, entry.name);
      if (entry.kind == FileKind::file) tree.files.push_back(path);
      if (entry.kind != FileKind::folder) continue;
      tree.folders.push_back(path);
      if (level.depth < deepest_folder && !is_skipped_folder(entry.name)) queue.push_back({path, level.depth + 1});
    }
  }
  std::sort(tree.files.begin(), tree.files.end());
  std::sort(tree.folders.begin(), tree.folders.end());
  return tree;
}

bool lies_in(std::string_view path, std::string_view folder) {
  return folder.empty() || (path.size() > folder.size() && path.starts_with(folder) && path[folder.size()] == '/');
}

bool ends_with_any(std::string_view name, std::initializer_list<std::string_view> endings) {
  return std::any_of(endings.begin(), endings.end(), [&](std::string_view ending) { return name.ends_with(ending); });
}

bool is_markdown(std::string_view path) { return ends_with_any(to_lower(path), {".md", ".markdown"}); }

bool is_dockerfile(std::string_view path) {
  const std::string name = to_lower(file_name_of(path));
  return name == "dockerfile" || name == "containerfile" || (name.starts_with("dockerfile.") && !name.ends_with(".dockerignore")) || name.ends_with(".dockerfile");
}

bool is_proxy_file(std::string_view path) {
  if (is_caddyfile(path)) return true;
  return to_lower(path).find("nginx") != std::string::npos && ends_with_any(path, {".conf", ".conf.template"});
}

bool is_env_template(std::string_view path) {
  const std::string name = file_name_of(path);
  if (name.find("env") == std::string::npos) return false;
  return ends_with_any(name, {".example", ".sample", ".template", ".dist"}) || name == "example.env" || name == "sample.env";
}

/// The nearest stack around `path`, or nothing.
FoundStack* owner_of(std::map<std::string, FoundStack>& stacks, std::string_view path) {
  FoundStack* owner = nullptr;
  for (auto& [folder, stack] : stacks) {
    if (lies_in(path, folder) && (!owner || folder.size() >= owner->folder.size())) owner = &stack;
  }
  return owner;
}

/// The one stack of ROOT takes the documents at the top, too: they can be about nothing else.
void widen_only_stack(const Tree& tree, std::map<std::string, FoundStack>& stacks) {
  if (stacks.size() != 1 || stacks.begin()->first.empty() || !has_document(tree.files, "")) return;
  FoundStack stack = std::move(stacks.begin()->second);
  stack.reason += fmt::format(" in \"{}\"; no other stack is there, so the documents at the top are about it", stack.folder);
  stack.folder.clear();
  stacks.clear();
  stacks.emplace("", std::move(stack));
}

/// A folder of documents, or one below it; the top of ROOT counts.
bool is_among_documents(std::string_view folder) {
  constexpr std::array usual{"docs", "doc", "documentation", "plans", "guides"};
  const std::vector<std::string_view> parts = split(folder, '/');
  return folder.empty() || std::any_of(parts.begin(), parts.end(), [&](std::string_view part) { return std::find(usual.begin(), usual.end(), part) != usual.end(); });
}

/// The stack whose folder is called like a document of no stack, or like the folder that the document stands in: docs/shop.md, docs/shop/plan.md.
FoundStack* stack_named_by(std::map<std::string, FoundStack>& stacks, const std::string& document) {
  const std::string name = file_name_of(document);
  FoundStack* found = nullptr;
  for (auto& [folder, stack] : stacks) {
    const std::string own = file_name_of(folder);
    const std::string around = folder_of(document);
    const bool called = own == name.substr(0, name.rfind('.')) && is_among_documents(around);
    // samples/shop/README.md is about another shop than shop/compose.yml.
    const bool in_called = own == file_name_of(around) && is_among_documents(folder_of(around)) && !around.empty() && !folder_of(around).empty();
    if (!called && !in_called) continue;
    if (found) return nullptr;  // two stacks of one name
    found = &stack;
  }
  return found;
}

void note_left_out(FileReader& reader, const Tree& tree, Discovery& discovery) {
  std::vector<LeftOut>& left_out = discovery.left_out;
  for (const std::string& path : hidden_documents(reader, tree.folders)) left_out.push_back({"", path, "lies in a hidden folder, whose texts are for tools"});
  for (const std::string& path : tree.files) {
    if (is_markdown(path) && !is_document(path)) left_out.push_back({"", path, "a licence, a change log or a code of conduct says nothing about a stack"});
  }
  for (const std::string& path : tree.folders) {
    if (is_skipped_folder(file_name_of(path)) && !file_name_of(path).starts_with('.')) left_out.push_back({"", path, "holds what tools make or fetch"});
  }
  std::sort(left_out.begin(), left_out.end(), [](const LeftOut& a, const LeftOut& b) { return a.path < b.path; });
}

void sort_in(FoundStack& stack, const std::string& path) {
  const std::string inside = path.substr(stack.folder.empty() ? 0 : stack.folder.size() + 1);
  if (is_document(path)) stack.documents.push_back(path);
  if (is_dockerfile(path)) stack.dockerfiles.push_back(path);
  if (is_proxy_file(inside)) stack.proxies.push_back(path);
  if (is_env_template(path)) stack.env_templates.push_back(path);
}

PathInventory inventory_of(const Tree& tree, const std::string& folder) {
  PathInventory paths{.files = {}, .folders = {}, .complete = tree.complete};
  const std::size_t cut = folder.empty() ? 0 : folder.size() + 1;
  const auto take = [&](const std::vector<std::string>& from, std::vector<std::string>& to) {
    for (const std::string& path : from) {
      if (lies_in(path, folder)) to.push_back(path.substr(cut));
    }
  };
  take(tree.files, paths.files);
  take(tree.folders, paths.folders);
  return paths;
}

}  // namespace

void name_stacks(std::vector<FoundStack>& stacks, const std::string& root_name) {
  std::map<std::string, int> uses;
  const auto last_name = [&](const FoundStack& stack) { return slug(stack.folder.empty() ? root_name : file_name_of(stack.folder)); };
  for (const FoundStack& stack : stacks) ++uses[last_name(stack)];
  std::set<std::string> taken;
  for (FoundStack& stack : stacks) {
    std::string name = last_name(stack);
    if (uses[name] > 1 && !stack.folder.empty()) {
      std::string whole = stack.folder;
      std::replace(whole.begin(), whole.end(), '/', '-');
      name = slug(whole);
    }
    stack.name = name;
    for (int i = 2; !taken.insert(stack.name).second; ++i) stack.name = fmt::format("{}-{}", name, i);
  }
  std::sort(stacks.begin(), stacks.end(), [](const FoundStack& a, const FoundStack& b) { return a.name < b.name; });
}

FoundStack gather_stack(const Discovery& discovery, const std::string& folder) {
  FoundStack stack;
  stack.folder = folder;
  const auto belongs = [&](const std::string& path) {
    return lies_in(path, folder) && std::none_of(discovery.stacks.begin(), discovery.stacks.end(), [&](const FoundStack& other) {
             return other.folder.size() >= folder.size() && lies_in(path, other.folder) && other.folder != folder;
           });
  };
  for (const std::string& file : discovery.tree.files) {
    if (belongs(file)) sort_in(stack, file);
  }
  stack.paths = inventory_of({discovery.tree.files, discovery.tree.folders, discovery.complete}, folder);
  return stack;
}

bool is_document(std::string_view path) {
  const std::string name = to_lower(file_name_of(path));
  if (!is_markdown(name)) return false;
  // Texts that every project copies: they say nothing about its stack.
  return !name.starts_with("license") && !name.starts_with("changelog") && !name.starts_with("code_of_conduct");
}

bool is_looked_at(std::string_view path) {
  const std::string folder = folder_of(path);
  int depth = 0;
  for (const std::string_view part : split(folder, '/')) {
    if (is_skipped_folder(part)) return false;
    depth += part.empty() ? 0 : 1;
  }
  return depth <= deepest_folder;
}

bool is_compose_file(std::string_view name) {
  const bool yaml = ends_with_any(name, {".yml", ".yaml"});
  for (const std::string_view stem : {"docker-compose", "compose"}) {
    if (!yaml || !name.starts_with(stem)) continue;
    const char next = name[stem.size()];
    if (next == '.' || next == '-' || next == '_') return true;
  }
  return false;
}

std::vector<std::string> qualifiers_of(std::string_view name) {
  name.remove_prefix(name.starts_with("docker-compose") ? 14 : 7);
  name = name.substr(0, name.rfind('.'));
  std::vector<std::string> words;
  while (!name.empty()) {
    const std::size_t begin = name.find_first_not_of(".-_");
    if (begin == std::string_view::npos) break;
    const std::size_t end = std::min(name.find_first_of(".-_", begin), name.size());
    words.emplace_back(name.substr(begin, end - begin));
    name.remove_prefix(end);
  }
  return words;
}

bool is_caddyfile(std::string_view path) {
  const std::string name = to_lower(file_name_of(path));
  return name == "caddyfile" || name.starts_with("caddyfile.") || name.ends_with(".caddyfile");
}

Discovery discover(FileReader& reader) {
  const Tree tree = walk(reader);
  Discovery discovery{.stacks = {}, .guide = {}, .left_out = {}, .complete = tree.complete};
  std::map<std::string, FoundStack> stacks = group_compose_files(reader, tree.files, discovery.left_out);
  widen_only_stack(tree, stacks);
  for (const std::string& file : tree.files) {
    if (FoundStack* owner = owner_of(stacks, file)) {
      sort_in(*owner, file);
    } else if (FoundStack* named = is_document(file) ? stack_named_by(stacks, file) : nullptr) {
      named->documents.push_back(file);
    } else if (is_document(file)) {
      discovery.guide.push_back(file);
    }
  }
  note_left_out(reader, tree, discovery);
  for (auto& [folder, stack] : stacks) {
    stack.paths = inventory_of(tree, folder);
    discovery.stacks.push_back(std::move(stack));
  }
  name_stacks(discovery.stacks, reader.root_name());
  discovery.tree = {tree.files, tree.folders, tree.complete};
  return discovery;
}

}  // namespace portolan::load
