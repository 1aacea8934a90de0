#include "load/plan_stack/plan_stack.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "load/markdown/fragments/fragments.h"
#include "load/plan_stack/fence_document.h"
#include "load/plan_stack/joiner.h"
#include "load/plan_stack/paper_environments.h"
#include "load/plan_stack/placeholders.h"
#include "load/plan_stack/resources.h"
#include "load/plan_stack/stated.h"

namespace portolan::load {

namespace {

/// Fences of one stack that are joined at most.
constexpr std::size_t most_fences = 2'000;

struct Bin {
  Value tree = make_map();
  Joiner joiner;
  std::vector<FileId> plans;

  void add(const Value& document, FileId plan) {
    joiner.join(tree, document);
    note(plan);
  }
  void note(FileId plan) {
    if (std::find(plans.begin(), plans.end(), plan) == plans.end()) plans.push_back(plan);
  }
};

/// The facts about one environment, its own first, and the words that they call services by.
struct Facts {
  std::vector<PlacedStatement> statements;
  std::set<std::string> subjects;
};

std::string subject_of(const Fact& fact, const ServiceNames& names) {
  const auto words = std::visit(
      [](const auto& f) -> std::string {
        if constexpr (requires { f.service.value; }) return f.service.value;
        return {};
      },
      fact);
  return words.empty() ? std::string() : names.find(words).value_or("");
}

class Assembler {
 public:
  Assembler(const std::vector<Plan>& plans, const SourceMap& sources)
      : plans_(plans), sources_(sources), chosen_(choose_paper_environments(plans)), names_(gather_names(plans)), own_(chosen_.environments.size()), facts_(chosen_.environments.size()) {}

  PaperStack assemble() {
    join_fences();
    sort_statements();
    PaperStack stack;
    for (std::size_t i = 0; i < chosen_.environments.size(); ++i) stack.environments.push_back(make_environment(i));
    for (std::size_t i = 0; i < chosen_.environments.size(); ++i) take_disagreements(own_[i], {chosen_.environments[i].name}, stack);
    std::vector<std::string> all;
    for (const FoundEnvironment& environment : chosen_.environments) all.push_back(environment.name);
    take_disagreements(common_, all, stack);
    stack.left_out = left_out_;
    stack.limited = limited_;
    for (const PaperEnvironment& environment : stack.environments) stack.services = std::max(stack.services, count_services(environment));
    return stack;
  }

 private:
  void join_fences() {
    const bool planned = all_planned(plans_);
    limited_ = std::any_of(plans_.begin(), plans_.end(), [](const Plan& plan) { return plan.fragments.size() >= most_fragments; });
    std::size_t fences = 0;
    // A whole file says what its environment is; parts and keys refine it wherever they stand.
    for (const bool whole : {true, false}) {
      for (const Plan& plan : plans_) {
        for (const Fragment& fragment : plan.fragments) {
          if ((fragment.form == FragmentForm::whole) != whole) continue;
          if (!is_taken(fragment, planned)) {
            ++left_out_;
          } else if (++fences > most_fences) {
            limited_ = true;
          } else {
            join_fence(plan, fragment);
          }
        }
      }
    }
  }

  void join_fence(const Plan& plan, const Fragment& fragment) {
    Value document = fence_document(fragment, names_);
    mark_placeholders(document);
    if (const Value* services = document.find("services")) {
      fenced_ = fenced_ || std::any_of(services->entries.begin(), services->entries.end(), [](const Entry& service) { return service.value.find("image") || service.value.find("build"); });
    }
    std::set<std::size_t> meant;
    for (const Spanned<std::string>& file : fragment.files) {
      for (const std::size_t index : chosen_.with_file(file.value)) meant.insert(index);
    }
    if (meant.empty()) {
      for (const std::size_t index : chosen_.meant_by(fragment.scope)) meant.insert(index);
    }
    for (const std::size_t index : meant) own_[index].add(document, plan.file);
    if (meant.empty()) common_.add(document, plan.file);
    if (fragment.form != FragmentForm::whole) return;
    for (const Entry& part : document.entries) {
      for (const std::size_t index : meant) defined_[index].insert(part.key.value);
      if (meant.empty()) {
        for (std::size_t i = 0; i < own_.size(); ++i) defined_[i].insert(part.key.value);
      }
    }
  }

  void sort_statements() {
    std::vector<PlacedStatement> common;
    for (const Plan& plan : plans_) {
      for (const Statement& statement : plan.statements) {
        if (statement.modality != Modality::stated || stands_in_fence(plan, statement)) continue;
        const std::string subject = subject_of(statement.fact, names_);
        if (statement.scope.environments.empty()) {
          common.push_back({&plan, &statement});
          if (!subject.empty()) common_subjects_.insert(subject);
          continue;
        }
        for (const std::size_t index : chosen_.meant_by(statement.scope)) {
          facts_[index].statements.push_back({&plan, &statement});
          if (!subject.empty()) facts_[index].subjects.insert(subject);
        }
      }
    }
    for (Facts& facts : facts_) facts.statements.insert(facts.statements.end(), common.begin(), common.end());
  }

