// Files, folders and headings that a document refers to: are they there?
#include <algorithm>
#include <array>
#include <optional>

#include <fmt/format.h>

#include "base/file_reader.h"
#include "base/percent.h"
#include "base/text.h"
#include "check/claims/provers.h"
#include "check/claims/words.h"

namespace portolan::check {
namespace {

/// Files that the stack itself names but that each user makes: secrets and env files.
std::optional<std::string> made_by_users(const Stack& stack, std::string_view path) {
  // Docker joins an override file by itself, so that everybody can have an own one.
  const bool own_file = file_name_of(path).starts_with(".env") || file_name_of(path).find(".override.") != std::string::npos;
  if (own_file) return fmt::format("{} is made by whoever runs the stack", quoted(path));
  for (const Environment& environment : stack.environments) {
    for (const Secret& secret : environment.secrets) {
      if (secret.file && normal_path(secret.file->value) == path) return fmt::format("{} holds a secret and is made by whoever runs the stack", quoted(path));
    }
  }
  return std::nullopt;
}

/// The same, and what appears when the stack runs, in a bind mount.
std::optional<std::string> made_by_use(const Stack& stack, std::string_view path) {
  if (auto reason = made_by_users(stack, path)) return reason;
  for (const Environment& environment : stack.environments) {
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

/// The start of the file, when it is one that was read; other files have no text to show.
std::vector<Span> places_of_file(const Scene& scene, const std::string& path, const std::string& from_document) {
  for (const std::string& candidate : {path, from_document}) {
    const std::optional<FileId> file = scene.sources.find(normal_path(join_path(scene.stack.folder, candidate)));
    if (file && scene.sources.loaded(*file)) return {Span{*file, 0, 0}};
  }
  return {};
}

std::string extension_of(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  return dot == std::string_view::npos ? std::string() : std::string(name.substr(dot));
}

/// Names that mean a file of the repository wherever they stand; others may be files of an image, of another program, or of the reader. A folder that
/// holds other files of the kind would hold this one, too.
bool must_be_here(const PathInventory& paths, std::string_view path) {
  const std::string name = file_name_of(path), folder = folder_of(path), extension = extension_of(name);
  const bool yaml = extension == ".yml" || extension == ".yaml";
  // The plain names are used for any compose file, "docker-compose.dev.yml" is a certain one.
  const bool compose = yaml && (name.starts_with("docker-compose.") || name.starts_with("compose.")) && std::count(name.begin(), name.end(), '.') > 1;
  if (compose || name.starts_with("Dockerfile.") || extension == ".md") return true;
  return !folder.empty() && paths.has_folder(folder) && std::any_of(paths.files.begin(), paths.files.end(), [&](const std::string& file) {
    return folder_of(file) == folder && extension_of(file_name_of(file)) == extension;
  });
}

// ---- lines of file trees

/// Folders whose content is not listed, and what tools and users make in a working copy.
bool is_made(std::string_view name) {
  constexpr auto made = std::to_array<std::string_view>({"__pycache__", "backups", "bower_components", "build", "certs", "coverage", "data", "dist", "logs", "media", "node_modules", "secrets", "ssl", "static",
                                                         "staticfiles", "target", "tmp", "uploads", "vendor", "venv"});
  return std::find(made.begin(), made.end(), name) != made.end() || name.ends_with(".log") || name.ends_with(".pem") || name.ends_with(".key") || name.ends_with(".crt") || name.ends_with(".sqlite3");
}

bool has_made_part(std::string_view path) {
  const std::vector<std::string_view> parts = split(path, '/');
  return std::any_of(parts.begin(), parts.end(), is_made);
}

/// Folders below this depth are not listed.
constexpr std::ptrdiff_t deepest_listed = 6;

std::string without_slash(std::string path) {
  while (path.ends_with('/')) path.pop_back();
  return path;
}

/// A line of a tree is seen from the stack's folder, from the tree's own root below it, or from the document's folder.
std::optional<std::string> find_listed(const Scene& scene, const std::string& path, const std::string& root) {
  const PathInventory& paths = scene.stack.paths;
  std::vector<std::string> candidates{path, normal_path(join_path(document_folder(scene), path))};
  if (!root.empty()) {
    candidates.push_back(normal_path(root + "/" + path));
    candidates.push_back(normal_path(join_path(document_folder(scene), root + "/" + path)));
  }
  for (const std::string& candidate : candidates) {
    if (exists(paths, candidate)) return candidate;
  }
  return std::nullopt;
}

/// Whether the tree speaks of this stack at all: of the lines around this one, some are there.
bool is_tree_of_stack(const Scene& scene, const NamesFile& fact) {
  constexpr std::ptrdiff_t around = 40;
  const std::vector<Statement>& all = scene.plan.statements;
  const std::ptrdiff_t here = &scene.statement - all.data();
  if (here < 0 || here >= static_cast<std::ptrdiff_t>(all.size())) return true;  // a statement of its own
  std::ptrdiff_t listed = 0, found = 0;
  for (std::ptrdiff_t i = std::max<std::ptrdiff_t>(0, here - around); i < std::min<std::ptrdiff_t>(here + around, static_cast<std::ptrdiff_t>(all.size())); ++i) {
    const auto* other = std::get_if<NamesFile>(&all[static_cast<std::size_t>(i)].fact);
    if (!other || !other->listed || other->root != fact.root || all[static_cast<std::size_t>(i)].section != scene.statement.section) continue;
    const std::string path = without_slash(other->path.value);
    if (has_made_part(path) || leads_into_hidden(path)) continue;  // tells nothing
    ++listed;
    if (find_listed(scene, path, other->root)) ++found;
  }
  return found * 2 >= listed;
}

Judgement judge_listed(const Scene& scene, const NamesFile& fact) {
  const bool folder = fact.path.value.ends_with('/');
  const std::string path = without_slash(fact.path.value);
  if (const auto found = find_listed(scene, path, fact.root)) {
    if (folder && scene.stack.paths.has_file(*found)) return refuted(fmt::format("{} is a file", quoted(*found)), fact.path.span, {});
    return holds(fmt::format("{} exists", quoted(*found)), places_of_file(scene, *found, *found));
  }
  if (const auto reason = made_by_users(scene.stack, path)) return open(*reason);
  if (has_made_part(path)) return open(fmt::format("{} is made by tools or users", quoted(path)));
  const bool unseen = !scene.stack.paths.complete || leads_into_hidden(path) || std::count(path.begin(), path.end(), '/') > deepest_listed;
  if (unseen) return open(fmt::format("{} lies outside what was read", quoted(path)));
  if (!is_tree_of_stack(scene, fact)) return open("most of this tree is not in this stack's folder");
  const std::string above = folder_of(path);
  if (!above.empty() && !find_listed(scene, above, fact.root)) return open(fmt::format("its folder {} does not exist", quoted(above)));
  return refuted(fmt::format("{} does not exist", quoted(path)), fact.path.span, {});
}

// ---- places in documents

/// The document at `path`; nullptr for none that was read as one.
const Plan* find_plan(const Stack& stack, const std::string& path) {
  const auto found = std::find_if(stack.plans.begin(), stack.plans.end(), [&](const Plan& plan) { return plan.path == path; });
  return found == stack.plans.end() ? nullptr : &*found;
}

/// Letters and digits alone: other programs than GitHub make other anchors of the same title.
std::string bare(std::string_view anchor) {
  std::string text;
  for (const char c : anchor) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80) text.push_back(c);
    if (c >= 'A' && c <= 'Z') text.push_back(static_cast<char>(c - 'A' + 'a'));
  }
  return text;
}

/// `<a name="x">`, `id=x`, "{#x}".
bool has_own_anchor(std::string_view text, const std::string& anchor) {
  for (const std::string_view before : {"name=\"", "id=\"", "name='", "id='", "name=", "id=", "{#", "{ #", "{: #"}) {
    const std::string words = std::string(before) + anchor;
    for (std::size_t at = text.find(words); at != std::string_view::npos; at = text.find(words, at + 1)) {
      const std::size_t end = at + words.size();
      if (end >= text.size() || std::string_view("\"' >}\n/").find(text[end]) != std::string_view::npos) return true;
    }
  }
  return false;
}

/// Behind "#"; else it is a section that prose names.
bool is_link_target(const Scene& scene, const Span& span) { return span.begin > 0 && scene.sources.text(Span{span.file, span.begin - 1, span.begin}) == "#"; }

/// "3.2" means the heading "3.2 Networks" or "3.2. Networks".
bool begins_with_number(std::string_view title, std::string_view number) {
  if (number.find_first_not_of("0123456789.") != std::string_view::npos || !title.starts_with(number)) return false;
  const std::string_view rest = title.substr(number.size());
  return rest.empty() || rest.front() == ' ' || rest.front() == ':' || rest.front() == ')' || (rest.front() == '.' && (rest.size() == 1 || rest[1] == ' '));
}

Judgement judge_anchor(const Scene& scene, const Plan& plan, const Spanned<std::string>& written) {
  const std::string anchor = decode_percent(written.value);
  if (anchor.empty() || equals_ignoring_case(anchor, "top") || anchor.starts_with(":~:")) return holds("it leads to the top", {{plan.file, 0, 0}});
  for (const Section& section : plan.sections) {
    if (section.level > 0 && (section.anchor == anchor || equals_ignoring_case(section.anchor, anchor))) return holds(fmt::format("there is a heading {}", quoted(section.title.value)), {section.title.span});
  }
  for (const Section& section : plan.sections) {
    const bool same = bare(section.anchor) == bare(anchor) || begins_with_number(section.title.value, anchor);
    if (section.level > 0 && !bare(anchor).empty() && same) return holds(fmt::format("there is a heading {}", quoted(section.title.value)), {section.title.span});
  }
  if (has_own_anchor(scene.sources.text(plan.file), anchor)) return holds("the document sets this anchor itself", {{plan.file, 0, 0}});
  if (anchor.starts_with("user-content-") || anchor.starts_with("fn") || anchor.starts_with("L")) return open(fmt::format("{} is no anchor of a heading", quoted(anchor)));
  if (written.span.file == plan.file && scene.sources.text(written.span) == written.value && !is_link_target(scene, written.span)) {
    return refuted(fmt::format("there is no section {}", quoted(anchor)), written.span, {});
  }
  return refuted(fmt::format("no heading of {} has the anchor {}", quoted(plan.path), quoted(anchor)), written.span, {});
}

Judgement judge_path(const Scene& scene, const NamesFile& fact) {
  std::string written = unquoted(fact.path.value);
  written = written.substr(0, written.find('#'));
  if (written.empty() || looks_like_placeholder(written)) return open(fmt::format("{} is a placeholder", quoted(fact.path.value)));
  if (written.starts_with('/') || written.starts_with('~')) return open(fmt::format("{} is no path of this stack", quoted(written)));
  // A file may be called "100%20.md", but a link nearly always means "100 .md".
  if (!is_in_inventory(scene, normal_path(written), normal_path(join_path(document_folder(scene), written)))) written = decode_percent(written);
  const std::string from_document = normal_path(join_path(document_folder(scene), written));
  const std::string path = written.starts_with("..") ? from_document : normal_path(written);
  if (is_in_inventory(scene, path, from_document)) {
    return holds(fmt::format("{} exists", quoted(path)), places_of_file(scene, path, from_document));
  }
  if (const auto reason = made_by_use(scene.stack, path)) return open(*reason);
  // A document beside the stack's folder names files beside it, too.
  const std::string& folder = scene.stack.folder;
  const bool from_outside = !folder.empty() && !scene.plan.path.starts_with(folder + "/");
  const bool elsewhere = from_outside || path.starts_with("..") || leads_into_hidden(path);
  if (!scene.stack.paths.complete || elsewhere) return open(fmt::format("{} lies outside what was read", quoted(path)));
  if (!must_be_here(scene.stack.paths, path)) return open(fmt::format("{} is not in this stack's folder", quoted(path)));
  return refuted(fmt::format("{} does not exist", quoted(path)), fact.path.span, {});
}

}  // namespace

Judgement prove(const NamesFile& fact, const Scene& scene) {
  if (fact.listed) return judge_listed(scene, fact);
  if (fact.path.value.empty() && fact.anchor) return judge_anchor(scene, scene.plan, *fact.anchor);
  Judgement judgement = judge_path(scene, fact);
  if (judgement.proof != Proof::holds || !fact.anchor) return judgement;
  const std::string path = decode_percent(fact.path.value);
  for (const std::string& candidate : {normal_path(join_path(folder_of(scene.plan.path), path)), normal_path(join_path(scene.stack.folder, path))}) {
    if (const Plan* plan = find_plan(scene.stack, candidate)) return judge_anchor(scene, *plan, *fact.anchor);
  }
  return judgement;
}

}  // namespace portolan::check
