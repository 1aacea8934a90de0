#include "load/plan_stack/paper_environments.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include <fmt/format.h>

#include "base/file_reader.h"
#include "base/text.h"
#include "load/discover.h"

namespace portolan::load {

namespace {

/// A file that nothing names, so that environments can be chosen as if there was one.
std::string pretended_file(EnvironmentKind kind) { return kind == EnvironmentKind::other ? "docker-compose.yml" : fmt::format("docker-compose.{}.yml", name_of(kind)); }

std::string compose_name_in(std::string_view word) {
  while (!word.empty() && std::string_view("`*\"'(:,").find(word.front()) != std::string_view::npos) word.remove_prefix(1);
  while (!word.empty() && std::string_view("`*\"'):,.").find(word.back()) != std::string_view::npos) word.remove_suffix(1);
  const std::string name = normal_path(word);
  return is_compose_file(file_name_of(name)) ? name : std::string();
}

std::vector<std::string> compose_names_in(std::string_view phrase) {
  std::vector<std::string> names;
  for (const std::string_view word : split_words(phrase)) {
    if (std::string name = compose_name_in(word); !name.empty()) names.push_back(std::move(name));
  }
  return names;
}

std::optional<EnvironmentKind> kind_in(std::string_view phrase) {
  for (const std::string_view word : split_words(phrase)) {
    std::string bare;
    for (const char c : word) {
      if (std::string_view("`*\"'():,.").find(c) == std::string_view::npos) bare.push_back(c);
    }
    if (const auto kind = parse_environment_kind(bare)) return kind;
  }
  return std::nullopt;
}

/// What the plans say about files and kinds, gathered before anything is decided.
struct Mentions {
  std::map<std::string, bool> files;                      ///< true: it stands alone
  std::set<std::string> layered;                          ///< given to Docker behind another
  std::map<EnvironmentKind, int> kinds;                   ///< facts under words for each
  bool common = false;                                    ///< facts under no such words
  std::string loose_file;                                 ///< named in passing only

  void add_scope(const Scope& scope, int weight) {
    if (scope.environments.empty()) common = true;
    for (const Spanned<std::string>& phrase : scope.environments) {
      const std::vector<std::string> names = compose_names_in(phrase.value);
      for (const std::string& name : names) files.emplace(name, false);
      const bool set_apart = scope.source == Scope::Source::heading || scope.source == Scope::Source::table_column || weight > 1;
      if (const auto kind = kind_in(phrase.value); kind && names.empty() && set_apart) kinds[*kind] += weight;
    }
  }
};

void add_command(Mentions& mentions, const RunsCommand& command) {
  std::string first;
  for (const Spanned<std::string>& file : command.files) {
    const std::string name = compose_name_in(file.value);
    if (name.empty()) continue;
    bool& alone = mentions.files[name];
    if (command.files.size() == 1) alone = true;
    if (!first.empty()) mentions.layered.insert(name);
    first = name;
  }
}

bool all_complete(const Value& services) {
  return std::all_of(services.entries.begin(), services.entries.end(), [](const Entry& service) { return service.value.find("image") || service.value.find("build"); });
}

Mentions gather(const std::vector<Plan>& plans) {
  Mentions mentions;
  const bool planned = all_planned(plans);
  for (const Plan& plan : plans) {
    for (const Fragment& fragment : plan.fragments) {
      if (!is_taken(fragment, planned)) continue;
      for (const Spanned<std::string>& file : fragment.files) {
        const std::string name = compose_name_in(file.value);
        if (name.empty()) continue;
        bool& alone = mentions.files[name];
        const Value* services = fragment.tree.find("services");
        if (fragment.form == FragmentForm::whole && services && all_complete(*services)) alone = true;
      }
      if (fragment.files.empty()) mentions.add_scope(fragment.scope, 2);
    }
    for (const Statement& statement : plan.statements) {
      if (statement.modality != Modality::stated) continue;
      if (const auto* command = std::get_if<RunsCommand>(&statement.fact)) add_command(mentions, *command);
      if (const auto* file = std::get_if<NamesFile>(&statement.fact); file && mentions.loose_file.empty()) mentions.loose_file = compose_name_in(file->path.value);
      if (defines_service(statement.fact)) mentions.add_scope(statement.scope, 1);
    }
  }
  return mentions;
}

bool is_base(const std::string& file) { return qualifiers_of(file_name_of(file)).empty(); }

class PaperChooser {
 public:
  PaperChooser(const std::vector<Plan>& plans, Mentions mentions) : plans_(plans), mentions_(std::move(mentions)) {}

  PaperEnvironments choose() {
    add_kinds();
    if (outlines_.empty() && mentions_.files.empty()) mentions_.files.emplace(mentions_.loose_file.empty() ? pretended(EnvironmentKind::other) : mentions_.loose_file, true);
    const bool has_base = std::any_of(mentions_.files.begin(), mentions_.files.end(), [](const auto& file) { return is_base(file.first); });
    for (const auto& [file, alone] : mentions_.files) {
      const bool layer = mentions_.layered.contains(file) || (!alone && has_base && !is_base(file));
      outlines_.push_back({.path = file, .readable = true, .has_services = true, .stands_alone = !layer || is_base(file), .services = {}});
    }
    PaperEnvironments chosen{choose_environments(outlines_, plans_)};
    for (FoundEnvironment& environment : chosen.environments) forget_pretended(environment);
    return chosen;
  }