  /// What a fence says is in its tree already.
  bool stands_in_fence(const Plan& plan, const Statement& statement) const {
    const Span said = sources_.original(statement.span);
    return std::any_of(plan.fragments.begin(), plan.fragments.end(), [&](const Fragment& fragment) {
      if (fragment.section != statement.section) return false;
      const Span fence = sources_.original(fragment.span);
      return fence.file == said.file && fence.begin <= said.begin && said.begin < fence.end;
    });
  }

  PaperEnvironment make_environment(std::size_t index) {
    PaperEnvironment environment{.found = chosen_.environments[index], .layers = {}, .plans = {}};
    const std::vector<std::string>& files = environment.found.files;
    if (files.size() > 1) {
      if (const auto base = base_of(index)) add_layer(environment, *base);
    }
    add_layer(environment, index);
    return environment;
  }

  /// The environment that the first of several files makes alone.
  std::optional<std::size_t> base_of(std::size_t index) const {
    for (std::size_t i = 0; i < chosen_.environments.size(); ++i) {
      const std::vector<std::string>& files = chosen_.environments[i].files;
      if (i != index && files.size() == 1 && files[0] == chosen_.environments[index].files[0]) return i;
    }
    return std::nullopt;
  }

  void add_layer(PaperEnvironment& environment, std::size_t index) {
    Value document = own_[index].tree;
    Joiner joiner;
    const bool overlay = !environment.layers.empty();
    if (!overlay) joiner.fill(document, common_.tree);
    const Value stated = stated_of(index, overlay);
    const std::set<std::string> used = complete_from_words(document, stated, index, overlay);
    if (!overlay) define_resources(document, defined_.contains(index) ? defined_.at(index) : std::set<std::string>{});
    for (const FileId plan : own_[index].plans) note(environment, plan);
    for (const FileId plan : common_.plans) note(environment, plan);
    for (const PlacedStatement& placed : used.empty() ? std::vector<PlacedStatement>{} : facts_[index].statements) {
      if (used.contains(subject_of(placed.statement->fact, names_))) note(environment, placed.plan->file);
    }
    environment.layers.push_back({environment.plans.empty() ? plans_.front().file : environment.plans.front(), std::move(document)});
  }

  /// An overlay adds what is said of its environment alone: the rest is the base's.
  Value stated_of(std::size_t index, bool overlay) const {
    std::vector<PlacedStatement> statements = facts_[index].statements;
    if (overlay) std::erase_if(statements, [](const PlacedStatement& placed) { return placed.statement->scope.environments.empty(); });
    return stated_tree(statements, names_, sources_);
  }

  /// Adds services that only words know, and keys that no fence gives. Returns the services that took something.
  std::set<std::string> complete_from_words(Value& document, Value stated, std::size_t index, bool overlay) const {
    std::set<std::string> used;
    Value* services = stated.find("services");
    for (Entry& entry : services ? services->entries : none_) {
      const Value* own_services = document.find("services");
      const Value* own = own_services ? own_services->find(entry.key.value) : nullptr;
      if (!own && !is_made_by_words(entry, index)) continue;
      if (own) drop_answered_keys(entry.value, *own);
      if (!own) place_service(document, entry);
      used.insert(entry.key.value);
    }
    Joiner joiner;
    joiner.complete(document, stated);
    for (const char* part : {"networks", "volumes"}) {
      const Value* said = stated.find(part);
      if (said && !document.find(part) && !overlay) document.set({part, said->span}, *said);
      // What the fences define, words may describe: the driver of a network.
      if (Value* defined = document.find(part); said && defined) fill_defined(*defined, *said);
    }
    return used;
  }

  static void fill_defined(Value& defined, const Value& said) {
    for (Entry& entry : defined.entries) {
      const Value* more = said.find(entry.key.value);
      if (more && more->is_map() && entry.value.is_null()) entry.value = *more;
    }
  }

  static void place_service(Value& document, const Entry& entry) {
    if (!document.find("services")) document.entries.insert(document.entries.begin(), Entry{{"services", entry.key.span}, make_map(entry.key.span)});
    Value bare = make_map(entry.value.span);
    bare.origins = entry.value.origins;
    document.find("services")->set(entry.key, std::move(bare));
  }

