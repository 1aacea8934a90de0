#include "render/links.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "base/file_reader.h"
#include "base/hash.h"
#include "base/text.h"

namespace portolan::render {

std::string relative_link(std::string_view from, std::string_view to) {
  const std::string_view anchor = to.substr(std::min(to.find('#'), to.size()));
  to.remove_suffix(anchor.size());
  if (from == to) return anchor.empty() ? std::string(to.substr(to.rfind('/') + 1)) : std::string(anchor);
  const std::vector<std::string_view> here = split(from, '/'), there = split(to, '/');
  std::size_t same = 0;
  while (same + 1 < here.size() && same + 1 < there.size() && here[same] == there[same]) ++same;
  std::string out;
  for (std::size_t i = same + 1; i < here.size(); ++i) out += "../";
  for (std::size_t i = same; i < there.size(); ++i) out += fmt::format("{}{}", there[i], i + 1 < there.size() ? "/" : "");
  return out.append(anchor);
}

std::vector<std::string> unique_slugs(const std::vector<std::string>& names, const std::vector<std::string>& reserved) {
  constexpr std::size_t longest = 80;
  std::set<std::string, std::less<>> taken(reserved.begin(), reserved.end());
  std::vector<std::string> slugs;
  slugs.reserve(names.size());
  for (const std::string& name : names) {
    std::string base = slug(name);
    base.erase(0, std::min(base.find_first_not_of("-."), base.size()));
    if (base.empty()) base = "unnamed";
    // A long name keeps its start and gets the hash of the whole: the same name has the same page in every build.
    if (base.size() > longest) base = fmt::format("{}-{}", base.substr(0, longest - 17), hex(hash_bytes(name)));
    std::string candidate = base;
    for (int number = 2; !taken.insert(candidate).second; ++number) candidate = fmt::format("{}-{}", base, number);
    slugs.push_back(std::move(candidate));
  }
  return slugs;
}

std::string heading_id(std::string_view anchor) {
  const bool letter = !anchor.empty() && anchor.front() >= 'a' && anchor.front() <= 'z';
  return letter ? std::string(anchor) : fmt::format("S-{}", anchor);
}

std::string finding_id(std::string_view fingerprint) { return fmt::format("F-{}", fingerprint); }
std::string entity_id(std::string_view kind, std::string_view name) {
  const bool plain = !name.empty() && name.size() <= 200 && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.';
  });
  return plain ? fmt::format("{}-{}", kind, name) : std::string();
}
std::string line_id(int line) { return fmt::format("L{}", line); }

template <class List, class Name>
static std::vector<std::string> names_of(const List& list, Name name) {
  std::vector<std::string> names;
  for (const auto& item : list) names.push_back(name(item));
  return names;
}

static std::string without_markdown_ending(std::string_view path) {
  std::string_view name = path.substr(path.rfind('/') + 1);
  if (name.ends_with(".md")) name.remove_suffix(3);
  return std::string(name);
}

static std::string path_in_stack(const Stack& stack, std::string_view path) {
  if (!stack.folder.empty() && path.starts_with(stack.folder + "/")) path.remove_prefix(stack.folder.size() + 1);
  return std::string(path);
}

/// A plan goes by its file's name. Where several have the same one, that in the stack's folder keeps it, and the others get their folder in front
/// ("backend-agents"), or the whole path where that is not enough: so the order of the files decides nothing.
static std::vector<std::string> plan_names(const Stack& stack) {
  std::map<std::string, std::size_t> plain, with_folder;
  const auto folder_name = [&](const Plan& plan) {
    const std::string folder = folder_of(path_in_stack(stack, plan.path));
    return file_name_of(folder) + (folder.empty() ? "" : "-") + without_markdown_ending(plan.path);
  };
  for (const Plan& plan : stack.plans) {
    ++plain[slug(without_markdown_ending(plan.path))];
    ++with_folder[slug(folder_name(plan))];
  }
  return names_of(stack.plans, [&](const Plan& plan) {
    const std::string path = path_in_stack(stack, plan.path), name = without_markdown_ending(plan.path);
    const bool keeps_name = plain[slug(name)] == 1 || folder_of(path).empty();
    if (keeps_name) return name;
    if (with_folder[slug(folder_name(plan))] == 1) return folder_name(plan);
    std::string whole = path;
    std::replace(whole.begin(), whole.end(), '/', '-');
    return without_markdown_ending(whole);
  });
}

Links::Links(const Handbook& handbook, const SourceMap& sources) : sources_(sources) {
  const auto folders = unique_slugs(names_of(handbook.stacks, [](const Stack& stack) { return stack.name; }), {"assets", "guide", "rules", "index.html"});
  for (std::size_t i = 0; i < handbook.stacks.size(); ++i) add_stack(handbook.stacks[i], folders[i]);
  guide_ = unique_slugs(names_of(handbook.guide, [](const Plan& plan) { return without_markdown_ending(plan.path); }));
  for (std::size_t i = 0; i < guide_.size(); ++i) add_document(handbook.guide[i], guide(i));
  std::sort(source_pages_.begin(), source_pages_.end(), [](const SourcePage& a, const SourcePage& b) { return a.path < b.path; });
}

