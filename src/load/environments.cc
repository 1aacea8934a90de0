#include "load/environments.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>

#include <fmt/format.h>

#include "base/file_reader.h"
#include "base/text.h"
#include "load/discover.h"

namespace portolan::load {

namespace {

/// Letters of a heading's phrase: "Basic Production" → "Basic production"; abbreviations stay.
std::string sentence_case(std::string_view phrase) {
  std::string text;
  for (const std::string_view word : split_words(phrase)) {
    const bool title_word = word.size() > 1 && word[0] >= 'A' && word[0] <= 'Z' &&
                            std::all_of(word.begin() + 1, word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    if (text.empty()) {
      text = std::string(word);
      if (text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
    } else {
      text += " " + (title_word ? to_lower(word) : std::string(word));
    }
  }
  return text;
}

/// Words that a heading adds to an environment's name without saying which it is.
bool is_filler(std::string_view word) {
  constexpr std::array fillers{"environment", "environments", "setup", "stack", "mode", "configuration", "config", "deployment", "compose", "file", "the", "for", "a"};
  const std::string lower = to_lower(word);
  return std::find(fillers.begin(), fillers.end(), lower) != fillers.end();
}

/// The words of a heading that names `file_name`, without that name, numbers, brackets and dashes; nothing when it does not name it.
std::optional<std::vector<std::string>> words_beside(std::string_view heading, const std::string& file_name) {
  std::vector<std::string> words;
  bool named = false;
  for (std::string_view word : split_words(heading)) {
    while (!word.empty() && std::string_view("([{`*_\"'").find(word.front()) != std::string_view::npos) word.remove_prefix(1);
    while (!word.empty() && std::string_view(")]}`*_\"',:;.").find(word.back()) != std::string_view::npos) word.remove_suffix(1);
    if (word == file_name) {
      named = true;
    } else if (is_compose_file(word)) {
      return std::nullopt;  // a heading over several files names none of them
    } else if (!word.empty() && word.find_first_not_of("0123456789.)-/&\xe2\x80\x93\x94") != std::string_view::npos) {
      words.emplace_back(word);
    }
  }
  if (!named) return std::nullopt;
  return words;
}

int rank_of(EnvironmentKind kind) {
  switch (kind) {
    case EnvironmentKind::development: return 0;
    case EnvironmentKind::other: return 1;
    case EnvironmentKind::testing: return 2;
    case EnvironmentKind::staging: return 3;
    case EnvironmentKind::production: return 4;
  }
  return 1;
}

std::optional<EnvironmentKind> kind_in(const std::vector<std::string>& words) {
  for (const std::string& word : words) {
    if (const auto kind = parse_environment_kind(word)) return kind;
  }
  return std::nullopt;
}

std::vector<std::string> words_of(std::string_view phrase) {
  std::vector<std::string> words;
  for (const std::string_view word : split_words(phrase)) words.emplace_back(word);
  return words;
}

/// Words of the title that tell it from others of its kind: "Basic production" → "basic".
std::string distinction_of(const std::string& title) {
  std::vector<std::string> rest;
  for (const std::string& word : words_of(title)) {
    if (!parse_environment_kind(word) && !is_filler(word)) rest.push_back(to_lower(word));
  }
  return rest.empty() ? "" : slug(join(rest, "-"));
}

std::string capitalised(std::string_view word) {
  std::string text(word);
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

std::vector<std::string> synonyms_of(const FoundEnvironment& environment) {
  std::set<std::string> words{environment.name, to_lower(environment.title)};
  // Every word that the model takes for this kind.
  for (const std::string_view word : {"dev", "devel", "development", "local", "test", "tests", "testing", "ci", "e2e", "stage", "staging", "preprod", "uat",
                                      "prod", "production", "live"}) {
    if (environment.kind != EnvironmentKind::other && parse_environment_kind(word) == environment.kind) words.insert(std::string(word));
  }
  words.insert(file_name_of(environment.files.back()));
  if (const std::string distinction = distinction_of(environment.title); !distinction.empty()) words.insert(distinction);
  return {words.begin(), words.end()};
}

/// One environment before it has its final name.
struct Candidate {
  FoundEnvironment environment;
  std::vector<std::string> qualifiers;  // of the file's name
  bool base = false;
};

class Chooser {
 public:
  Chooser(const std::vector<ComposeOutline>& files, const std::vector<Plan>& plans, const std::vector<ToldRun>& told)
      : files_(files), plans_(plans), told_(told) {}

  EnvironmentChoice choose() {
    // Each folder has its own base file.
    std::map<std::string, std::vector<const ComposeOutline*>> folders;
    for (const ComposeOutline& file : files_) {
      if (!file.waits) folders[folder_of(file.path)].push_back(&file);
    }
    for (const auto& [folder, members] : folders) {
      const ComposeOutline* const base = base_of(members);
      // Overlays in other folders change the services of the base nearest to the top.
      if (base && (!top_base_ || folder.size() < folder_of(top_base_->path).size())) top_base_ = base;
    }
    for (const auto& [folder, members] : folders) add_folder(members);
    add_told_runs();
    settle_kinds();
    settle_names();
    std::stable_sort(candidates_.begin(), candidates_.end(), [](const Candidate& a, const Candidate& b) {
      const int x = rank_of(a.environment.kind), y = rank_of(b.environment.kind);
      if (x != y) return x < y;
      return a.base && !b.base;
    });
    EnvironmentChoice choice;
    choice.unused = unused_files();
    for (Candidate& candidate : candidates_) {
      candidate.environment.synonyms = synonyms_of(candidate.environment);
      choice.environments.push_back(std::move(candidate.environment));
    }
    return choice;
  }

 private:
  static bool is_override(const ComposeOutline& file) {
    const std::string name = file_name_of(file.path);
    return is_compose_file(name) && name_words(name) == std::vector<std::string>{"override"};
  }

  static const ComposeOutline* base_of(const std::vector<const ComposeOutline*>& members) {
    const ComposeOutline* base = nullptr;
    for (const ComposeOutline* file : members) {
      // Docker's order of preference: compose.yaml, compose.yml, docker-compose.yml …
      const std::string name = file_name_of(file->path);
      if (is_compose_file(name) && name_words(name).empty() && (!base || name == "compose.yaml")) base = file;
    }
    return base;
  }

  bool is_told(const ComposeOutline& file) const {
    return std::any_of(told_.begin(), told_.end(), [&](const ToldRun& run) { return std::find(run.files.begin(), run.files.end(), file.path) != run.files.end(); });
  }

  /// The file that includes this one, or extends services of it; nullptr for none. Two files that use each other are no parts.
  const ComposeOutline* user_of(const ComposeOutline& part) const {
    const auto uses = [](const ComposeOutline& a, const ComposeOutline& b) { return std::find(a.parts.begin(), a.parts.end(), b.path) != a.parts.end(); };
    for (const ComposeOutline& file : files_) {
      if (uses(file, part) && !uses(part, file)) return &file;
    }
    return nullptr;
  }

  void add_folder(const std::vector<const ComposeOutline*>& members) {
    const ComposeOutline* const base = base_of(members);
    const auto override_at = std::find_if(members.begin(), members.end(), [](const ComposeOutline* file) { return is_override(*file); });
    const ComposeOutline* const override_file = override_at == members.end() ? nullptr : *override_at;
    for (const ComposeOutline* file : members) {
      if (file == override_file && base) continue;
      if (file != base && user_of(*file) && !is_told(*file)) continue;
      Candidate candidate;
      candidate.qualifiers = name_words(file_name_of(file->path));
      candidate.base = file == base;
      const std::string name = file_name_of(file->path);
      FoundEnvironment& environment = candidate.environment;
      const bool complete = file->stands_alone || !file->readable;
      if (!base && top_base_ && !complete) {
        // Without base beside it, and no name of an environment, it waits for a text that tells what it is merged with.
        if (!kind_in(candidate.qualifiers) || is_told(*file)) continue;
        environment.files = {top_base_->path, file->path};
        environment.reason = fmt::format("\"{}\" changes services of \"{}\", so both are merged", name, file_name_of(top_base_->path));
      } else if (file == base || !base) {
        environment.files = {file->path};
        environment.reason = fmt::format("\"{}\" is {}", name, base ? "the file that Docker Compose takes by itself" : "the compose file");
        if (override_file && base) {
          environment.files.push_back(override_file->path);
          environment.reason += fmt::format("; \"{}\" is merged into it by convention", file_name_of(override_file->path));
        }
      } else if (complete) {
        environment.files = {file->path};
        environment.reason = file->readable ? fmt::format("\"{}\" stands alone: all its services are complete", name) : fmt::format("\"{}\" cannot be read", name);
      } else {
        environment.files = {base->path, file->path};
        environment.reason = fmt::format("\"{}\" changes services of \"{}\", so both are merged", name, file_name_of(base->path));
      }
      environment.title = title_in_headings(plans_, name);
      candidates_.push_back(std::move(candidate));
    }
  }

  /// Whether some environment starts these files already, the override that Docker adds included.
  bool is_started(const std::vector<std::string>& files) const {
    return std::any_of(candidates_.begin(), candidates_.end(), [&](const Candidate& candidate) {
      const std::vector<std::string>& own = candidate.environment.files;
      return own == files || (candidate.base && files.size() == 1 && own.front() == files.front());
    });
  }

  void add_told_runs() {
    std::size_t added = 0;
    for (const ToldRun& run : told_) {
      if (is_started(run.files) || !can_run(run)) continue;
      if (++added > most_told_environments) return;
      Candidate candidate;
      std::string names;
      for (const std::string& path : run.files) {
        const std::string name = file_name_of(path);
        names += fmt::format("{}\"{}\"", names.empty() ? "" : " + ", name);
        for (std::string& word : name_words(name)) {
          const bool known = std::find(candidate.qualifiers.begin(), candidate.qualifiers.end(), word) != candidate.qualifiers.end();
          if (!known) candidate.qualifiers.push_back(std::move(word));
        }
      }
      candidate.environment.files = run.files;
      candidate.environment.reason = fmt::format("\"{}\" starts {}", run.place, names);
      candidate.environment.title = title_in_headings(plans_, file_name_of(run.files.back()));
      candidates_.push_back(std::move(candidate));
    }
  }

  /// An overlay alone gives services without image.
  bool can_run(const ToldRun& run) const {
    return std::any_of(files_.begin(), files_.end(), [&](const ComposeOutline& file) {
      return file.stands_alone && std::find(run.files.begin(), run.files.end(), file.path) != run.files.end();
    });
  }

  std::vector<UnusedFile> unused_files() const {
    std::vector<UnusedFile> unused;
    for (const ComposeOutline& file : files_) {
      const bool used = std::any_of(candidates_.begin(), candidates_.end(), [&](const Candidate& candidate) {
        const auto& own = candidate.environment.files;
        return std::find(own.begin(), own.end(), file.path) != own.end();
      });
      if (used) continue;
      const ComposeOutline* const user = user_of(file);
      const std::string reason = user                ? fmt::format("part of \"{}\", which names it", user->path)
                                 : is_told(file)     ? fmt::format("texts tell more than {} further ways to start the stack", most_told_environments)
                                 : file.stands_alone ? std::string("no text tells that it is started")
                                                     : std::string("it changes services of another file, and no text tells with which it is started");
      unused.push_back({file.path, reason});
    }
    return unused;
  }

  void settle_kinds() {
    for (Candidate& candidate : candidates_) {
      FoundEnvironment& environment = candidate.environment;
      if (const auto named = kind_in(candidate.qualifiers)) {
        environment.kind = *named;
        environment.reason += fmt::format("; its name says {}", name_of(*named));
      } else if (const auto headed = kind_in(words_of(environment.title))) {
        environment.kind = *headed;
        environment.reason += fmt::format("; a plan calls it \"{}\"", environment.title);
      } else if (candidate.base && candidates_.size() == 2 && only_development_beside(candidate)) {
        environment.kind = EnvironmentKind::production;
        environment.reason += "; the only other file is for development";
      }
    }
  }

  bool only_development_beside(const Candidate& base) const {
    return std::all_of(candidates_.begin(), candidates_.end(), [&](const Candidate& other) {
      return &other == &base || kind_in(other.qualifiers) == EnvironmentKind::development;
    });
  }

  void settle_names() {
    std::set<std::string> taken;
    // Files that carry their kind in their name claim it first.
    for (const bool by_name : {true, false}) {
      for (Candidate& candidate : candidates_) {
        if (kind_in(candidate.qualifiers).has_value() != by_name) continue;
        FoundEnvironment& environment = candidate.environment;
        const std::string distinction = distinction_of(environment.title);
        const std::string from_file = candidate.qualifiers.empty() ? "default" : slug(join(candidate.qualifiers, "-"));
        std::vector<std::string> wishes;
        if (environment.kind != EnvironmentKind::other) wishes.emplace_back(name_of(environment.kind));
        if (!distinction.empty()) wishes.push_back(distinction);
        wishes.push_back(from_file);
        wishes.push_back(slug(file_name_of(environment.files.back())));
        environment.name = *std::find_if(wishes.begin(), wishes.end() - 1, [&](const std::string& wish) { return !taken.contains(wish); });
        for (int i = 2; taken.contains(environment.name); ++i) environment.name = fmt::format("{}-{}", wishes.back(), i);
        taken.insert(environment.name);
        if (environment.title.empty()) environment.title = capitalised(environment.name);
      }
    }
  }

  const std::vector<ComposeOutline>& files_;
  const std::vector<Plan>& plans_;
  const std::vector<ToldRun>& told_;
  const ComposeOutline* top_base_ = nullptr;
  std::vector<Candidate> candidates_;
};

}  // namespace

std::string title_in_headings(const std::vector<Plan>& plans, const std::string& file_name) {
  // The phrase that most headings use; of equals the first.
  std::vector<std::pair<std::string, int>> phrases;
  for (const Plan& plan : plans) {
    for (const Section& section : plan.sections) {
      const auto words = words_beside(section.title.value, file_name);
      if (!words || words->empty() || words->size() > 4 || !kind_in(*words)) continue;
      std::vector<std::string> kept;
      std::copy_if(words->begin(), words->end(), std::back_inserter(kept), [](const std::string& word) { return !is_filler(word); });
      const std::string title = sentence_case(join(kept, " "));
      const auto same = std::find_if(phrases.begin(), phrases.end(), [&](const auto& phrase) { return phrase.first == title; });
      if (same == phrases.end()) {
        phrases.emplace_back(title, 1);
      } else {
        ++same->second;
      }
    }
  }
  const auto best = std::max_element(phrases.begin(), phrases.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  return best == phrases.end() ? "" : best->first;
}

std::vector<FoundEnvironment> choose_environments(const std::vector<ComposeOutline>& files, const std::vector<Plan>& plans) {
  return choose_told_environments(files, plans, {}).environments;
}

EnvironmentChoice choose_told_environments(const std::vector<ComposeOutline>& files, const std::vector<Plan>& plans, const std::vector<ToldRun>& told) {
  return Chooser(files, plans, told).choose();
}

std::vector<std::string> name_words(std::string_view file_name) {
  if (is_compose_file(file_name)) return qualifiers_of(file_name);
  std::vector<std::string> words;
  std::string stem(file_name.substr(0, file_name.rfind('.')));
  std::replace_if(stem.begin(), stem.end(), [](char c) { return c == '.' || c == '-' || c == '_'; }, ' ');
  for (const std::string_view word : split_words(stem)) {
    if (word != "docker" && word != "compose") words.emplace_back(word);
  }
  return words;
}

}  // namespace portolan::load
