#include "load/plan_stack/find_on_paper.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "load/markdown/statements.h"
#include "load/plan_stack/fence_document.h"
#include "load/plan_stack/paper_groups.h"
#include "load/plan_stack/plan_stack.h"

namespace portolan::load {

/// The first of the plans that says what services are made of.
static std::string describing_plan(const std::vector<Plan>& plans) {
  for (const Plan& plan : plans) {
    if (!plan.fragments.empty()) return plan.path;
  }
  const auto most = std::max_element(plans.begin(), plans.end(), [](const Plan& a, const Plan& b) { return a.statements.size() < b.statements.size(); });
  return most->path;
}

void read_with_names(std::vector<Plan>& plans, const SourceMap& sources) {
  std::vector<std::string> names;
  for (const Plan& plan : plans) {
    for (std::string& name : services_in_fences(plan)) names.push_back(std::move(name));
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  for (Plan& plan : plans) {
    if (!names.empty()) read_statements(plan, sources, names);
  }
}

std::vector<FoundOnPaper> find_on_paper(const Discovery& discovery, const std::string& root_name, const SourceMap& sources, std::vector<ReadDocument>& documents) {
  const std::vector<PaperGroup> groups = group_documents(discovery, root_name);
  const auto in_group = [](const PaperGroup& group, const std::string& path) { return std::binary_search(group.documents.begin(), group.documents.end(), path); };
  std::map<std::string, FoundOnPaper> stacks;
  for (const PaperGroup& group : groups) {
    std::vector<Plan> plans;
    for (const ReadDocument& document : documents) {
      if (in_group(group, document.path)) plans.push_back(document.plan);
    }
    if (describes_stack(plans, sources)) stacks[group.folder].found = gather_stack(discovery, group.folder);
  }
  std::vector<ReadDocument> others;
  for (ReadDocument& document : documents) {
    FoundOnPaper* owner = nullptr;
    const bool grouped = std::any_of(groups.begin(), groups.end(), [&](const PaperGroup& group) { return in_group(group, document.path); });
    for (auto& [folder, stack] : stacks) {
      if (grouped && lies_below(document.path, folder) && (!owner || folder.size() > owner->found.folder.size())) owner = &stack;
    }
    if (!owner) {
      others.push_back(std::move(document));
      continue;
    }
    owner->plans.push_back(std::move(document.plan));
    owner->problems.insert(owner->problems.end(), document.problems.begin(), document.problems.end());
  }
  documents = std::move(others);
  std::vector<FoundOnPaper> found;
  for (auto& [folder, stack] : stacks) {
    read_with_names(stack.plans, sources);
    stack.found.reason = fmt::format("{} describes it; there is no compose file", describing_plan(stack.plans));
    found.push_back(std::move(stack));
  }
  return found;
}

}  // namespace portolan::load
