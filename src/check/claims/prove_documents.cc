#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "base/file_reader.h"
#include "base/text.h"
#include "check/claims/provers.h"
#include "check/claims/words.h"

namespace portolan::check {
namespace {

// ---- commands

std::vector<std::string> compose_names(const Stack& stack) {
  std::vector<std::string> names;
  for (const Environment& environment : stack.environments) {
    for (const std::string& path : environment.compose_paths) {
      if (std::find(names.begin(), names.end(), path) == names.end()) names.push_back(path);
    }
  }
  return names;
}

std::optional<Judgement> judge_files(const Scene& scene, const RunsCommand& fact) {
  for (const Spanned<std::string>& file : fact.files) {
    const std::string path = normal_path(unquoted(file.value));
    if (looks_like_placeholder(file.value)) return open(fmt::format("{} is a placeholder", quoted(file.value)));
    const std::vector<std::string> known = compose_names(scene.stack);
    const bool named = std::any_of(known.begin(), known.end(), [&](const std::string& name) { return name == path || file_name_of(name) == path; });
    if (named || scene.stack.paths.has_file(path)) continue;
    if (!scene.stack.paths.complete || path.starts_with("..") || path.starts_with('/')) return open(fmt::format("{} lies outside what was read", quoted(path)));
    return refuted(fmt::format("no compose file is called {}", quoted(path)), file.span, {});
  }
  return std::nullopt;
}

std::optional<Judgement> judge_profiles(const Scene& scene, const RunsCommand& fact) {
  for (const Spanned<std::string>& profile : fact.profiles) {
    if (looks_like_placeholder(profile.value)) continue;
    const bool known = std::any_of(scene.environment.services.begin(), scene.environment.services.end(), [&](const Service& service) {
      return std::any_of(service.profiles.begin(), service.profiles.end(), [&](const auto& own) { return own.value == profile.value; });
    });
    if (!known) return refuted(fmt::format("no service has profile {}", quoted(profile.value)), profile.span, {});
  }
  return std::nullopt;
}

}  // namespace

Judgement prove(const RunsCommand& fact, const Scene& scene) {
  if (const auto judgement = judge_files(scene, fact)) return *judgement;
  if (const auto judgement = judge_profiles(scene, fact)) return *judgement;
  std::vector<Span> evidence;
  for (const Spanned<std::string>& written : fact.services) {
    if (looks_like_placeholder(written.value)) return open(fmt::format("{} is a placeholder", quoted(written.value)));
    const Service* service = scene.environment.find_service(written.value);
    if (!service) {
      return refuted(fmt::format("compose defines no service {}", quoted(written.value)), written.span, {});
    }
    evidence.push_back(place_of(*service));
  }
  if (evidence.empty() && !scene.environment.compose_files.empty()) evidence.push_back({scene.environment.compose_files.front(), 0, 0});
  return holds(fact.services.empty() ? "its compose files exist" : "its compose files and services exist", std::move(evidence));
}

Judgement prove(const ComparesAspect& fact, const Scene&) {
  return open(fmt::format("nothing in the files can prove what stands under {}", quoted(fact.aspect)));
}

// ---- files

namespace {

/// Files that the stack itself names but that each user makes, or that appear when it runs: secrets, env files, and what lies in a bind mount.
std::optional<std::string> made_by_use(const Stack& stack, std::string_view path) {
  if (file_name_of(path).starts_with(".env")) return fmt::format("{} is made by whoever runs the stack", quoted(path));
  for (const Environment& environment : stack.environments) {
    for (const Secret& secret : environment.secrets) {
      if (secret.file && normal_path(secret.file->value) == path) return fmt::format("{} holds a secret and is made by whoever runs the stack", quoted(path));
    }
    for (const Service& service : environment.services) {
      for (const Mount& mount : service.mounts) {
        const std::string source = mount.type == MountType::bind ? normal_path(mount.source) : std::string();
        if (!source.empty() && path.starts_with(source + "/")) return fmt::format("{} lies in a folder that containers write to", quoted(path));
      }
    }
  }
  return std::nullopt;
}

bool exists(const PathInventory& paths, const std::string& path) { return paths.has_file(path) || paths.has_folder(path); }

/// The folder of the document, seen from the stack's folder.
std::string document_folder(const Scene& scene) {
  const std::string& folder = scene.stack.folder;
  const std::string document = folder_of(scene.plan.path);
  if (folder.empty() || !document.starts_with(folder)) return document;
  return document.size() > folder.size() ? document.substr(folder.size() + 1) : "";
}

/// A path as a document writes it: from its own folder, from the stack's folder, or the end of a longer one ("settings.py").
bool is_in_inventory(const Scene& scene, const std::string& path, const std::string& from_document) {
  const PathInventory& paths = scene.stack.paths;
  if (exists(paths, path) || exists(paths, from_document)) return true;
  const std::string tail = "/" + path;
  const auto ends = [&](const std::string& candidate) { return candidate.ends_with(tail); };
  return std::any_of(paths.files.begin(), paths.files.end(), ends) || std::any_of(paths.folders.begin(), paths.folders.end(), ends);
}

/// Names that mean a file of the repository wherever they stand; others may be files of an image or of the reader.
bool must_be_here(const PathInventory& paths, std::string_view path) {
  const std::string name = file_name_of(path);
  const bool yaml = name.ends_with(".yml") || name.ends_with(".yaml");
  const bool compose = yaml && (name.starts_with("docker-compose") || name.starts_with("compose"));
  const std::size_t slash = path.find('/');
  const bool below_known_folder = slash != std::string_view::npos && paths.has_folder(path.substr(0, slash));
  return compose || name == "Dockerfile" || name.starts_with("Dockerfile.") || name.ends_with(".md") || below_known_folder;
}

}  // namespace

Judgement prove(const NamesFile& fact, const Scene& scene) {
  std::string written = unquoted(fact.path.value);
  written = written.substr(0, written.find('#'));
  if (written.empty() || looks_like_placeholder(written)) return open(fmt::format("{} is a placeholder", quoted(fact.path.value)));
  if (written.starts_with('/') || written.starts_with('~')) return open(fmt::format("{} is no path of this stack", quoted(written)));
  const std::string from_document = normal_path(join_path(document_folder(scene), written));
  const std::string path = written.starts_with("..") ? from_document : normal_path(written);
  if (is_in_inventory(scene, path, from_document)) {
    // The document itself is the place: what exists on the disk has no line to show.
    return holds(fmt::format("{} exists", quoted(path)), {});
  }
  if (const auto reason = made_by_use(scene.stack, path)) return open(*reason);
  if (!scene.stack.paths.complete || path.starts_with("..")) return open(fmt::format("{} lies outside what was read", quoted(path)));
  if (!must_be_here(scene.stack.paths, path)) return open(fmt::format("{} is not in this stack's folder", quoted(path)));
  return refuted(fmt::format("{} does not exist", quoted(path)), fact.path.span, {});
}

}  // namespace portolan::check
