#include "load/told_runs.h"

#include <algorithm>
#include <array>
#include <set>

#include "base/file_reader.h"
#include "base/text.h"
#include "load/markdown/compose_call.h"
#include "load/markdown/shell_text.h"

namespace portolan::load {

namespace {

class Collector {
 public:
  explicit Collector(const std::vector<ComposeOutline>& files) {
    for (const ComposeOutline& file : files) {
      known_.insert(file.path);
      folders_.insert(folder_of(file.path));
    }
  }

  void add(const std::string& place, const std::vector<Spanned<std::string>>& files) {
    if (files.empty()) return;
    std::vector<std::string> paths;
    if (!resolve(place, files, paths)) return;
    const bool told = std::any_of(runs_.begin(), runs_.end(), [&](const ToldRun& run) { return run.files == paths; });
    if (!told) runs_.push_back({.files = std::move(paths), .place = place});
  }

  std::vector<ToldRun> take() { return std::move(runs_); }

 private:
  /// The first folder from which all files are there.
  bool resolve(const std::string& place, const std::vector<Spanned<std::string>>& files, std::vector<std::string>& paths) const {
    std::vector<std::string> starts;
    for (std::string folder = folder_of(place);; folder = folder_of(folder)) {
      starts.push_back(folder);
      if (folder.empty()) break;
    }
    starts.insert(starts.end(), folders_.begin(), folders_.end());
    for (const std::string& start : starts) {
      paths.clear();
      for (const Spanned<std::string>& file : files) paths.push_back(join_path(start, unquoted_path(file.value)));
      if (std::all_of(paths.begin(), paths.end(), [&](const std::string& path) { return known_.contains(path); })) return true;
    }
    return false;
  }

  static std::string unquoted_path(std::string_view written) {
    if (written.size() > 1 && (written.front() == '"' || written.front() == '\'') && written.back() == written.front()) written = written.substr(1, written.size() - 2);
    return normal_path(written);
  }

  std::set<std::string> known_, folders_;
  std::vector<ToldRun> runs_;
};

/// `docker compose …` and `docker-compose …` wherever they stand in a line: behind the `@` of a recipe, behind `run:`.
void read_script(const BuildScript& script, Collector& collector) {
  for (const ShellLine& line : shell_lines(script.text)) {
    if (line.text.find("docker") == std::string::npos) continue;
    for (const auto& [begin, end] : commands_of(line.text)) {
      const std::string_view command = std::string_view(line.text).substr(begin, end - begin);
      const std::size_t at = std::min(command.find("docker compose "), command.find("docker-compose "));
      if (at == std::string_view::npos) continue;
      if (const auto call = parse_compose_call(command.substr(at), FileId::none, 0)) collector.add(script.path, call->files);
    }
  }
}

}  // namespace

bool is_build_script(std::string_view path) {
  constexpr std::array names{"makefile", "gnumakefile", "justfile", ".gitlab-ci.yml"};
  const std::string name = to_lower(file_name_of(path));
  return std::find(names.begin(), names.end(), name) != names.end() || name.ends_with(".sh") || name.ends_with(".mk");
}

std::vector<ToldRun> find_told_runs(const std::vector<Plan>& plans, const std::vector<BuildScript>& scripts, const std::vector<ComposeOutline>& files) {
  Collector collector(files);
  for (const Plan& plan : plans) {
    for (const Statement& statement : plan.statements) {
      const auto* command = std::get_if<RunsCommand>(&statement.fact);
      if (command && statement.modality != Modality::historical) collector.add(plan.path, command->files);
    }
  }
  for (const BuildScript& script : scripts) read_script(script, collector);
  return collector.take();
}

}  // namespace portolan::load