 private:
  std::string pretended(EnvironmentKind kind) {
    std::string file = pretended_file(kind);
    pretended_.insert(file);
    return file;
  }

  bool is_answered(EnvironmentKind kind) const {
    return std::any_of(mentions_.files.begin(), mentions_.files.end(), [&](const auto& file) {
      const std::string name = file_name_of(file.first);
      const std::vector<std::string> words = qualifiers_of(name);
      return std::any_of(words.begin(), words.end(), [&](const std::string& word) { return parse_environment_kind(word) == kind; }) ||
             kind_in(title_in_headings(plans_, name)) == kind;
    });
  }

  /// Two facts at least: one word in passing makes no environment.
  void add_kinds() {
    std::vector<EnvironmentKind> missing;
    for (const auto& [kind, facts] : mentions_.kinds) {
      if (facts >= 2 && !is_answered(kind)) missing.push_back(kind);
    }
    if (missing.size() == 1 && mentions_.files.empty() && mentions_.common) mentions_.files.emplace(pretended(EnvironmentKind::other), true);
    for (const EnvironmentKind kind : missing) {
      outlines_.push_back({.path = pretended(kind), .readable = true, .has_services = true, .stands_alone = true, .services = {}});
    }
  }

  void forget_pretended(FoundEnvironment& environment) const {
    const bool named = !pretended_.contains(environment.files.back());
    std::vector<std::string> files;
    std::copy_if(environment.files.begin(), environment.files.end(), std::back_inserter(files), [&](const std::string& file) { return !pretended_.contains(file); });
    if (!named) {
      environment.reason = environment.kind == EnvironmentKind::other ? "the plan speaks of one way to run it" : fmt::format("the plan has facts for {}", name_of(environment.kind));
      std::erase(environment.synonyms, environment.files.back());
    } else {
      environment.reason = fmt::format("the plan names {}", join_naturally(quoted(files)));
    }
    environment.files = std::move(files);
  }

  static std::vector<std::string> quoted(const std::vector<std::string>& names) {
    std::vector<std::string> out;
    for (const std::string& name : names) out.push_back(fmt::format("\"{}\"", name));
    return out;
  }

  const std::vector<Plan>& plans_;
  Mentions mentions_;
  std::vector<ComposeOutline> outlines_;
  std::set<std::string> pretended_;
};

bool has_word(const std::vector<std::string_view>& words, std::string_view wanted) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return equals_ignoring_case(word, wanted); });
}

/// How many words of the environment's title stand in the phrase beyond the word for its kind: "Basic production" against "full production".
int likeness(const FoundEnvironment& environment, std::string_view phrase) {
  const std::vector<std::string_view> words = split_words(phrase);
  int score = 0;
  for (const std::string_view word : split_words(environment.title)) {
    if (!parse_environment_kind(word) && has_word(words, word)) ++score;
  }
  return score;
}

}  // namespace

bool defines_service(const Fact& fact) {
  return std::holds_alternative<PublishesPort>(fact) || std::holds_alternative<UsesImage>(fact) || std::holds_alternative<JoinsNetwork>(fact) ||
         std::holds_alternative<RestartPolicy>(fact) || std::holds_alternative<RunsServer>(fact) || std::holds_alternative<ServiceExists>(fact) ||
         std::holds_alternative<MountsVolume>(fact) || std::holds_alternative<SetsKey>(fact);
}

bool all_planned(const std::vector<Plan>& plans) {
  bool planned = false;
  for (const Plan& plan : plans) {
    for (const Fragment& fragment : plan.fragments) {
      if (fragment.modality == Modality::stated || fragment.modality == Modality::optional) return false;
      planned = planned || fragment.modality == Modality::planned;
    }
  }
  return planned;
}

bool is_taken(const Fragment& fragment, bool planned) {
  return fragment.modality == Modality::stated || fragment.modality == Modality::optional || (planned && fragment.modality == Modality::planned);
}

std::vector<std::size_t> PaperEnvironments::with_file(std::string_view file) const {
  std::vector<std::size_t> found;
  const auto ends_with_file = [&](const FoundEnvironment& environment) {
    return !environment.files.empty() && (environment.files.back() == file || file_name_of(environment.files.back()) == file_name_of(file));
  };
  for (std::size_t i = 0; i < environments.size(); ++i) {
    if (ends_with_file(environments[i])) found.push_back(i);
  }
  return found;
}

std::vector<std::size_t> PaperEnvironments::meant_by(const Scope& scope) const {
  std::set<std::size_t> meant;
  for (const Spanned<std::string>& phrase : scope.environments) {
    const std::vector<std::string> names = compose_names_in(phrase.value);
    for (const std::string& name : names) {
      for (const std::size_t index : with_file(name)) meant.insert(index);
    }
    if (!names.empty()) continue;
    const auto kind = kind_in(phrase.value);
    int best = 0;
    std::vector<std::size_t> fitting;
    for (std::size_t i = 0; i < environments.size(); ++i) {
      const int score = likeness(environments[i], phrase.value) * 2 + (kind && environments[i].kind == *kind ? 1 : 0);
      if (score == 0 || score < best) continue;
      if (score > best) fitting.clear();
      best = score;
      fitting.push_back(i);
    }
    meant.insert(fitting.begin(), fitting.end());
  }
  return {meant.begin(), meant.end()};
}

PaperEnvironments choose_paper_environments(const std::vector<Plan>& plans) { return PaperChooser(plans, gather(plans)).choose(); }

}  // namespace portolan::load