void Links::add_stack(const Stack& stack, std::string folder) {
  StackLinks& links = stacks_.emplace_back(StackLinks{.folder = std::move(folder), .environments = {}, .plans = {}});
  const auto folders = unique_slugs(names_of(stack.environments, [](const Environment& environment) { return environment.name; }),
                                    {"plan", "source", "index.html", "compare.html", "findings.html", "commands.html", "troubleshooting.html"});
  for (std::size_t i = 0; i < stack.environments.size(); ++i) {
    const std::vector<Service>& services = stack.environments[i].services;
    EnvironmentLinks& environment = links.environments.emplace_back(EnvironmentLinks{.folder = folders[i], .services = {}, .by_name = {}});
    environment.services = unique_slugs(names_of(services, [](const Service& service) { return service.name.value; }), {"index"});
    for (std::size_t k = 0; k < services.size(); ++k) environment.by_name.emplace(services[k].name.value, k);
  }
  links.plans = unique_slugs(plan_names(stack));
  const std::size_t index = stacks_.size() - 1;
  for (std::size_t i = 0; i < stack.plans.size(); ++i) add_document(stack.plans[i], plan(index, i));
  add_sources(stack, index);
}

void Links::add_document(const Plan& plan, std::string path) {
  documents_.emplace(plan.file, DocumentLink{std::move(path), anchor_lines(plan, sources_)});
}

/// Files that the model was made from and whose secrets are therefore marked. A file that could not be read as what it is has no page: nobody
/// knows which of its words are secret.
static std::vector<FileId> readable_files(const Stack& stack) {
  std::vector<FileId> files;
  for (const Environment& environment : stack.environments) {
    if (environment.broken) continue;
    files.insert(files.end(), environment.compose_files.begin(), environment.compose_files.end());
    for (const Service& service : environment.services) {
      for (const Span& span : service.definitions) files.push_back(span.file);
    }
  }
  for (const Dockerfile& dockerfile : stack.dockerfiles) files.push_back(dockerfile.file);
  for (const ProxyConfig& proxy : stack.proxies) files.push_back(proxy.file);
  for (const EnvTemplate& variables : stack.env_templates) files.push_back(variables.file);
  for (const PackageManifest& package : stack.packages) files.push_back(package.file);
  return files;
}

void Links::add_sources(const Stack& stack, std::size_t index) {
  std::vector<FileId> files = readable_files(stack);
  // What stands in a fence has the page of its document.
  std::transform(files.begin(), files.end(), files.begin(), [&](FileId file) { return file == FileId::none ? file : sources_.original(Span{file, 0, 0}).file; });
  std::set<FileId> broken;
  for (const Diagnostic& problem : stack.problems) {
    const bool unread = problem.rule.starts_with("yaml-") || problem.rule == "not-utf8";
    if (unread && problem.severity == Severity::error) broken.insert(sources_.original(problem.span).file);
  }
  std::sort(files.begin(), files.end());
  files.erase(std::unique(files.begin(), files.end()), files.end());
  std::erase_if(files, [&](FileId file) {
    return file == FileId::none || !sources_.loaded(file) || source_of_.contains(file) || documents_.contains(file) || broken.contains(file);
  });
  const auto slugs = unique_slugs(names_of(files, [&](FileId file) { return path_in_stack(stack, sources_.path(file)); }));
  for (std::size_t i = 0; i < files.size(); ++i) add_source(files[i], index, slugs[i]);
}

void Links::add_source(FileId file, std::size_t stack, std::string_view slug) {
  int lines = sources_.line_count(file);
  if (lines > 1 && sources_.text(sources_.line_span(file, lines)).empty()) --lines;  // what stands behind the last line break is no line
  std::vector<std::string>& pages = source_of_[file];
  for (int first = 1; first <= std::max(1, lines); first += source_page_lines) {
    // Slugs have no slash, so parts in folders of their own meet no other file's page.
    const std::string part = pages.empty() ? "" : fmt::format("part-{}/", pages.size() + 1);
    pages.push_back(fmt::format("{}/source/{}{}.html", stacks_[stack].folder, part, slug));
    source_pages_.push_back({file, stack, pages.back(), first, std::min(lines, first + source_page_lines - 1)});
  }
}

std::string Links::overview(std::size_t stack) const { return stacks_.at(stack).folder + "/index.html"; }
std::string Links::compare(std::size_t stack) const { return stacks_.at(stack).folder + "/compare.html"; }
std::string Links::findings(std::size_t stack) const { return stacks_.at(stack).folder + "/findings.html"; }
std::string Links::commands(std::size_t stack) const { return stacks_.at(stack).folder + "/commands.html"; }
std::string Links::troubleshooting(std::size_t stack) const { return stacks_.at(stack).folder + "/troubleshooting.html"; }

std::string Links::plan(std::size_t stack, std::size_t plan) const {
  return fmt::format("{}/plan/{}.html", stacks_.at(stack).folder, stacks_.at(stack).plans.at(plan));
}

