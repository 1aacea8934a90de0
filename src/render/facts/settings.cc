#include "render/facts/settings.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/text.h"
#include "check/knowledge/process.h"
#include "render/facts/resolved.h"

namespace portolan::render {

namespace {

using Form = Setting::Form;

enum class Shape {
  words,   ///< as it stands
  code,
  bytes,
  flag,    ///< listed when it is true
  list,    ///< each item a line; maps as "key: value"
  limits,  ///< of ulimits: "nofile: 1024 to 2048"
};

struct Attribute {
  std::string_view aspect;
  std::string_view path;  ///< of keys, joined by dots
  Shape shape = Shape::words;
};

// In the order of a page. Several paths of one aspect are alternatives: the first that is set counts.
constexpr Attribute attributes[] = {
    {"Restart", "restart", Shape::words},
    {"Restart policy", "deploy.restart_policy", Shape::list},
    {"Replicas", "deploy.replicas", Shape::words},
    {"Replicas", "scale", Shape::words},
    {"Mode", "deploy.mode", Shape::words},
    {"Profiles", "profiles", Shape::list},
    {"Memory limit", "deploy.resources.limits.memory", Shape::bytes},
    {"Memory limit", "mem_limit", Shape::bytes},
    {"Memory reserved", "deploy.resources.reservations.memory", Shape::bytes},
    {"Memory reserved", "mem_reservation", Shape::bytes},
    {"Memory and swap", "memswap_limit", Shape::bytes},
    {"Swappiness", "mem_swappiness", Shape::words},
    {"CPUs", "deploy.resources.limits.cpus", Shape::words},
    {"CPUs", "cpus", Shape::words},
    {"CPUs reserved", "deploy.resources.reservations.cpus", Shape::words},
    {"CPU set", "cpuset", Shape::code},
    {"CPU shares", "cpu_shares", Shape::words},
    {"CPU quota", "cpu_quota", Shape::words},
    {"Processes at most", "deploy.resources.limits.pids", Shape::words},
    {"Processes at most", "pids_limit", Shape::words},
    {"Shared memory", "shm_size", Shape::bytes},
    {"Ulimits", "ulimits", Shape::limits},
    {"Out of memory score", "oom_score_adj", Shape::words},
    {"Spared when memory is short", "oom_kill_disable", Shape::flag},
    {"Graphics processors", "gpus", Shape::list},
    {"Devices reserved", "deploy.resources.reservations.devices", Shape::list},
    {"Time to stop", "stop_grace_period", Shape::words},
    {"Stop signal", "stop_signal", Shape::code},
    {"Init process", "init", Shape::flag},
    {"User", "user", Shape::code},
    {"Further groups", "group_add", Shape::list},
    {"Read-only root file system", "read_only", Shape::flag},
    {"Privileged", "privileged", Shape::flag},
    {"Capabilities added", "cap_add", Shape::list},
    {"Capabilities dropped", "cap_drop", Shape::list},
    {"Security options", "security_opt", Shape::list},
    {"Kernel settings", "sysctls", Shape::list},
    {"Devices", "devices", Shape::list},
    {"Process namespace", "pid", Shape::code},
    {"IPC namespace", "ipc", Shape::code},
    {"User namespace", "userns_mode", Shape::code},
    {"Log driver", "logging.driver", Shape::code},
    {"Log options", "logging.options", Shape::list},
    {"Container name", "container_name", Shape::code},
    {"Host name", "hostname", Shape::code},
    {"Platform", "platform", Shape::code},
    {"Runtime", "runtime", Shape::code},
    {"Pull", "pull_policy", Shape::words},
    {"Further host names", "extra_hosts", Shape::list},
    {"DNS servers", "dns", Shape::list},
    {"Entrypoint", "entrypoint", Shape::code},
    {"Command", "command", Shape::code},
    {"Working directory", "working_dir", Shape::code},
};

const Value* find_path(const Value& value, std::string_view path) {
  const Value* at = &value;
  for (const std::string_view key : split(path, '.')) {
    at = at->find(key);
    if (!at) return nullptr;
  }
  return at->is_null() ? nullptr : at;
}

/// Words that were cut from one text stand at its place: when that holds a secret, the text is shown once, masked, not once for each word.
bool shown_already(const std::vector<Value>& items, std::size_t index, const Masking& masking) {
  const Span& span = items[index].span;
  return index > 0 && items[index - 1].span == span && span.known() && masking.sources->is_secret(span);
}

/// "driver: nvidia, count: 1"; texts are masked one by one, each at its own place.
std::string flat_text(const Value& value, const Masking& masking) {
  if (value.is_scalar()) return shown(masking, value.text, value.span);
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < value.items.size(); ++i) {
    if (!shown_already(value.items, i, masking)) parts.push_back(flat_text(value.items[i], masking));
  }
  if (value.is_list()) return join(parts, " ");
  for (const Entry& entry : value.entries) parts.push_back(fmt::format("{}: {}", shown(masking, entry.key.value), flat_text(entry.value, masking)));
  return join(parts, ", ");
}

std::vector<std::string> lines_of(const Value& value, const Masking& masking) {
  std::vector<std::string> lines;
  if (value.is_scalar()) lines.push_back(flat_text(value, masking));
  for (std::size_t i = 0; i < value.items.size(); ++i) {
    if (!shown_already(value.items, i, masking)) lines.push_back(flat_text(value.items[i], masking));
  }
  for (const Entry& entry : value.entries) lines.push_back(fmt::format("{}: {}", shown(masking, entry.key.value), flat_text(entry.value, masking)));
  return lines;
}

std::vector<std::string> limits_of(const Value& value, const Masking& masking) {
  std::vector<std::string> lines;
  for (const Entry& entry : value.entries) {
    const Value *soft = entry.value.find("soft"), *hard = entry.value.find("hard");
    const std::string range = soft && hard ? fmt::format("{} to {}", flat_text(*soft, masking), flat_text(*hard, masking)) : flat_text(entry.value, masking);
    lines.push_back(fmt::format("{}: {}", shown(masking, entry.key.value), range));
  }
  return lines;
}

/// The size in words, and the text of the file beside it when that is written otherwise.
void set_bytes(Setting& setting, const Value& value, const Masking& masking) {
  std::int64_t bytes = 0;
  for (const char c : value.text) {
    if (c < '0' || c > '9' || bytes > (std::int64_t{1} << 58)) return setting.values.push_back(flat_text(value, masking));
    bytes = bytes * 10 + (c - '0');
  }
  setting.values.push_back(format_bytes(bytes));
  const std::string typed = value.span.known() ? masking.sources->shown(value.span) : "";
  if (typed != setting.values.front()) setting.typed = typed;
}

Setting read(const Attribute& attribute, const Value& value, const Masking& masking) {
  Setting setting{.aspect = std::string(attribute.aspect), .values = {}, .typed = {}, .form = Form::words, .span = value.span};
  switch (attribute.shape) {
    case Shape::words: setting.values = {flat_text(value, masking)}; break;
    case Shape::flag:
      if (value.text == "true") setting.values = {"yes"};
      break;
    case Shape::bytes: set_bytes(setting, value, masking); break;
    case Shape::code:
      setting.form = Form::code;
      setting.values = {flat_text(value, masking)};
      break;
    case Shape::list:
      setting.form = Form::code;
      setting.values = lines_of(value, masking);
      break;
    case Shape::limits:
      setting.form = Form::code;
      setting.values = limits_of(value, masking);
      break;
  }
  return setting;
}

/// How many workers a server starts is set in its command, but reads like a limit.
void add_workers(const Stack& stack, const Service& service, std::vector<Setting>& settings) {
  const check::Workers workers = check::workers_of(stack, service);
  if (!workers.count && !workers.most) return;
  const std::string several = workers.kind == "process" ? "processes" : fmt::format("{}s", workers.kind);
  std::string text = workers.most ? fmt::format("{} to {} {}", *workers.least, *workers.most, several) : count_of(static_cast<std::size_t>(std::max(0, *workers.count)), workers.kind, several);
  if (workers.by_default) text += ", since nothing says otherwise";
  const auto after = std::find_if(settings.begin(), settings.end(), [](const Setting& setting) { return setting.aspect != "Restart" && setting.aspect != "Restart policy"; });
  settings.insert(after, {.aspect = "Server workers", .values = {std::move(text)}, .typed = {}, .form = Form::words, .span = workers.place});
}

}  // namespace

