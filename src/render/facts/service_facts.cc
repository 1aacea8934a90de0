#include "render/facts/service_facts.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "base/utf8.h"
#include "check/knowledge/images.h"
#include "render/facts/stages.h"

namespace portolan::render {

using Form = FactRow::Form;

/// The image that a build starts from, through the stages before its own.
static std::string base_of_build(const Stack& stack, const BuildDefinition& build) {
  const auto built = find_built_stage(stack, build);
  return built ? built->dockerfile->stages[chain_to(*built->dockerfile, built->stage).front()].base.value : std::string();
}

std::string image_text(const Stack& stack, const Service& service, const Masking& masking) {
  if (!service.build) return service.image ? shown(masking, service.image->value, service.image->span) : "not stated";
  const BuildDefinition& build = *service.build;
  std::string text = fmt::format("build: {}", build.context.value.empty() ? "inline" : build.context.value);
  if (build.target) text += fmt::format(", stage {}", build.target->value);
  if (const std::string base = base_of_build(stack, build); !base.empty()) text += fmt::format(" → {}", base);
  return shown(masking, text, build.context.span);
}

namespace {

class FactList {
 public:
  explicit FactList(const Masking& masking) : masking_(masking) {}

  void add(std::string key, const std::string& value, Span span, Form form) {
    rows.push_back({std::move(key), {shown(masking_, value, span)}, form, span});
  }
  void add(std::string key, const std::optional<Spanned<std::string>>& value, Form form) {
    if (value) add(std::move(key), value->value, value->span, form);
  }
  void add(std::string key, const std::optional<CommandLine>& command) {
    if (command) add(std::move(key), command->line(), command->span, Form::code);
  }
  void add_list(std::string key, const std::vector<Spanned<std::string>>& values) {
    if (values.empty()) return;
    FactRow row{.key = std::move(key), .values = {}, .form = Form::code, .span = values.front().span};
    for (const auto& value : values) row.values.push_back(shown(masking_, value.value, value.span));
    rows.push_back(std::move(row));
  }
  void add_size(std::string key, const std::optional<Spanned<std::int64_t>>& bytes) {
    if (bytes) add(std::move(key), format_bytes(bytes->value), bytes->span, Form::words);
  }

  std::vector<FactRow> rows;

 private:
  const Masking& masking_;
};

}  // namespace

static std::vector<Spanned<std::string>> names_of(const std::vector<GrantReference>& grants) {
  std::vector<Spanned<std::string>> names;
  for (const GrantReference& grant : grants) {
    names.push_back({grant.target.empty() ? grant.source.value : fmt::format("{} → {}", grant.source.value, grant.target), grant.source.span});
  }
  return names;
}

static void add_build(const Service& service, FactList& list) {
  if (!service.build) return;
  const BuildDefinition& build = *service.build;
  list.add("Dockerfile", build.dockerfile.value, build.dockerfile.span.known() ? build.dockerfile.span : build.span, Form::code);
  std::vector<Spanned<std::string>> names;
  for (const Variable& arg : build.args) names.push_back(arg.name);
  list.add_list("Build arguments", names);
}

static void add_networks(const Service& service, FactList& list) {
  list.add("Network mode", service.network_mode, Form::code);
  if (service.networks.empty()) return;
  FactRow row{.key = "Networks", .values = {}, .form = Form::code, .span = service.networks.front().network.span};
  for (const NetworkAttachment& attachment : service.networks) {
    std::string text = attachment.network.value;
    if (!attachment.aliases.empty()) text += fmt::format(" as {}", join_naturally(attachment.aliases));
    if (!attachment.ipv4_address.empty()) text += fmt::format(" at {}", attachment.ipv4_address);
    row.values.push_back(printable_utf8(text));
  }
  if (!row.span.known()) row.span = service.name.span;
  list.rows.push_back(std::move(row));
}

static void add_limits(const Service& service, FactList& list) {
  list.add_size("Memory limit", service.limits.memory);
  list.add_size("Memory reservation", service.limits.memory_reservation);
  if (const auto& cpus = service.limits.nano_cpus) {
    list.add("CPU limit", fmt::format("{:.4g}", static_cast<double>(cpus->value) / 1e9), cpus->span, Form::words);
  }
  if (service.replicas) list.add("Replicas", std::to_string(service.replicas->value), service.replicas->span, Form::words);
}

static void add_privileges(const Service& service, FactList& list) {
  list.add("User", service.user, Form::code);
  list.add_list("Capabilities added", service.cap_add);
  list.add_list("Capabilities dropped", service.cap_drop);
  list.add_list("Security options", service.security_opt);
  const auto add_flag = [&](bool set, const char* key, const char* words) {
    if (set) list.add(key, words, service.name.span, Form::words);
  };
  add_flag(service.privileged, "Privileged", "yes: it may do what root of the host may");
  add_flag(service.read_only, "Root file system", "read-only");
  add_flag(service.init, "Init process", "yes");
}

std::vector<FactRow> list_facts(const Stack& stack, const Service& service, const Masking& masking) {
  FactList list(masking);
  const Span image_place = service.build ? service.build->span : service.image ? service.image->span : service.name.span;
  list.add("Image", image_text(stack, service, masking), image_place, Form::code);
  if (service.build && service.image) list.add("Image name", service.image, Form::code);
  add_build(service, list);
  list.add("Entrypoint", service.entrypoint);
  list.add("Command", service.command);
  list.add("Working directory", service.working_dir, Form::code);
  list.add("Restart", service.restart, Form::words);
  list.add("Container name", service.container_name, Form::code);
  list.add("Host name", service.hostname, Form::code);
  list.add_list("Profiles", service.profiles);
  add_networks(service, list);
  list.add_list("Secrets", names_of(service.secrets));
  list.add_list("Configs", names_of(service.configs));
  add_limits(service, list);
  add_privileges(service, list);
  return std::move(list.rows);
}

std::vector<VariableFact> list_variables(const Service& service, const Masking& masking) {
  std::vector<VariableFact> rows;
  for (const Variable& variable : service.environment) {
    if (service.find_variable(variable.name.value) != &variable) continue;
    rows.push_back({.name = shown(masking, variable.name.value), .value = shown_value(masking, variable),
                    .origin = variable.source == VariableSource::env_file ? "env file" : "compose", .secret = variable.secret,
                    .span = variable.name.span});
  }
  return rows;
}

std::string mount_source_text(const Mount& mount) {
  switch (mount.type) {
    case MountType::volume: return mount.source.empty() ? "anonymous volume" : mount.source;
    case MountType::tmpfs: return "in memory";
    default: return mount.source;
  }
}

std::vector<std::string> inside_addresses(const Stack& stack, const Service& service) {
  std::vector<std::string> addresses;
  for (const std::uint16_t port : check::listening_ports(stack, service)) addresses.push_back(fmt::format("{}:{}", service.name.value, port));
  return addresses;
}

std::string timing_text(const HealthCheck& check) {
  using namespace std::chrono_literals;
  const auto or_default = [](const std::optional<std::chrono::nanoseconds>& value, std::chrono::nanoseconds fallback) {
    return to_string(value && value->count() > 0 ? *value : fallback);
  };
  std::string text = fmt::format("every {}, a try fails after {}, unhealthy after {} in a row", or_default(check.interval, 30s), or_default(check.timeout, 30s),
                                 count_of(static_cast<std::size_t>(check.retries.value_or(0) > 0 ? *check.retries : 3), "failure"));
  if (check.start_period && check.start_period->count() > 0) text += fmt::format("; failures of the first {} do not count", to_string(*check.start_period));
  return text;
}

}  // namespace portolan::render
