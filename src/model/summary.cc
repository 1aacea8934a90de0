#include "model/summary.h"

#include <algorithm>

#include "base/source_map.h"
#include "base/text.h"

namespace portolan {

/// Whether the files prove something wrong that stands in `paragraph`.
static bool is_contradicted(const Stack& stack, const StackReport& report, const Plan& plan, const Span& paragraph) {
  return std::any_of(report.claims.begin(), report.claims.end(), [&](const Claim& claim) {
    const bool here = claim.plan < stack.plans.size() && &stack.plans[claim.plan] == &plan && claim.statement < plan.statements.size();
    return here && claim.outcome == Outcome::contradicted && paragraph.contains(plan.statements[claim.statement].span);
  });
}

/// The plans in the order in which a newcomer would open them: the README of the stack's folder, other documents of that folder, then the rest.
static std::vector<const Plan*> by_importance(const Stack& stack) {
  const auto rank = [&](const Plan* plan) {
    const std::size_t slash = plan->path.rfind('/');
    const std::string folder = slash == std::string::npos ? "" : plan->path.substr(0, slash);
    const std::string name = to_lower(plan->path.substr(slash == std::string::npos ? 0 : slash + 1));
    return folder != stack.folder ? 2 : name.starts_with("readme") ? 0 : 1;
  };
  std::vector<const Plan*> plans;
  for (const Plan& plan : stack.plans) plans.push_back(&plan);
  std::stable_sort(plans.begin(), plans.end(), [&](const Plan* a, const Plan* b) { return rank(a) < rank(b); });
  return plans;
}

/// The first sentence-like paragraph of the first plan that has one of which nothing is wrong.
static std::string find_lead(const Stack& stack, const StackReport& report, const SourceMap& sources) {
  for (const Plan* candidate : by_importance(stack)) {
    const Plan& plan = *candidate;
    for (const Section& section : plan.sections) {
      for (const Block& block : section.blocks) {
        if (block.kind != BlockKind::paragraph || is_contradicted(stack, report, plan, block.span) || sources.is_secret(block.span)) continue;
        std::string text = plain_text(block.inlines);
        const std::size_t stop = text.find(". ");
        if (stop != std::string::npos) text.resize(stop + 1);
        if (!text.empty()) return text;
      }
    }
  }
  return {};
}

static void add_environment(StackSummary& summary, const Environment& environment, const SourceMap& sources) {
  EnvironmentSummary& row = summary.environments.emplace_back(
      EnvironmentSummary{.name = environment.name, .title = environment.title, .kind = environment.kind, .services = {}, .networks = {}});
  for (const Network& network : environment.networks) row.networks.push_back(network.name.value);
  for (const Service& service : environment.services) {
    row.services.push_back(service.name.value);
    if (service.image) {
      summary.images.push_back({environment.name, service.name.value, service.image->value, sources.locate(service.image->span)});
    }
    for (const PortMapping& port : service.ports) {
      if (!port.published) continue;
      summary.ports.push_back({environment.name, service.name.value, port.host_ip, *port.published, port.target, port.protocol,
                               sources.locate(port.span)});
    }
  }
}

StackSummary summarise(const Stack& stack, const StackReport& report, const SourceMap& sources) {
  StackSummary summary;
  summary.name = stack.name;
  summary.title = stack.title;
  summary.lead = find_lead(stack, report, sources);
  for (const Environment& environment : stack.environments) add_environment(summary, environment, sources);
  for (const Finding& finding : report.findings) {
    const Diagnostic& diagnostic = finding.diagnostic;
    summary.findings.push_back({diagnostic.rule, diagnostic.severity, diagnostic.message, finding.fingerprint, finding.environments,
                                sources.locate(diagnostic.span)});
  }
  summary.errors = report.count(Severity::error);
  summary.warnings = report.count(Severity::warning);
  summary.notes = report.count(Severity::info);
  summary.verified = report.count(Outcome::verified);
  summary.contradicted = report.count(Outcome::contradicted);
  summary.unverifiable = report.count(Outcome::unverifiable);
  summary.planned = report.count(Outcome::planned);
  summary.not_judged = report.count(Outcome::not_judged);
  return summary;
}

}  // namespace portolan