std::vector<Setting> list_settings(const Stack& stack, const Environment& environment, const Service& service, const Masking& masking) {
  std::vector<Setting> settings;
  const Value* value = find_resolved(environment, {"services", service.name.value});
  for (const Attribute& attribute : attributes) {
    const Value* found = value ? find_path(*value, attribute.path) : nullptr;
    if (!found || (!settings.empty() && settings.back().aspect == attribute.aspect)) continue;
    if (Setting setting = read(attribute, *found, masking); !setting.values.empty()) settings.push_back(std::move(setting));
  }
  add_workers(stack, service, settings);
  return settings;
}

static const Setting* find_setting(const std::vector<Setting>& settings, std::string_view aspect) {
  const auto found = std::find_if(settings.begin(), settings.end(), [&](const Setting& setting) { return setting.aspect == aspect; });
  return found == settings.end() ? nullptr : &*found;
}

namespace {

/// What another environment says of the same service.
struct Other {
  std::size_t environment = 0;
  std::vector<Setting> settings;
};

SettingRow compare_row(Setting here, const std::vector<Other>& others) {
  SettingRow row{.here = std::move(here), .change = Change::base, .elsewhere = {}};
  for (std::size_t i = 0; i < others.size(); ++i) {
    const Setting* there = find_setting(others[i].settings, row.here.aspect);
    const Setting other = there ? *there : Setting{.aspect = row.here.aspect, .values = {}, .typed = {}, .form = row.here.form, .span = {}};
    if (other.values == row.here.values) continue;
    row.elsewhere.push_back({others[i].environment, other});
    if (i == 0) row.change = other.values.empty() ? Change::added : row.here.values.empty() ? Change::removed : Change::changed;
  }
  return row;
}

}  // namespace

