#include "load/plan_stack/stated.h"

#include <algorithm>
#include <array>
#include <optional>

#include <fmt/format.h>

#include "base/file_reader.h"
#include "base/text.h"
#include "load/plan_stack/dockerfiles.h"

namespace portolan::load {

namespace {

template <std::size_t N>
bool contains(const std::array<std::string_view, N>& sorted, std::string_view word) {
  return std::binary_search(sorted.begin(), sorted.end(), word);
}

// Sorted. Keys of a service that hold lists.
constexpr std::array<std::string_view, 20> list_keys{"cap_add",   "cap_drop", "configs",  "depends_on", "devices",      "dns",     "env_file", "environment", "expose",  "extra_hosts",
                                                     "group_add", "labels",   "networks", "ports",      "profiles",     "secrets", "security_opt", "sysctls", "tmpfs", "volumes"};
// Sorted. Keys of a service that a line of a document may set by itself.
constexpr std::array<std::string_view, 17> plain_keys{"build",    "command",      "container_name", "deploy",    "domainname", "entrypoint", "healthcheck", "hostname",    "image",
                                                      "init",     "network_mode", "platform",       "privileged", "read_only",  "restart",    "user",        "working_dir"};

bool is_resource_name(std::string_view text) {
  const auto allowed = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.'; };
  return !text.empty() && text[0] != '.' && text[0] != '-' && std::all_of(text.begin(), text.end(), allowed);
}

bool is_host_path(std::string_view text) {
  return (text.starts_with("./") || text.starts_with("../") || text.starts_with('/') || text.starts_with("~/") || text == ".") && split_words(text).size() == 1;
}

bool is_image(std::string_view text) {
  if (text.empty() || text.find_first_of(" <>{}") != std::string_view::npos) return false;
  return std::none_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(std::min(text.rfind(':'), text.size())), [](char c) { return c >= 'A' && c <= 'Z'; });
}

bool is_duration(std::string_view text) {
  const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
  const std::string_view unit = text.substr(digits);
  return digits > 0 && (unit == "s" || unit == "m" || unit == "h" || unit == "ms");
}

bool is_probe(std::string_view text) {
  constexpr std::array<std::string_view, 12> tools{"curl", "mongosh", "mysqladmin", "nc", "nginx", "pg_isready", "python", "rabbitmq-diagnostics", "redis-cli", "sh", "test", "wget"};
  const auto words = split_words(text);
  return words.size() > 1 && contains(tools, words[0]) && text.find_first_of("<{") == std::string_view::npos;
}

Value stated(std::string text, const Span& span) {
  Value value = make_string(std::move(text), span);
  value.origins.push_back({OriginKind::implied, span, {}, {}});
  return value;
}

/// The key is there, what it holds is not said.
Value empty_at(const Span& span) {
  Value value;
  value.span = span;
  value.origins.push_back({OriginKind::implied, span, {}, {}});
  return value;
}

Value& child(Value& map, std::string_view key, const Span& span) {
  if (Value* found = map.find(key)) return *found;
  Value made = make_map(span);
  made.origins.push_back({OriginKind::implied, span, {}, {}});
  return map.set({std::string(key), span}, std::move(made));
}

Value& list_of(Value& map, std::string_view key, const Span& span) {
  if (Value* found = map.find(key)) return *found;
  Value made = make_list(span);
  made.origins.push_back({OriginKind::implied, span, {}, {}});
  return map.set({std::string(key), span}, std::move(made));
}

void add_item(Value& map, std::string_view key, std::string text, const Span& span) {
  Value& list = list_of(map, key, span);
  const bool known = std::any_of(list.items.begin(), list.items.end(), [&](const Value& item) { return item.text == text; });
  if (list.is_list() && !known) list.items.push_back(stated(std::move(text), span));
}

/// The first statement decides; the others are held against it like any statement.
void set_once(Value& map, std::string_view key, std::string text, const Span& span) {
  if (!map.find(key)) map.set({std::string(key), span}, stated(std::move(text), span));
}

class Writer {
 public:
  Writer(const std::vector<PlacedStatement>& statements, const ServiceNames& names, const SourceMap& sources) : statements_(statements), names_(names), sources_(sources) {}

