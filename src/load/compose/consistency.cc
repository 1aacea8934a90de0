#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "base/text.h"
#include "load/compose/steps.h"

namespace portolan::load {

namespace {

constexpr std::string_view reference_rule = "compose-undefined-reference";
constexpr std::string_view contradiction = "compose-invalid-value";

std::set<std::string> names_of(Value& model, std::string_view part) {
  std::set<std::string> names;
  for (const Entry& entry : entries_of(model, part)) names.insert(entry.key.value);
  return names;
}

const Value* find_deep(const Value& value, std::initializer_list<std::string_view> keys) {
  const Value* found = &value;
  for (const std::string_view key : keys) found = found ? found->find(key) : nullptr;
  return found;
}

class Consistency {
 public:
  Consistency(Loader& loader, Value& model)
      : loader_(loader),
        model_(model),
        services_(names_of(model, "services")),
        networks_(names_of(model, "networks")),
        volumes_(names_of(model, "volumes")),
        secrets_(names_of(model, "secrets")),
        configs_(names_of(model, "configs")),
        models_(names_of(model, "models")) {}

  void run() {
    for (const Entry& entry : entries_of(model_, "services")) {
      check_image(entry);
      check_networks(entry);
      check_dependencies(entry);
      check_grants(entry);
      check_mounts(entry);
      check_health(entry);
      check_twice_said(entry);
      check_container_name(entry);
      check_watch(entry);
    }
    check_secrets();
    check_circles();
  }

 private:
  void undefined(const Span& span, const Entry& service, std::string_view what, const std::string& name, const std::set<std::string>& known) {
    if (!loader_.options.interpolate && name.find('$') != std::string::npos) return;  // nobody knows what it stands for
    if (!loader_.records_problems()) return loader_.error(reference_rule, span, {});
    // With very many names the nearest one is not worth the search.
    constexpr std::size_t most_names = 1000;
    const auto meant = known.size() > most_names ? std::nullopt : nearest(name, {known.begin(), known.end()});
    loader_.error(reference_rule, span, fmt::format("service \"{}\" refers to {} \"{}\", which is not defined", service.key.value, what, name),
                  meant ? fmt::format("did you mean \"{}\"?", *meant) : fmt::format("define it, or correct the name"));
  }

  void check_image(const Entry& entry) {
    const Value& service = entry.value;
    const Value* image = service.find("image");
    // An image that could not be read is reported already.
    const bool reported = (!image || image->text.empty()) && std::any_of(loader_.problems.begin(), loader_.problems.end(), [&](const Diagnostic& problem) {
      return problem.severity == Severity::error && problem.rule != contradiction && entry.value.span.contains(problem.span);
    });
    if (!reported && (!image || image->text.empty()) && !service.find("build") && !service.find("provider")) {
      loader_.error("compose-invalid-value", image ? image->span : entry.key.span, fmt::format("service \"{}\" has neither an image nor a build", entry.key.value),
                    "add \"image\" or \"build\"");
    }
    const Value* build = service.find("build");
    if (!build) return;
    const Value* inline_file = build->find("dockerfile_inline");
    if (build->find("dockerfile") && inline_file) {
      loader_.error(contradiction, inline_file->span, "\"dockerfile\" and \"dockerfile_inline\" exclude each other", "keep one of them");
    }
    const Value* platforms = build->find("platforms");
    const Value* platform = service.find("platform");
    if (platforms && platform && !platforms->items.empty() &&
        std::none_of(platforms->items.begin(), platforms->items.end(), [&](const Value& item) { return item.text == platform->text; })) {
      loader_.error(contradiction, platform->span, fmt::format("platform \"{}\" is none of those that are built", platform->text));
    }
  }

