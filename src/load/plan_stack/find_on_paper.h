// Stacks that only documents describe, among the documents that no compose file stands beside.
#pragma once

#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "base/source_map.h"
#include "load/discover.h"
#include "model/plan.h"

namespace portolan::load {

/// A document that no compose file stands beside, and what is wrong with it.
struct ReadDocument {
  std::string path;
  Plan plan;
  Diagnostics problems;
};

/// A stack that only documents describe.
struct FoundOnPaper {
  FoundStack found;
  std::vector<Plan> plans;
  Diagnostics problems;
};

/// Takes the documents that describe a stack out of `documents`. Those of folders below one that does belong to it as well.
std::vector<FoundOnPaper> find_on_paper(const Discovery& discovery, const std::string& root_name, const SourceMap& sources, std::vector<ReadDocument>& documents);

/// What fences define is a service wherever it is written, so the documents are read again with the names.
void read_with_names(std::vector<Plan>& plans, const SourceMap& sources);

}  // namespace portolan::load