  Value write() {
    for (const PlacedStatement& placed : statements_) {
      current_ = placed;
      std::visit([&](const auto& fact) { add(fact); }, placed.statement->fact);
    }
    settle_ports();
    settle_mounts();
    return std::move(tree_);
  }

 private:
  template <class Fact>
  void add(const Fact&) {}  // says nothing that a key could hold

  void add(const ServiceExists& fact) { service(fact.service); }

  void add(const UsesImage& fact) {
    if (!is_image(fact.image.value)) return;
    Value* own = service(fact.service);
    if (!own) return;
    const bool base = names_base_image(sources_, fact.image.span);
    const auto dockerfile = find_dockerfile_above(*current_.plan, *current_.statement, sources_);
    if (dockerfile) {
      set_once(child(*own, "build", dockerfile->span), "dockerfile", dockerfile->value, dockerfile->span);
    } else if (!base || !is_language_image(fact.image.value)) {
      set_once(*own, "image", fact.image.value, fact.image.span);
    }
  }

  void add(const NamesFile& fact) {
    if (!is_dockerfile_name(fact.path.value)) return;
    const Spanned<std::string>& title = current_.plan->sections.at(current_.statement->section).title;
    if (Value* own = service(title)) set_once(child(*own, "build", fact.path.span), "dockerfile", fact.path.value, fact.path.span);
  }

  void add(const PublishesPort& fact) {
    const auto own = name(fact.service);
    if (!own || (!fact.container_port && !fact.host_port)) return;
    ports_.push_back({*own, fact.service.span, &fact});
    if (const auto dockerfile = find_dockerfile_in_label(*current_.plan, *current_.statement, sources_)) {
      set_once(child(service(*own, fact.service.span), "build", dockerfile->span), "dockerfile", dockerfile->value, dockerfile->span);
    }
  }

  void add(const MountsVolume& fact) {
    const auto own = name(fact.service);
    if (is_resource_name(fact.source.value)) {
      Value& volumes = child(tree_, "volumes", fact.source.span);
      if (!volumes.find(fact.source.value)) volumes.set(fact.source, empty_at(fact.source.span));
    }
    mounts_.push_back({own.value_or(""), fact.service.span, &fact});
  }

  void add(const JoinsNetwork& fact) {
    if (!is_resource_name(fact.network.value)) return;
    if (Value* own = service(fact.service)) add_item(*own, "networks", fact.network.value, fact.network.span);
  }

  void add(const NetworkSetting& fact) {
    if (!is_resource_name(fact.network.value)) return;
    Value& network = child(child(tree_, "networks", fact.network.span), fact.network.value, fact.network.span);
    if (fact.driver && is_resource_name(fact.driver->value)) set_once(network, "driver", to_lower(fact.driver->value), fact.driver->span);
    if (fact.internal && fact.internal->value && !network.find("internal")) {
      Value internal = make_boolean("true", fact.internal->span);
      internal.origins.push_back({OriginKind::implied, fact.internal->span, {}, {}});
      network.set({"internal", fact.internal->span}, std::move(internal));
    }
  }

  void add(const RestartPolicy& fact) {
    const std::string_view policy = fact.policy.value;
    if (policy != "no" && policy != "always" && policy != "unless-stopped" && !policy.starts_with("on-failure")) return;
    if (Value* own = service(fact.service)) set_once(*own, "restart", fact.policy.value, fact.policy.span);
  }

  void add(const MemoryLimit& fact) {
    if (Value* own = service(fact.service)) {
      const Span& span = fact.bytes.span;
      set_once(child(child(child(*own, "deploy", span), "resources", span), "limits", span), "memory", fmt::format("{}b", fact.bytes.value), span);
    }
  }