static std::string in_environment(std::string_view stack, std::string_view environment, std::string_view page) {
  return fmt::format("{}/{}/{}.html", stack, environment, page);
}

std::string Links::architecture(std::size_t stack, std::size_t environment) const {
  return in_environment(stacks_.at(stack).folder, stacks_.at(stack).environments.at(environment).folder, "architecture");
}
std::string Links::ports(std::size_t stack, std::size_t environment) const {
  return in_environment(stacks_.at(stack).folder, stacks_.at(stack).environments.at(environment).folder, "ports");
}
std::string Links::networks(std::size_t stack, std::size_t environment) const {
  return in_environment(stacks_.at(stack).folder, stacks_.at(stack).environments.at(environment).folder, "networks");
}
std::string Links::volumes(std::size_t stack, std::size_t environment) const {
  return in_environment(stacks_.at(stack).folder, stacks_.at(stack).environments.at(environment).folder, "volumes");
}
std::string Links::variables(std::size_t stack, std::size_t environment) const {
  return in_environment(stacks_.at(stack).folder, stacks_.at(stack).environments.at(environment).folder, "variables");
}
std::string Links::builds(std::size_t stack, std::size_t environment) const {
  return in_environment(stacks_.at(stack).folder, stacks_.at(stack).environments.at(environment).folder, "builds");
}
std::string Links::health(std::size_t stack, std::size_t environment) const {
  return in_environment(stacks_.at(stack).folder, stacks_.at(stack).environments.at(environment).folder, "health");
}
std::string Links::routes(std::size_t stack, std::size_t environment) const {
  return in_environment(stacks_.at(stack).folder, stacks_.at(stack).environments.at(environment).folder, "routes");
}
std::string Links::settings(std::size_t stack, std::size_t environment) const {
  return in_environment(stacks_.at(stack).folder, stacks_.at(stack).environments.at(environment).folder, "settings");
}
std::string Links::services(std::size_t stack, std::size_t environment) const {
  return in_environment(stacks_.at(stack).folder, stacks_.at(stack).environments.at(environment).folder, "services/index");
}
std::string Links::service(std::size_t stack, std::size_t environment, std::size_t service) const {
  const EnvironmentLinks& links = stacks_.at(stack).environments.at(environment);
  return in_environment(stacks_.at(stack).folder, links.folder, "services/" + links.services.at(service));
}
std::optional<std::string> Links::service(std::size_t stack, std::size_t environment, std::string_view service_name) const {
  const EnvironmentLinks& links = stacks_.at(stack).environments.at(environment);
  const auto found = links.by_name.find(service_name);
  if (found == links.by_name.end()) return std::nullopt;
  return service(stack, environment, found->second);
}

std::string Links::guide(std::size_t document) const { return fmt::format("guide/{}.html", guide_.at(document)); }
std::string Links::rule(std::string_view name) const { return fmt::format("rules/{}.html", slug(name)); }
std::string Links::asset(std::string_view name) const { return fmt::format("assets/{}", name); }

std::optional<std::string> Links::place(const Span& span) const {
  if (!span.known()) return std::nullopt;
  const Span original = sources_.original(span);
  const int line = sources_.locate(original).line;
  if (const auto found = documents_.find(original.file); found != documents_.end()) {
    const std::vector<int>& lines = found->second.lines;
    const auto after = std::upper_bound(lines.begin(), lines.end(), line);
    return after == lines.begin() ? found->second.path : fmt::format("{}#L{}", found->second.path, *std::prev(after));
  }
  const auto found = source_of_.find(original.file);
  if (found == source_of_.end()) return std::nullopt;
  const auto part = std::min(static_cast<std::size_t>((line - 1) / source_page_lines), found->second.size() - 1);
  return fmt::format("{}#{}", found->second[part], line_id(line));
}

std::optional<std::string> Links::file(std::string_view path) const {
  const std::optional<FileId> file = sources_.find(path);
  if (!file) return std::nullopt;
  if (const auto found = documents_.find(*file); found != documents_.end()) return found->second.path;
  if (const auto found = source_of_.find(*file); found != source_of_.end()) return found->second.front();
  return std::nullopt;
}

static void add_lines(const std::vector<Block>& blocks, const SourceMap& sources, std::vector<int>& lines) {
  const auto add = [&](const Span& span) {
    if (span.known()) lines.push_back(sources.locate(span).line);
  };
  for (const Block& block : blocks) {
    add(block.span);
    for (const TableRow& row : block.rows) add(row.span);
    add_lines(block.children, sources, lines);
  }
}

std::vector<int> anchor_lines(const Plan& plan, const SourceMap& sources) {
  std::vector<int> lines;
  for (const Section& section : plan.sections) {
    if (section.level > 0 && section.span.known()) lines.push_back(sources.locate(section.span).line);
    add_lines(section.blocks, sources, lines);
  }
  std::sort(lines.begin(), lines.end());
  lines.erase(std::unique(lines.begin(), lines.end()), lines.end());
  return lines;
}

}  // namespace portolan::render
