#include "check/claims/find_environment.h"

#include <algorithm>
#include <optional>
#include <set>

#include <fmt/format.h>

#include "base/file_reader.h"
#include "base/text.h"
#include "check/claims/words.h"

namespace portolan::check {
namespace {

using Indices = std::vector<std::size_t>;

template <class Test>
Indices environments_where(const Stack& stack, Test&& test) {
  Indices found;
  for (std::size_t i = 0; i < stack.environments.size(); ++i) {
    if (test(stack.environments[i])) found.push_back(i);
  }
  return found;
}

bool names_file(const Environment& environment, std::string_view path) {
  return std::any_of(environment.compose_paths.begin(), environment.compose_paths.end(), [&](const std::string& candidate) {
    return candidate == path || (path.find('/') == std::string_view::npos && file_name_of(candidate) == path);
  });
}

/// A file stands for the environment that it makes alone or ends; a base file under overlays only for all of them.
Indices find_by_file(const Stack& stack, std::string_view path) {
  const std::string normal = normal_path(path);
  Indices found = environments_where(stack, [&](const Environment& e) { return e.compose_paths.size() == 1 && names_file(e, normal); });
  if (!found.empty()) return found;
  found = environments_where(stack, [&](const Environment& e) {
    return !e.compose_paths.empty() && (e.compose_paths.back() == normal || file_name_of(e.compose_paths.back()) == normal);
  });
  if (!found.empty()) return found;
  return environments_where(stack, [&](const Environment& e) { return names_file(e, normal); });
}

bool looks_like_compose_path(std::string_view text) { return text.ends_with(".yml") || text.ends_with(".yaml"); }

/// Environments whose title or (unless it is a word for a kind) name stands in the phrase; the longest one wins.
Indices find_by_title(const Stack& stack, const std::vector<std::string>& words) {
  Indices found;
  std::size_t longest = 0;
  const auto offer = [&](std::size_t index, const std::vector<std::string>& part) {
    if (part.size() == 1 && parse_environment_kind(part[0])) return;
    if (!has_phrase(words, part) || part.size() < longest) return;
    if (part.size() > longest) found.clear();
    longest = part.size();
    if (found.empty() || found.back() != index) found.push_back(index);
  };
  for (std::size_t i = 0; i < stack.environments.size(); ++i) {
    offer(i, plain_words(stack.environments[i].title));
    offer(i, plain_words(stack.environments[i].name));
  }
  return found;
}

/// Narrows "full prod" to the one environment of the kind whose title has "full", too; keeps all when no word decides.
Indices narrowed(const Stack& stack, const Indices& candidates, const std::vector<std::string>& words) {
  Indices fitting;
  for (const std::size_t index : candidates) {
    const std::vector<std::string> title = plain_words(stack.environments[index].title);
    const bool fits = std::any_of(words.begin(), words.end(), [&](const std::string& word) {
      return !parse_environment_kind(word) && std::find(title.begin(), title.end(), word) != title.end();
    });
    if (fits) fitting.push_back(index);
  }
  return fitting.empty() ? candidates : fitting;
}

Indices find_by_kind(const Stack& stack, const std::vector<std::string>& words) {
  for (const std::string& word : words) {
    const std::optional<EnvironmentKind> kind = parse_environment_kind(word);
    if (!kind) continue;
    const Indices found = environments_where(stack, [&](const Environment& e) { return e.kind == *kind; });
    if (!found.empty()) return narrowed(stack, found, words);
  }
  return {};
}

/// Synonyms come last: discovery gives an environment of a kind all the words of that kind.
Indices find_by_synonym(const Stack& stack, const std::vector<std::string>& words) {
  return environments_where(stack, [&](const Environment& environment) {
    return std::any_of(environment.synonyms.begin(), environment.synonyms.end(),
                       [&](const std::string& synonym) { return has_phrase(words, plain_words(synonym)); });
  });
}

}  // namespace

Indices find_environments(const Stack& stack, std::string_view phrase) {
  const std::vector<std::string> words = plain_words(phrase);
  for (const std::string& word : words) {
    if (!looks_like_compose_path(word)) continue;
    Indices found = find_by_file(stack, word);
    if (!found.empty()) return found;
  }
  if (Indices found = find_by_title(stack, words); !found.empty()) return found;
  if (Indices found = find_by_kind(stack, words); !found.empty()) return found;
  return find_by_synonym(stack, words);
}

BoundScope bind_scope(const Stack& stack, const Scope& scope) {
  BoundScope bound;
  if (stack.environments.empty()) {
    bound.problem = "no compose file describes this stack";
    return bound;
  }
  bound.spoken = !scope.environments.empty();
  if (!bound.spoken) {
    for (std::size_t i = 0; i < stack.environments.size(); ++i) bound.environments.push_back(i);
    return bound;
  }
  std::set<std::size_t> all;
  for (const Spanned<std::string>& phrase : scope.environments) {
    const Indices found = find_environments(stack, phrase.value);
    all.insert(found.begin(), found.end());
    if (found.empty() && bound.problem.empty()) bound.problem = fmt::format("no environment is called {}", quoted(unquoted(phrase.value)));
  }
  bound.environments.assign(all.begin(), all.end());
  if (!bound.environments.empty()) bound.problem.clear();
  return bound;
}

}  // namespace portolan::check
