// Lines of YAML in a document: does the resolved model hold the same value at the same place?
#include <algorithm>
#include <optional>
#include <type_traits>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "check/claims/key_values.h"
#include "check/claims/provers.h"
#include "check/claims/words.h"
#include "check/knowledge/process.h"

namespace portolan::check {
namespace {

/// "deploy.resources.limits.cpus", for messages.
std::string key_of(const SetsKey& fact) {
  std::string key;
  for (const Spanned<std::string>& step : fact.path) key += fmt::format("{}{}", key.empty() ? "" : ".", step.value);
  return quoted(key);
}

Span wrong_words(const SetsKey& fact) { return fact.value ? fact.value->span : fact.path.back().span; }

/// A place in the model, or what stands for it: entries of lists that are `KEY=value` have no node for their value.
struct Node {
  Value value;
  Span place;
};

/// By what an entry of a list of mappings is known.
bool is_known_as(const Value& item, std::string_view name) {
  for (const std::string_view key : {"target", "source", "path", "subnet", "name", "driver", "published"}) {
    const Value* found = item.find(key);
    if (found && found->is_scalar() && found->text == name) return true;
  }
  return false;
}

std::optional<Node> step_into(const SourceMap& sources, const Value& node, const std::string& step) {
  if (const Value* child = node.is_map() ? node.find(step) : nullptr) return Node{*child, child->span};
  for (const Value& item : node.items) {
    if (item.is_map() && is_known_as(item, step)) return Node{item, item.span};
    if (!item.is_scalar()) continue;
    if (compare_values(sources, step, item) == Likeness::same) return Node{item, item.span};
    const bool pair = item.text.size() > step.size() && item.text.starts_with(step) && (item.text[step.size()] == '=' || item.text[step.size()] == ':');
    if (pair) return Node{make_string(item.text.substr(step.size() + 1)), item.span};
  }
  return std::nullopt;
}

std::optional<Node> find_node(const SourceMap& sources, const Value& root, const SetsKey& fact) {
  Node node{root, root.span};
  for (const Spanned<std::string>& step : fact.path) {
    auto next = step_into(sources, node.value, step.value);
    if (!next) return std::nullopt;
    node = std::move(*next);
  }
  return node;
}

/// What a key means that is not there. Source: Compose Specification; Dockerfile reference for the signals of a container.
std::string_view default_of(const SetsKey& fact) {
  struct Row {
    std::string_view key, value;
  };
  constexpr Row rows[] = {{"attachable", "false"},  {"deploy.mode", "replicated"}, {"deploy.replicas", "1"}, {"driver", "local"},          {"external", "false"},
                          {"init", "false"},        {"privileged", "false"},       {"pull_policy", "missing"}, {"read_only", "false"},      {"scale", "1"},
                          {"stdin_open", "false"},  {"stop_grace_period", "10s"},  {"stop_signal", "SIGTERM"}, {"tty", "false"},            {"logging.driver", "json-file"}};
  const bool resource = fact.service.value.empty() && fact.path.size() == 3;
  const std::string key = resource ? fact.path.back().value : unquoted(key_of(fact));
  for (const Row& row : rows) {
    if (row.key == key && (key != "driver" || (resource && fact.path.front().value == "volumes"))) return row.value;
  }
  return {};
}

std::string whose_words(const Service* service) { return service ? fmt::format(" for {}", quoted(service->name.value)) : std::string(); }

/// What stands there, unless it is secret or long.
std::string words_of(const SourceMap& sources, const Value& value) {
  if (value.is_scalar()) return sources.is_secret(value.span) || value.text.size() > 80 ? std::string("another value") : quoted(value.text);
  std::vector<std::string> items;
  for (const Value& item : value.items) {
    if (item.is_scalar()) items.push_back(sources.is_secret(item.span) ? std::string("a secret") : quoted(item.text));
  }
  return items.empty() || items.size() > 5 || items.size() != value.items.size() ? std::string("something else") : join_naturally(items);
}

Judgement judge_node(const Scene& scene, const SetsKey& fact, const Service* service, const Node& node) {
  const std::string key = key_of(fact), whose = whose_words(service);
  const Span place = node.place.known() ? node.place : service ? place_of(*service) : Span{};
  const Judgement so = holds(fmt::format("compose sets {} so{}", key, whose), {place});
  if (!fact.value) return so;
  const std::string& written = fact.value->value;
  if (looks_like_placeholder(written) && written.find('$') == std::string::npos && written.find_first_of("<>{}") != std::string::npos) return open(fmt::format("{} is a placeholder", quoted(written)));
  const auto refute = [&](const std::string& words) { return refuted(fmt::format("compose sets {} to {}{}", key, words, whose), wrong_words(fact), {place}); };
  const auto unsure = [&] { return open(fmt::format("{} comes from a variable that is not set here", key)); };
  if (node.value.is_scalar() || node.value.is_null()) {
    switch (compare_values(scene.sources, written, node.value)) {
      case Likeness::same: return so;
      case Likeness::unknown: return unsure();
      case Likeness::different: return refute(words_of(scene.sources, node.value));
    }
  }
  for (const Value& item : node.value.items) {
    if (item.is_map() && is_known_as(item, written)) return holds(so.reason, {item.span});
    const Likeness likeness = item.is_scalar() ? compare_values(scene.sources, written, item) : Likeness::different;
    if (likeness == Likeness::same) return holds(so.reason, {item.span});
    if (likeness == Likeness::unknown) return unsure();
  }
  if (const Value* entry = node.value.find(written)) return holds(so.reason, {entry->span});
  return refute(words_of(scene.sources, node.value));
}

Judgement judge_missing(const SetsKey& fact, const Service* service, const Span& place) {
  const std::string_view usual = default_of(fact);
  if (fact.value && !usual.empty() && to_lower(fact.value->value) == to_lower(usual)) {
    return holds(fmt::format("compose leaves {} at its default", key_of(fact)), {place});
  }
  return refuted(fmt::format("compose does not set {}{}", key_of(fact), whose_words(service)), wrong_words(fact), {place});
}

// ---- keys whose resolved form is another than the written one

std::string collapsed(std::string_view text) {
  std::string out;
  for (const std::string_view word : split_words(text)) out += fmt::format("{}{}", out.empty() ? "" : " ", word);
  return out;
}

/// What the service starts or runs as when compose says nothing: the nearest stage that says it.
template <class Member>
const auto* find_built(const Scene& scene, const Service& service, Member member) {
  using Found = std::remove_reference_t<decltype(*(std::declval<BuildStage>().*member))>;
  for (const BuildStage* stage : stages_of(scene.stack, service)) {
    if (stage->*member) return static_cast<const Found*>(&*(stage->*member));
  }
  return static_cast<const Found*>(nullptr);
}

Judgement judge_command(const Scene& scene, const SetsKey& fact, const Service& service) {
  const bool is_command = fact.path.front().value == "command";
  const std::string key = unquoted(key_of(fact)), name = quoted(service.name.value);
  const std::optional<CommandLine>& own = is_command ? service.command : service.entrypoint;
  const CommandLine* line = own ? &*own : find_built(scene, service, is_command ? &BuildStage::command : &BuildStage::entrypoint);
  const std::string_view who = own ? "compose" : "the Dockerfile";
  if (!line) return refuted(fmt::format("compose sets no {} for {}", key, name), wrong_words(fact), {place_of(service)});
  const std::string real = collapsed(line->line());
  if (!fact.value || collapsed(fact.value->value) == real) return holds(fmt::format("{} sets the {} of {} so", who, key, name), {line->span});
  if (fact.value->value.find("${") != std::string::npos) return open(fmt::format("the {} takes variables", key));
  const std::string words = scene.sources.is_secret(line->span) || real.size() > 120 ? std::string("something else") : quoted(real);
  return refuted(fmt::format("{} sets the {} of {} to {}", who, key, name, words), wrong_words(fact), {line->span});
}

Judgement judge_port(const SetsKey& fact, const Service& service) {
  const std::string& written = fact.value->value;
  if (written.find('$') != std::string::npos) return open("the port takes variables");
  std::vector<Span> places;
  for (const PortMapping& port : service.ports) {
    if (same_port(written, port)) return holds(fmt::format("compose publishes it for {}", quoted(service.name.value)), {port.span});
    places.push_back(port.span);
  }
  if (places.empty()) places.push_back(place_of(service));
  return refuted(fmt::format("compose publishes no {} for {}", quoted(written), quoted(service.name.value)), wrong_words(fact), std::move(places));
}

Judgement judge_mount(const Scene& scene, const SetsKey& fact, const Service& service) {
  const std::string& written = fact.value->value;
  if (written.find('$') != std::string::npos) return open("the mount takes variables");
  for (const Mount& mount : service.mounts) {
    if (same_mount(scene.environment, written, mount)) return holds(fmt::format("compose mounts it into {}", quoted(service.name.value)), {mount.span});
  }
  return refuted(fmt::format("compose mounts no {} into {}", quoted(written), quoted(service.name.value)), wrong_words(fact), {place_of(service)});
}

Judgement judge_env_file(const Scene& scene, const SetsKey& fact, const Service& service) {
  for (const EnvFileReference& file : service.env_files) {
    Value path = make_string(file.path.value, file.path.span);
    if (compare_values(scene.sources, fact.value->value, path) == Likeness::same) return holds(fmt::format("{} reads it", quoted(service.name.value)), {file.path.span});
  }
  return refuted(fmt::format("compose gives no file {} to {}", quoted(fact.value->value), quoted(service.name.value)), wrong_words(fact), {place_of(service)});
}

Judgement judge_build(const Scene& scene, const SetsKey& fact, const Service& service) {
  if (!service.build) return refuted(fmt::format("compose builds no image for {}", quoted(service.name.value)), wrong_words(fact), {place_of(service)});
  if (!fact.value) return holds(fmt::format("compose builds {}", quoted(service.name.value)), {service.build->span});
  const Spanned<std::string>& real = fact.path.back().value == "context" ? service.build->context : service.build->dockerfile;
  const Node node{make_string(real.value.empty() ? "." : real.value, real.span), real.span.known() ? real.span : service.build->span};
  return judge_node(scene, fact, &service, node);
}

Judgement judge_service(const Scene& scene, const SetsKey& fact, const Service& service) {
  const std::string& key = fact.path.front().value;
  if (key == "command" || key == "entrypoint") return judge_command(scene, fact, service);
  if (key == "extends" || key == "label_file") return open(fmt::format("{} is gone when the compose files are put together", quoted(key)));
  if (fact.path.size() == 1 && fact.value && key == "ports") return judge_port(fact, service);
  if (fact.path.size() == 1 && fact.value && key == "volumes") return judge_mount(scene, fact, service);
  if (fact.path.size() == 1 && fact.value && key == "env_file") return judge_env_file(scene, fact, service);
  const bool place_of_build = key == "build" && (fact.path.size() == 1 || fact.path.back().value == "context" || fact.path.back().value == "dockerfile");
  if (place_of_build && fact.path.size() <= 2) return judge_build(scene, fact, service);
  const Value* services = scene.environment.resolved.find("services");
  const Value* root = services ? services->find(service.name.value) : nullptr;
  if (!root) return open(fmt::format("the model of {} is not known", quoted(service.name.value)));
  const auto node = find_node(scene.sources, *root, fact);
  if (node) return judge_node(scene, fact, &service, *node);
  if (const Spanned<std::string>* built = key == "user" ? find_built(scene, service, &BuildStage::user) : key == "working_dir" ? find_built(scene, service, &BuildStage::workdir) : nullptr) {
    const bool same = fact.value && compare_values(scene.sources, fact.value->value, make_string(built->value, built->span)) == Likeness::same;
    if (same) return holds(fmt::format("the Dockerfile of {} sets it so", quoted(service.name.value)), {built->span});
  }
  return judge_missing(fact, &service, place_of(service));
}

/// "volumes.data" and what stands below it.
Judgement judge_top(const Scene& scene, const SetsKey& fact) {
  const Value& root = scene.environment.resolved;
  if (const auto node = find_node(scene.sources, root, fact)) return judge_node(scene, fact, nullptr, *node);
  if (fact.path.size() < 2) return judge_missing(fact, nullptr, {});
  const Value* part = root.find(fact.path[0].value);
  const Value* resource = part ? part->find(fact.path[1].value) : nullptr;
  const std::string_view kinds[] = {"volumes", "volume", "networks", "network", "secrets", "secret", "configs", "config", "models", "model"};
  const auto kind = std::find(std::begin(kinds), std::end(kinds), fact.path[0].value);
  const std::string name = quoted(fact.path[1].value);
  if (!resource) return refuted(fmt::format("compose defines no {} {}", kind == std::end(kinds) ? "part" : *(kind + 1), name), fact.path[1].span, {});
  return judge_missing(fact, nullptr, resource->span);
}

}  // namespace

Judgement prove(const SetsKey& fact, const Scene& scene) {
  if (fact.path.empty()) return open("the document names no key");
  if (fact.service.value.empty()) return judge_top(scene, fact);
  const Subjects subjects = find_subjects(scene, fact.service);
  if (!subjects) return subjects.problem;
  return judge_all(subjects, [&](const Service& service) { return judge_service(scene, fact, service); });
}

}  // namespace portolan::check
