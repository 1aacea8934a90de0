// Where secrets come from: variables, env files, secret files; and whether one stands in a file as it is.
#include <algorithm>

#include <fmt/format.h>

#include "base/file_reader.h"
#include "base/text.h"
#include "check/claims/provers.h"
#include "check/claims/words.h"

namespace portolan::check {
namespace {

/// The secret variables of an environment by the way in which they get their values.
struct SecretSources {
  std::vector<const Variable*> written;    ///< the value stands in the compose file
  std::vector<const Variable*> inserted;   ///< ${NAME}, or passed through
  std::vector<const Variable*> from_file;  ///< of an env file
  std::vector<std::string> files;          ///< names of the env files that services read
  std::vector<Span> granted;               ///< entries under `secrets:` of services
  std::string writer;                      ///< the service of the first written one
};

/// By its name alone: what is inserted is not known here.
bool is_secret_name(std::string_view name) {
  for (const std::string_view ending : {"PASSWORD", "SECRET", "SECRET_KEY", "TOKEN", "API_KEY", "PASSPHRASE"}) {
    if (name.ends_with(ending)) return true;
  }
  return false;
}

SecretSources sources_of(const Environment& environment) {
  SecretSources found;
  for (const Service& service : environment.services) {
    for (const EnvFileReference& file : service.env_files) found.files.emplace_back(file_name_of(file.path.value));
    for (const GrantReference& grant : service.secrets) found.granted.push_back(grant.source.span);
    for (const Variable& variable : service.environment) {
      // NAME_FILE holds a path, and an empty value holds nothing.
      if ((!variable.secret && !is_secret_name(variable.name.value)) || variable.name.value.ends_with("_FILE")) continue;
      const bool empty = variable.value && variable.value->value.empty();
      if (variable.source == VariableSource::env_file) {
        found.from_file.push_back(&variable);
      } else if (!variable.value || !variable.interpolated.empty()) {
        found.inserted.push_back(&variable);
      } else if (!empty && variable.secret) {
        if (found.written.empty()) found.writer = service.name.value;
        found.written.push_back(&variable);
      }
    }
  }
  return found;
}

std::vector<Span> places_of(const std::vector<const Variable*>& variables) {
  std::vector<Span> places;
  for (const Variable* variable : variables) places.push_back(variable->name.span);
  return places;
}

Judgement refuted_by_value(const SecretSources& found, const KeepsSecrets& fact) {
  return refuted(fmt::format("compose writes {} of {} out", quoted(found.written.front()->name.value), quoted(found.writer)), fact.words.span, {found.written.front()->name.span});
}

Judgement judge_absence(const Scene& scene, const SecretSources& found, const KeepsSecrets& fact) {
  const std::string words = to_lower(unquoted(fact.words.value));
  if (words.find("image") != std::string::npos || words.find("layer") != std::string::npos) {
    std::vector<Span> stages;
    for (const Dockerfile& dockerfile : scene.stack.dockerfiles) {
      for (const BuildStage& stage : dockerfile.stages) {
        for (const Variable& variable : stage.variables) {
          if (variable.secret && variable.value && !variable.value->value.empty() && !variable.name.value.ends_with("_FILE")) {
            return refuted(fmt::format("a Dockerfile sets {}", quoted(variable.name.value)), fact.words.span, {variable.name.span});
          }
        }
        stages.push_back(stage.span);
      }
    }
    return stages.empty() ? open("no Dockerfile shows what is in the images") : holds("no Dockerfile sets a secret variable", std::move(stages));
  }
  if (!found.written.empty()) return refuted_by_value(found, fact);
  std::vector<Span> places = places_of(found.inserted);
  places.insert(places.end(), found.granted.begin(), found.granted.end());
  if (places.empty()) places = places_of(found.from_file);
  return places.empty() ? open("no service has a secret") : holds("the compose file holds no value of a secret", std::move(places));
}

Judgement judge_env_file(const SecretSources& found, const KeepsSecrets& fact) {
  const std::string file(file_name_of(unquoted(fact.words.value)));
  const bool read = std::find(found.files.begin(), found.files.end(), file) != found.files.end();
  if (read && !found.from_file.empty()) return holds(fmt::format("compose reads {}", quoted(file)), places_of(found.from_file));
  if (read && found.written.empty()) return holds(fmt::format("compose reads {}, and writes no secret out", quoted(file)), places_of(found.inserted));
  // Compose inserts what stands in .env, or in the file that it is called with.
  if (!found.inserted.empty()) return holds("compose inserts the values of secrets", places_of(found.inserted));
  if (!found.written.empty()) return refuted_by_value(found, fact);
  return open(fmt::format("nothing in compose reads {}", quoted(file)));
}

}  // namespace

Judgement prove(const KeepsSecrets& fact, const Scene& scene) {
  const SecretSources found = sources_of(scene.environment);
  switch (fact.place) {
    case SecretPlace::not_in_files: return judge_absence(scene, found, fact);
    case SecretPlace::env_file: return judge_env_file(found, fact);
    case SecretPlace::secret_files:
      return found.granted.empty() ? refuted("compose hands out no secret", fact.words.span, {}) : holds("compose hands out secrets as files", found.granted);
    case SecretPlace::environment: {
      std::vector<Span> places = places_of(found.inserted);
      const std::vector<Span> more = places_of(found.from_file);
      places.insert(places.end(), more.begin(), more.end());
      if (!places.empty()) return holds("compose takes the values of secrets from outside", std::move(places));
      return found.written.empty() ? open("no service has a secret variable") : refuted_by_value(found, fact);
    }
  }
  return open("nothing in the files can prove this");
}

}  // namespace portolan::check