  void add(const WaitsFor& fact) {
    const auto dependency = name(fact.dependency);
    Value* own = service(fact.service);
    if (!own || !dependency || *dependency == name(fact.service)) return;
    const DependencyCondition condition = fact.condition.value_or(DependencyCondition::started);
    const char* word = condition == DependencyCondition::healthy ? "service_healthy" : condition == DependencyCondition::completed ? "service_completed_successfully" : "service_started";
    const Span& span = fact.dependency.span;
    set_once(child(child(*own, "depends_on", span), *dependency, span), "condition", word, span);
  }

  void add(const HealthFact& fact) {
    const std::string_view key = fact.aspect == HealthAspect::test       ? "test"
                                 : fact.aspect == HealthAspect::interval ? "interval"
                                 : fact.aspect == HealthAspect::timeout  ? "timeout"
                                 : fact.aspect == HealthAspect::retries  ? "retries"
                                                                         : "start_period";
    if (fact.aspect == HealthAspect::present || fact.aspect == HealthAspect::absent) return;
    const bool fits = key == "test" ? is_probe(fact.value.value) : key == "retries" ? parse_digits(fact.value.value).has_value() : is_duration(fact.value.value);
    Value* own = fits ? service(fact.service) : nullptr;
    if (!own) return;
    Value& check = child(*own, "healthcheck", fact.value.span);
    set_once(check, key, fact.value.value, fact.value.span);
    if (key == "retries") check.find(key)->kind = ValueKind::integer;
  }

  void add(const HasVariable& fact) {
    Value* own = service(fact.service);
    if (!own) return;
    Value& variables = child(*own, "environment", fact.name.span);
    if (variables.find(fact.name.value)) return;
    const bool told = fact.value && !fact.described;
    variables.set(fact.name, told ? stated(fact.value->value, fact.value->span) : empty_at(fact.name.span));
  }

  void add(const SetsKey& fact) {
    if (fact.path.empty() || !fact.value) return;
    const std::string& first = fact.path[0].value;
    Value* own = contains(list_keys, first) || contains(plain_keys, first) ? service(fact.service) : nullptr;
    if (!own) return;
    if (contains(list_keys, first)) {
      if (fact.path.size() == 1) add_item(*own, first, fact.value->value, fact.value->span);
      return;
    }
    Value* map = own;
    for (std::size_t i = 0; i + 1 < fact.path.size() && map->is_map(); ++i) map = &child(*map, fact.path[i].value, fact.path[i].span);
    if (map->is_map()) set_once(*map, fact.path.back().value, fact.value->value, fact.value->span);
  }

  std::optional<std::string> name(const Spanned<std::string>& words) const { return names_.find(words.value); }

  Value* service(const Spanned<std::string>& words) {
    const auto found = name(words);
    return found ? &child(child(tree_, "services", words.span), *found, words.span) : nullptr;
  }
  Value& service(const std::string& found, const Span& span) { return child(child(tree_, "services", span), found, span); }

  template <class Fact>
  struct Of {
    std::string service;
    Span words;
    const Fact* fact;
  };

  /// A host port alone is the container's as well, unless the plan gives that service one container port elsewhere.
  void settle_ports() {
    for (const auto& [name, words, fact] : ports_) {
      if (!fact->host_port || (fact->published && !*fact->published)) continue;
      int container = fact->container_port ? fact->container_port->value : fact->host_port->value;
      if (!fact->container_port) {
        const auto told = container_ports_of(name);
        if (told.size() == 1) container = told.front();
      }
      const std::string text = fmt::format("{}:{}", fact->host_port->value, container);
      if (!lists_container_port(name, container) && !is_kept_inside(name, container, fact)) add_item(service(name, words), "ports", text, fact->host_port->span);
    }
    for (const auto& [name, words, fact] : ports_) {
      if (fact->host_port || !fact->container_port) continue;
      const int port = fact->container_port->value;
      Value& own = service(name, words);
      if (lists_container_port(name, port)) continue;
      const bool published = fact->published && *fact->published;
      add_item(own, published ? "ports" : "expose", published ? fmt::format("{0}:{0}", port) : fmt::format("{}", port), fact->container_port->span);
    }
  }