  void check_networks(const Entry& entry) {
    const Value& service = entry.value;
    const Value* networks = service.find("networks");
    const Value* mode = service.find("network_mode");
    if (networks && mode && !networks->entries.empty()) {
      loader_.error(contradiction, mode->span, fmt::format("service \"{}\" has both \"network_mode\" and \"networks\"", entry.key.value), "keep one of them");
    }
    if (networks) {
      for (const Entry& network : networks->entries) {
        if (!networks_.contains(network.key.value)) undefined(network.key.span, entry, "network", network.key.value, networks_);
      }
    }
    if (const Value* models = service.find("models")) {
      for (const Entry& model : models->entries) {
        if (!models_.contains(model.key.value)) undefined(model.key.span, entry, "model", model.key.value, models_);
      }
    }
  }

  void check_dependencies(const Entry& entry) {
    const Value* depends_on = entry.value.find("depends_on");
    if (!depends_on) return;
    for (const Entry& dependency : depends_on->entries) {
      const std::string& name = dependency.key.value;
      if (services_.contains(name)) continue;
      const Value* required = dependency.value.find("required");
      if (loader_.inactive.contains(name)) {
        if (required && required->text == "false") continue;
        loader_.error(reference_rule, dependency.key.span,
                      fmt::format("service \"{}\" depends on \"{}\", which no active profile switches on", entry.key.value, name),
                      "activate its profile, or set required: false");
      } else {
        undefined(dependency.key.span, entry, "service", name, services_);
      }
    }
  }

  void check_sources(const Entry& entry, const Value* list, std::string_view what, const std::set<std::string>& known) {
    if (!list) return;
    for (const Value& item : list->items) {
      const Value* source = item.find("source");
      if (source && !known.contains(source->text)) undefined(source->span, entry, what, source->text, known);
    }
  }

  void check_grants(const Entry& entry) {
    check_sources(entry, entry.value.find("secrets"), "secret", secrets_);
    check_sources(entry, entry.value.find("configs"), "config", configs_);
    check_sources(entry, find_deep(entry.value, {"build", "secrets"}), "secret", secrets_);
  }

  void check_mounts(const Entry& entry) {
    std::map<std::string, Span> targets;
    const auto occupy = [&](const std::string& target, const Span& span) {
      const auto [place, added] = targets.emplace(target, span);
      if (added) return;
      loader_.report({.rule = std::string(contradiction),
                                  .span = span,
                                  .message = fmt::format("\"{}\" is mounted twice in service \"{}\"", target, entry.key.value),
                                  .related = {{place->second, "mounted here"}}});
    };
    if (const Value* tmpfs = entry.value.find("tmpfs")) {
      for (const Value& item : tmpfs->items) occupy(item.text.substr(0, item.text.find(':')), item.span);
    }
    const Value* volumes = entry.value.find("volumes");
    if (!volumes) return;
    for (const Value& volume : volumes->items) {
      const Value* type = volume.find("type");
      const Value* source = volume.find("source");
      const Value* target = volume.find("target");
      if (target) occupy(target->text, target->span);
      if (type && source && type->text == "volume" && !volumes_.contains(source->text)) undefined(source->span, entry, "volume", source->text, volumes_);
      if (type && !source && type->text == "bind") {
        loader_.error(contradiction, volume.span, fmt::format("a bind mount of service \"{}\" has no source", entry.key.value));
      }
    }
  }

  void check_health(const Entry& entry) {
    const Value* test = find_deep(entry.value, {"healthcheck", "test"});
    if (!test || test->items.empty()) return;
    const Value& kind = test->items[0];
    if (kind.text == "CMD" || kind.text == "CMD-SHELL" || kind.text == "NONE") return;
    loader_.error(contradiction, kind.span, fmt::format("a health check starts with CMD, CMD-SHELL or NONE, found \"{}\"", kind.text),
                  "write the test as one text to run it in a shell");
  }

  void compare(const Entry& entry, const Value* one, const Value* other, std::string_view names) {
    if (!one || !other || one->text == other->text) return;
    loader_.report({.rule = std::string(contradiction),
                                .span = one->span,
                                .message = fmt::format("service \"{}\" sets {} to different values", entry.key.value, names),
                                .related = {{other->span, "the other value"}},
                                .help = "keep one of them"});
  }

