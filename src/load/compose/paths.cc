#include "load/compose/paths.h"

#include <fmt/format.h>

#include "base/text.h"
#include "load/compose/path_table.h"

namespace portolan::load {

bool is_remote_context(std::string_view text) {
  if (text.find("://") != std::string_view::npos) return true;
  for (const std::string_view start : {"git@", "github.com/", "service:"}) {
    if (text.starts_with(start)) return true;
  }
  return false;
}

bool is_remote_file(std::string_view text) {
  if (text.find("://") != std::string_view::npos || text.find(".git#") != std::string_view::npos || text.ends_with(".git")) return true;
  for (const std::string_view start : {"git@", "github.com/", "oci:"}) {
    if (text.starts_with(start)) return true;
  }
  return false;
}

static bool is_drive(std::string_view text) {
  const bool letter = !text.empty() && ((text[0] >= 'a' && text[0] <= 'z') || (text[0] >= 'A' && text[0] <= 'Z'));
  return (letter && text.size() > 2 && text[1] == ':' && (text[2] == '\\' || text[2] == '/')) || text.starts_with("\\\\");
}

static std::string absolute_path(const FileReader& reader, const std::string& path) { return join_path(reader.root_path(), path); }

std::string relative_path(const FileReader& reader, const std::string& path, const std::string& folder) {
  std::string target = normal_path(path), base = normal_path(folder);
  // Only names tell how to get from one place outside the root to another.
  if (target.starts_with("..") || base.starts_with("..") || target.starts_with('/') || base.starts_with('/')) {
    target = absolute_path(reader, target);
    base = absolute_path(reader, base);
  }
  const auto to = split(target, '/'), from = split(base, '/');
  const std::size_t to_count = target.empty() ? 0 : to.size(), from_count = base.empty() ? 0 : from.size();
  std::size_t same = 0;
  while (same < to_count && same < from_count && to[same] == from[same]) ++same;
  std::string result = same == from_count ? "." : "";
  for (std::size_t i = same; i < from_count; ++i) result += result.empty() ? ".." : "/..";
  for (std::size_t i = same; i < to_count; ++i) result += fmt::format("/{}", to[i]);
  return result;
}

namespace {

enum class PathRule { context, file, mount, driver, keys };

const PathTable<PathRule>& path_rules() {
  static const PathTable<PathRule> table{
      {"services.*.build.context", PathRule::context},
      {"services.*.build.additional_contexts.*", PathRule::context},
      {"services.*.build.ssh", PathRule::keys},
      {"services.*.env_file.*.path", PathRule::file},
      {"services.*.label_file.*", PathRule::file},
      {"services.*.extends.file", PathRule::file},
      {"services.*.develop.watch.*.path", PathRule::file},
      {"services.*.volumes.*", PathRule::mount},
      {"configs.*.file", PathRule::file},
      {"secrets.*.file", PathRule::file},
      {"volumes.*", PathRule::driver},
  };
  return table;
}

class PathMover {
 public:
  PathMover(Loader& loader, const std::string& folder, const PathTarget& target) : loader_(loader), folder_(folder), target_(target) {}

  void walk(Value& value, const PathTable<PathRule>::Node* node) {
    if (!node) return;
    if (node->rule) apply(*node->rule, value);
    for (Entry& entry : value.entries) walk(entry.value, node->step(entry.key.value));
    for (Value& item : value.items) walk(item, node->step("*"));
  }

 private:
  void apply(PathRule rule, Value& value) {
    switch (rule) {
      case PathRule::context:
        if (value.is_scalar() && !value.text.empty() && !is_remote_context(value.text)) move(value);
        return;
      case PathRule::file:
        if (!value.text.empty()) move(value);
        return;
      case PathRule::keys: return move_keys(value);
      case PathRule::mount:
        if (const Value* type = value.find("type"); type && type->text == "bind") {
          if (Value* source = value.find("source"); source && !source->text.empty()) move(*source);
        }
        return;
      case PathRule::driver: {
        Value* options = value.find("driver_opts");
        const Value* kind = options ? options->find("o") : nullptr;
        if (!kind || kind->text != "bind") return;
        if (Value* device = options->find("device")) move(*device);
        return;
      }
    }
  }

  /// ID=PATH in either form; an ID alone is no path.
  void move_keys(Value& value) {
    for (Entry& entry : value.entries) {
      if (!entry.value.text.empty()) move(entry.value);
    }
    for (Value& item : value.items) {
      const std::size_t cut = item.text.find('=');
      if (cut == std::string::npos) continue;
      Value path = make_string(item.text.substr(cut + 1), item.span);
      move(path);
      item.text = item.text.substr(0, cut + 1) + path.text;
    }
  }

  void move(Value& value) {
    if (value.kind != ValueKind::string || value.text.starts_with('/') || is_drive(value.text)) return;
    if (!loader_.options.interpolate && value.text.find('$') != std::string::npos) return;
    if (value.text.starts_with('~')) {
      const auto home = loader_.options.process.find("HOME");
      const bool alone = value.text.size() == 1 || value.text[1] == '/';
      if (home != loader_.options.process.end() && alone) value.text = home->second + value.text.substr(1);
      return;
    }
    const std::string path = join_path(folder_, value.text);
    if (target_.absolute) {
      value.text = absolute_path(loader_.reader, path);
    } else {
      value.text = relative_path(loader_.reader, path, target_.folder);
    }
  }

  Loader& loader_;
  const std::string& folder_;
  const PathTarget& target_;
};

}  // namespace

void move_paths(Loader& loader, Value& model, const std::string& folder, const PathTarget& target) {
  PathMover(loader, folder, target).walk(model, path_rules().root());
}

}  // namespace portolan::load