  std::vector<int> container_ports_of(const std::string& name) const {
    std::vector<int> ports;
    for (const auto& [service, words, fact] : ports_) {
      if (service == name && fact->container_port && std::find(ports.begin(), ports.end(), fact->container_port->value) == ports.end()) ports.push_back(fact->container_port->value);
    }
    return ports;
  }

  /// An earlier statement, which is meant more narrowly, says that the port is not published.
  bool is_kept_inside(const std::string& name, int port, const PublishesPort* before) const {
    for (const auto& [service, words, fact] : ports_) {
      if (fact == before) return false;
      if (service == name && fact->published && !*fact->published && fact->container_port && fact->container_port->value == port) return true;
    }
    return false;
  }

  bool lists_container_port(const std::string& name, int port) {
    const Value* ports = service(name, {}).find("ports");
    const std::string tail = fmt::format(":{}", port);
    return ports && std::any_of(ports->items.begin(), ports->items.end(), [&](const Value& item) { return item.text.ends_with(tail); });
  }

  /// One line may say which service keeps a volume and another where: "db keeps postgres_data", "postgres_data → /var/lib/postgresql/data".
  void settle_mounts() {
    for (const auto& [name, words, fact] : mounts_) {
      if (!is_resource_name(fact->source.value) && !is_host_path(fact->source.value)) continue;
      std::string owner = name;
      const Spanned<std::string>* target = fact->target ? &*fact->target : nullptr;
      for (const auto& [other, other_words, twin] : mounts_) {
        if (twin == fact || twin->source.value != fact->source.value) continue;
        if (owner.empty()) owner = other;
        if (!target && twin->target) target = &*twin->target;
      }
      if (owner.empty() || !target || !target->value.starts_with('/') || split_words(target->value).size() != 1) continue;
      add_item(service(owner, words.known() ? words : fact->source.span), "volumes", fmt::format("{}:{}", fact->source.value, target->value), fact->source.span);
    }
  }

  const std::vector<PlacedStatement>& statements_;
  const ServiceNames& names_;
  const SourceMap& sources_;
  PlacedStatement current_;
  Value tree_ = make_map();
  std::vector<Of<PublishesPort>> ports_;
  std::vector<Of<MountsVolume>> mounts_;
};

struct NameCollector {
  ServiceNames& names;

  template <class Fact>
  void operator()(const Fact&) const {}
  void operator()(const RunsCommand& fact) const {
    for (const Spanned<std::string>& service : fact.services) add(service);
  }
  void operator()(const ServiceExists& fact) const { add(fact.service); }
  void operator()(const PublishesPort& fact) const { add(fact.service); }
  void operator()(const UsesImage& fact) const { add(fact.service); }
  void operator()(const JoinsNetwork& fact) const { add(fact.service); }
  void operator()(const RestartPolicy& fact) const { add(fact.service); }
  void operator()(const WaitsFor& fact) const {
    add(fact.service);
    add(fact.dependency);
  }

  void add(const Spanned<std::string>& words) const {
    if (const auto word = service_word(words.value)) names.add(*word);
  }
};

}  // namespace

ServiceNames gather_names(const std::vector<Plan>& plans) {
  ServiceNames names;
  for (const Plan& plan : plans) {
    for (const Fragment& fragment : plan.fragments) {
      const Value* services = fragment.path.empty() ? fragment.tree.find("services") : nullptr;
      if (!services && fragment.path.size() == 1 && fragment.path[0].value == "services") services = &fragment.tree;
      for (const Entry& entry : services ? services->entries : std::vector<Entry>{}) names.add({entry.key.value, true});
      if (fragment.path.size() > 1 && fragment.path[0].value == "services") NameCollector{names}.add(fragment.path[1]);
    }
    for (const Statement& statement : plan.statements) {
      if (statement.modality == Modality::stated) std::visit(NameCollector{names}, statement.fact);
    }
  }
  return names;
}

Value stated_tree(const std::vector<PlacedStatement>& statements, const ServiceNames& names, const SourceMap& sources) { return Writer(statements, names, sources).write(); }

bool makes_service(const Value& stated) { return stated.find("image") || stated.find("ports") || stated.find("build") || stated.find("expose"); }

}  // namespace portolan::load