std::vector<ServiceSettings> compare_settings(const Stack& stack, std::size_t environment, const SourceMap& sources) {
  std::vector<Masking> maskings;
  for (const Environment& each : stack.environments) maskings.push_back(find_secrets(each, sources));
  std::vector<ServiceSettings> all;
  for (const Service& service : stack.environments.at(environment).services) {
    std::vector<Other> others;
    for (std::size_t e = 0; e < stack.environments.size(); ++e) {
      const Service* there = e == environment ? nullptr : stack.environments[e].find_service(service.name.value);
      if (there) others.push_back({e, list_settings(stack, stack.environments[e], *there, maskings[e])});
    }
    ServiceSettings group{.service = &service, .rows = {}};
    std::set<std::string, std::less<>> seen;
    for (Setting& setting : list_settings(stack, stack.environments[environment], service, maskings[environment])) {
      seen.insert(setting.aspect);
      group.rows.push_back(compare_row(std::move(setting), others));
    }
    for (const Other& other : others) {
      for (const Setting& setting : other.settings) {
        if (!seen.insert(setting.aspect).second) continue;
        group.rows.push_back(compare_row({.aspect = setting.aspect, .values = {}, .typed = {}, .form = setting.form, .span = {}}, others));
      }
    }
    if (!group.rows.empty()) all.push_back(std::move(group));
  }
  return all;
}

bool restarts(const Service& service) { return service.restart && service.restart->value != "no"; }

LimitTotals sum_limits(const Environment& environment) {
  // A file may hold any number: what one service adds stays far below what 64 bits can hold.
  constexpr std::int64_t most = std::int64_t{1} << 52;
  LimitTotals totals;
  for (const Service& service : environment.services) {
    const std::int64_t copies = service.replicas ? std::clamp(service.replicas->value, 0, 1000) : 1;
    const auto add = [&](const std::optional<Spanned<std::int64_t>>& value, std::int64_t& sum, std::size_t& count) {
      if (!value || value->value <= 0) return;
      sum = std::min(most, sum + std::min(most / 1000, value->value) * copies);
      ++count;
    };
    add(service.limits.memory, totals.memory, totals.with_memory);
    add(service.limits.memory_reservation, totals.reserved_memory, totals.with_reserved_memory);
    add(service.limits.nano_cpus, totals.nano_cpus, totals.with_cpus);
    totals.restarting += restarts(service);
  }
  return totals;
}

std::string format_cpus(std::int64_t nano_cpus) { return fmt::format("{:.4g}", static_cast<double>(nano_cpus) / 1e9); }

static void collect_files(const Value& value, const SourceMap& sources, std::set<FileId>& files) {
  for (const Origin& origin : value.origins) {
    if (origin.definition.known()) files.insert(sources.original(origin.definition).file);
  }
  for (const Value& item : value.items) collect_files(item, sources, files);
  for (const Entry& entry : value.entries) collect_files(entry.value, sources, files);
}

std::vector<FileId> variable_files(const Environment& environment, const SourceMap& sources) {
  std::set<FileId> files;
  collect_files(environment.resolved, sources, files);
  std::vector<FileId> found;
  for (const FileId file : files) {
    const auto& compose = environment.compose_files;
    if (std::find(compose.begin(), compose.end(), file) == compose.end()) found.push_back(file);
  }
  std::sort(found.begin(), found.end(), [&](FileId a, FileId b) { return sources.path(a) < sources.path(b); });
  return found;
}

}  // namespace portolan::render
