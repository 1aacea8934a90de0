#include "render/facts/backups.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "render/facts/troubleshooting.h"

namespace portolan::render {

template <std::size_t N>
static bool holds_one_of(const std::string& words, const std::array<const char*, N>& phrases) {
  return std::any_of(phrases.begin(), phrases.end(), [&](const char* phrase) { return words.find(phrase) != std::string::npos; });
}

bool speaks_of_backup(std::string_view title) {
  constexpr std::array phrases{"backup", "back up", "back-up", "backing up", "restore", "restoring", "disaster recovery", "data recovery", "snapshot", "database dump"};
  return holds_one_of(to_lower(title), phrases);
}

/// The title of a whole document must start so: "Backup and restore", but not "How we deploy, monitor and back up".
static bool heads_backup(const Section& section) {
  if (section.level == 0 || !speaks_of_backup(section.title.value)) return false;
  const std::vector<std::string_view> words = split_words(section.title.value);
  return section.level > 1 || speaks_of_backup(words.front());
}

/// "Backup" heads the description of a service of that name, which this environment may not have.
static bool heads_service_elsewhere(const Stack& stack, const Section& section, std::size_t environment) {
  const std::string name = to_lower(section.title.value);
  if (stack.environments[environment].find_service(name)) return false;
  return std::any_of(stack.environments.begin(), stack.environments.end(), [&](const Environment& other) { return other.find_service(name) != nullptr; });
}

static bool is_in_backup_section(const Plan& plan, std::size_t section) {
  for (std::size_t i = 0; i < plan.sections.size() && i <= section; ++i) {
    if (heads_backup(plan.sections[i]) && section < end_of_section(plan, i)) return true;
  }
  return false;
}

/// What the commands of a section say about whom it is for: nobody, this environment, or only others.
enum class Audience { nobody, here, others };

static Audience audience_of(const std::vector<ClaimView>& views, const Plan& plan, std::size_t section, std::size_t environment) {
  Audience audience = Audience::nobody;
  for (const ClaimView& view : views) {
    const bool command = view.plan == &plan && view.statement->section == section && std::holds_alternative<RunsCommand>(view.statement->fact);
    if (!command || view.claim->environments.empty()) continue;
    if (speaks_of(*view.claim, environment)) return Audience::here;
    audience = Audience::others;
  }
  return audience;
}

static std::vector<std::size_t> sections_for(const std::vector<ClaimView>& views, const Plan& plan, std::size_t heading, std::size_t environment) {
  std::vector<std::size_t> sections;
  bool others = false;
  for (std::size_t i = heading; i < end_of_section(plan, heading); ++i) {
    const Audience audience = audience_of(views, plan, i, environment);
    others = others || audience == Audience::others;
    if (audience != Audience::others && !plan.sections[i].blocks.empty()) sections.push_back(i);
  }
  // An introduction to commands of other environments says nothing here.
  const bool introduction = sections.size() == 1 && sections.front() == heading && audience_of(views, plan, heading, environment) == Audience::nobody;
  if (introduction && others) return {};
  return sections;
}

std::vector<BackupPart> find_backup_parts(const Stack& stack, const StackReport& report, std::size_t environment) {
  const std::vector<ClaimView> views = all_claims(stack, report);
  std::vector<BackupPart> parts;
  for (std::size_t p = 0; p < stack.plans.size(); ++p) {
    const Plan& plan = stack.plans[p];
    for (std::size_t i = 0; i < plan.sections.size();) {
      if (!heads_backup(plan.sections[i])) {
        ++i;
        continue;
      }
      auto sections = heads_service_elsewhere(stack, plan.sections[i], environment) ? std::vector<std::size_t>() : sections_for(views, plan, i, environment);
      if (!sections.empty()) parts.push_back({p, std::move(sections)});
      i = end_of_section(plan, i);
    }
  }
  return parts;
}

std::vector<CommandFact> find_backup_commands(const Stack& stack, const StackReport& report, std::size_t environment, const SourceMap& sources) {
  constexpr std::array tools{"pg_dump", "pg_restore", "pg_basebackup", "mysqldump", "mariadb-dump", "mongodump", "mongorestore", "bgsave", "backup", "restore", "dumpdata", "loaddata"};
  std::vector<CommandFact> found;
  for (const CommandGroup& group : list_commands(stack, report, sources)) {
    for (const CommandFact& command : group.commands) {
      const auto& at = command.environments;
      const bool here = std::find(at.begin(), at.end(), environment) != at.end();
      const bool told = is_in_backup_section(*command.plan, command.section);
      if (here && !told && holds_one_of(to_lower(command.text), tools)) found.push_back(command);
    }
  }
  return found;
}

}  // namespace portolan::render