  void check_twice_said(const Entry& entry) {
    const Value& service = entry.value;
    compare(entry, service.find("scale"), find_deep(service, {"deploy", "replicas"}), "\"scale\" and \"deploy.replicas\"");
    compare(entry, service.find("cpus"), find_deep(service, {"deploy", "resources", "limits", "cpus"}), "\"cpus\" and \"deploy.resources.limits.cpus\"");
    compare(entry, service.find("mem_limit"), find_deep(service, {"deploy", "resources", "limits", "memory"}), "\"mem_limit\" and \"deploy.resources.limits.memory\"");
    compare(entry, service.find("mem_reservation"), find_deep(service, {"deploy", "resources", "reservations", "memory"}), "\"mem_reservation\" and \"deploy.resources.reservations.memory\"");
    compare(entry, service.find("pids_limit"), find_deep(service, {"deploy", "resources", "limits", "pids"}), "\"pids_limit\" and \"deploy.resources.limits.pids\"");
  }

  void check_container_name(const Entry& entry) {
    const Value* name = entry.value.find("container_name");
    if (!name) return;
    const Value* scale = entry.value.find("scale");
    if (!scale) scale = find_deep(entry.value, {"deploy", "replicas"});
    if (scale && parse_digits(scale->text).value_or(1) > 1) {
      loader_.error(contradiction, name->span, fmt::format("service \"{}\" has one container name and several containers", entry.key.value), "remove \"container_name\"");
    }
    const auto [place, added] = container_names_.emplace(name->text, name->span);
    if (added) return;
    loader_.report({.rule = std::string(contradiction),
                                .span = name->span,
                                .message = fmt::format("two services have the container name \"{}\"", name->text),
                                .related = {{place->second, "first used here"}}});
  }

  void check_watch(const Entry& entry) {
    const Value* watch = find_deep(entry.value, {"develop", "watch"});
    if (!watch) return;
    for (const Value& item : watch->items) {
      const Value* action = item.find("action");
      if (!action || item.find("target") || !action->text.starts_with("sync")) continue;
      loader_.error(contradiction, item.span, fmt::format("watch action \"{}\" needs a target", action->text), "name the path in the container");
    }
  }

  void check_secrets() {
    for (const Entry& entry : entries_of(model_, "secrets")) {
      const Value* external = entry.value.find("external");
      if (entry.value.find("file") || entry.value.find("environment") || (external && external->text == "true")) continue;
      loader_.error(contradiction, entry.key.span, fmt::format("secret \"{}\" has no source", entry.key.value), "give it \"file\" or \"environment\"");
    }
  }

  /// Depth first; every circle is reported once, at the dependency that closes it.
  void check_circles() {
    std::map<std::string, int> state;  // 1 being visited, 2 done
    std::map<std::string, const Value*> dependencies;
    for (const Entry& entry : entries_of(model_, "services")) dependencies[entry.key.value] = entry.value.find("depends_on");
    for (const auto& [name, depends_on] : dependencies) {
      std::vector<std::pair<std::string, std::size_t>> stack;
      if (state[name] != 0) continue;
      state[name] = 1;
      stack.emplace_back(name, 0);
      while (!stack.empty()) {
        auto& [current, next] = stack.back();
        const Value* map = dependencies[current];
        if (!map || next >= map->entries.size()) {
          state[current] = 2;
          stack.pop_back();
          continue;
        }
        const Entry& edge = map->entries[next++];
        if (!dependencies.contains(edge.key.value)) continue;
        if (state[edge.key.value] == 1) {
          loader_.error(contradiction, edge.key.span, fmt::format("service \"{}\" depends on itself through \"{}\"", edge.key.value, stack.back().first),
                        "break the circle");
        } else if (state[edge.key.value] == 0) {
          const std::string target = edge.key.value;
          state[target] = 1;
          stack.emplace_back(target, 0);
        }
      }
    }
  }

  Loader& loader_;
  Value& model_;
  std::set<std::string> services_, networks_, volumes_, secrets_, configs_, models_;
  std::map<std::string, Span> container_names_;
};

}  // namespace

void check_consistency(Loader& loader, const Scope&, Value& model) {
  if (loader.options.check_consistency) Consistency(loader, model).run();
}

}  // namespace portolan::load