  /// Where fences define services, more than a Dockerfile is needed to believe in another one: an image, or a port.
  bool is_made_by_words(const Entry& entry, std::size_t index) const {
    const std::string& name = entry.key.value;
    if (!facts_[index].subjects.contains(name) && !common_subjects_.contains(name)) return false;
    if (fenced_) return entry.value.find("image") || entry.value.find("ports") || (entry.value.find("build") && entry.value.find("expose"));
    return makes_service(entry.value) || (names_.has_key(name) && introduced(name, index));
  }

  bool introduced(const std::string& name, std::size_t index) const {
    const std::vector<PlacedStatement>& statements = facts_[index].statements;
    return std::any_of(statements.begin(), statements.end(), [&](const PlacedStatement& placed) {
      const auto* exists = std::get_if<ServiceExists>(&placed.statement->fact);
      return exists && names_.find(exists->service.value) == name;
    });
  }

  /// Keys that another key of the fences answers: variables come from a file, an image is built, ports are published.
  static void drop_answered_keys(Value& stated, const Value& own) {
    if (own.find("env_file")) stated.erase("environment");
    if (own.find("image") || own.find("build")) {
      stated.erase("image");
      stated.erase("build");
    }
    if (own.find("network_mode")) stated.erase("networks");
    if (own.find("ports")) stated.erase("expose");
    if (own.find("expose") && !own.find("ports")) stated.erase("ports");
    if (own.find("mem_limit")) stated.erase("deploy");
  }

  static void note(PaperEnvironment& environment, FileId plan) {
    if (std::find(environment.plans.begin(), environment.plans.end(), plan) == environment.plans.end()) environment.plans.push_back(plan);
  }

  static std::size_t count_services(const PaperEnvironment& environment) {
    std::size_t count = 0;
    for (const ComposeDocument& layer : environment.layers) {
      const Value* services = layer.tree.find("services");
      count = std::max(count, services ? services->entries.size() : 0);
    }
    return count;
  }

  void take_disagreements(const Bin& bin, const std::vector<std::string>& environments, PaperStack& stack) {
    limited_ = limited_ || bin.joiner.exhausted();
    stack.limited = limited_;
    for (const Disagreement& disagreement : bin.joiner.disagreements()) {
      const auto same = std::find_if(stack.disagreements.begin(), stack.disagreements.end(),
                                     [&](const Disagreement& other) { return other.taken == disagreement.taken && other.left == disagreement.left; });
      Disagreement& kept = same == stack.disagreements.end() ? stack.disagreements.emplace_back(disagreement) : *same;
      for (const std::string& name : environments) {
        if (std::find(kept.environments.begin(), kept.environments.end(), name) == kept.environments.end()) kept.environments.push_back(name);
      }
    }
  }

  const std::vector<Plan>& plans_;
  const SourceMap& sources_;
  const PaperEnvironments chosen_;
  const ServiceNames names_;
  std::vector<Bin> own_;    // parallel to the environments
  std::vector<Facts> facts_;  // parallel to the environments
  Bin common_;
  std::set<std::string> common_subjects_;
  std::map<std::size_t, std::set<std::string>> defined_;  // sections that a whole file gives
  std::size_t left_out_ = 0;
  bool limited_ = false;
  bool fenced_ = false;  // fences define services
  mutable std::vector<Entry> none_;
};

}  // namespace

PaperStack assemble_stack(const std::vector<Plan>& plans, const SourceMap& sources) {
  if (plans.empty()) return {};
  return Assembler(plans, sources).assemble();
}

bool describes_stack(const std::vector<Plan>& plans, const SourceMap& sources) {
  const bool planned = all_planned(plans);
  const ServiceNames names = gather_names(plans);
  std::set<std::string> services;
  for (const Plan& plan : plans) {
    for (const Fragment& fragment : plan.fragments) {
      if (!is_taken(fragment, planned) || services.size() >= 2) continue;
      const Value document = fence_document(fragment, names);
      const Value* found = document.find("services");
      for (const Entry& service : found ? found->entries : std::vector<Entry>{}) {
        if (service.value.is_map() && !service.value.entries.empty()) services.insert(service.key.value);
      }
    }
  }
  if (services.size() >= 2) return true;
  std::vector<PlacedStatement> stated;
  for (const Plan& plan : plans) {
    for (const Statement& statement : plan.statements) {
      if (statement.modality == Modality::stated) stated.push_back({&plan, &statement});
    }
  }
  const Value tree = stated_tree(stated, names, sources);
  const Value* found = tree.find("services");
  for (const Entry& service : found ? found->entries : std::vector<Entry>{}) {
    if (service.value.find("image") || service.value.find("ports") || service.value.find("expose")) services.insert(service.key.value);
  }
  return services.size() >= 2;
}

}  // namespace portolan::load
