#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"
#include "check/rules/rules.h"

namespace portolan::check {
namespace {

template <class List>
std::vector<std::string> names_of(const List& list) {
  std::vector<std::string> names;
  for (const auto& item : list) names.push_back(item.name.value);
  return names;
}

/// Looks at one service, knows what its environment defines.
class ServiceReferences {
 public:
  ServiceReferences(const Environment& environment, const Service& service, const Reporter& report)
      : environment_(environment), service_(service), report_(report) {}

  void check() const {
    for (const NetworkAttachment& attachment : service_.networks) {
      // The default network needs no definition.
      const std::string& name = attachment.network.value;
      if (name != "default") need("joins network", name, attachment.network.span, names_of(environment_.networks), "networks");
    }
    for (const Mount& mount : service_.mounts) {
      const bool named = mount.type == MountType::volume && !mount.source.empty();
      if (named) need("mounts volume", mount.source, mount.span, names_of(environment_.volumes), "volumes");
    }
    for (const Dependency& dependency : service_.depends_on) {
      if (dependency.required) need("depends on service", dependency.service.value, dependency.service.span, names_of(environment_.services), "services");
    }
    for (const GrantReference& grant : service_.secrets) need("uses secret", grant.source.value, grant.source.span, names_of(environment_.secrets), "secrets");
    for (const GrantReference& grant : service_.configs) need("uses config", grant.source.value, grant.source.span, names_of(environment_.configs), "configs");
  }

 private:
  void need(std::string_view does, const std::string& name, const Span& span, const std::vector<std::string>& defined, std::string_view section) const {
    if (std::find(defined.begin(), defined.end(), name) != defined.end()) return;
    Report report;
    report.diagnostic.span = span.known() ? span : service_.name.span;
    report.diagnostic.message = fmt::format("service \"{}\" {} \"{}\", which is not defined", service_.name.value, does, name);
    const auto guess = nearest(name, defined);
    report.diagnostic.help = guess ? fmt::format("did you mean \"{}\"? otherwise define \"{}\" under {}:", *guess, name, section)
                                   : fmt::format("define \"{}\" under {}:, or correct the name", name, section);
    report.subject = {"service", service_.name.value};
    report.environments = {environment_.name};
    report_(std::move(report));
  }

  const Environment& environment_;
  const Service& service_;
  const Reporter& report_;
};

void run(const RuleInput& input, const Reporter& report) {
  for (const Environment& environment : input.stack.environments) {
    // What a file that could not be read defines is not known.
    if (environment.broken) continue;
    for (const Service& service : environment.services) ServiceReferences(environment, service, report).check();
  }
}

}  // namespace

const Rule undefined_reference{
    .name = "undefined-reference",
    .category = Category::correctness,
    .summary = "a service uses a network, volume, service, secret or config that the stack does not define",
    .run = run,
};

}  // namespace portolan::check
