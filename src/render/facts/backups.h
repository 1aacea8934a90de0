// What the plans say about saving and restoring data, for one environment.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "base/source_map.h"
#include "model/finding.h"
#include "model/stack.h"
#include "render/facts/commands.h"

namespace portolan::render {

/// "Backups", "Restore a dump", "Disaster recovery" …
bool speaks_of_backup(std::string_view title);

/// A section under such a heading and those below it, without those whose commands are for other environments alone.
struct BackupPart {
  std::size_t plan = 0;
  std::vector<std::size_t> sections;  ///< the first one gives the title
};

std::vector<BackupPart> find_backup_parts(const Stack& stack, const StackReport& report, std::size_t environment);

/// Commands of this environment that save or restore data, and stand elsewhere in the plans.
std::vector<CommandFact> find_backup_commands(const Stack& stack, const StackReport& report, std::size_t environment, const SourceMap& sources);

}  // namespace portolan::render
