#include "model/service.h"

#include <algorithm>

#include <fmt/format.h>

namespace portolan {

std::string to_string(const PortRange& range) {
  return range.single() ? std::to_string(range.first) : fmt::format("{}-{}", range.first, range.last);
}

bool PortMapping::loopback() const { return host_ip.starts_with("127.") || host_ip == "::1" || host_ip == "localhost"; }

std::string_view name_of(MountType type) {
  switch (type) {
    case MountType::volume: return "volume";
    case MountType::bind: return "bind";
    case MountType::tmpfs: return "tmpfs";
    case MountType::npipe: return "npipe";
    case MountType::image: return "image";
    case MountType::cluster: return "cluster";
  }
  return "volume";
}

std::string_view name_of(DependencyCondition condition) {
  switch (condition) {
    case DependencyCondition::started: return "service_started";
    case DependencyCondition::healthy: return "service_healthy";
    case DependencyCondition::completed: return "service_completed_successfully";
  }
  return "service_started";
}

std::string HealthCheck::command() const {
  const bool has_kind = !test.empty() && (test[0] == "CMD" || test[0] == "CMD-SHELL" || test[0] == "NONE");
  const auto first = test.begin() + (has_kind ? 1 : 0);
  return fmt::format("{}", fmt::join(first, test.end(), " "));
}

std::string CommandLine::line() const { return fmt::format("{}", fmt::join(arguments, " ")); }

const Variable* Service::find_variable(std::string_view variable_name) const {
  // The last one wins, as it does in the container.
  const auto found = std::find_if(environment.rbegin(), environment.rend(),
                                  [&](const Variable& variable) { return variable.name.value == variable_name; });
  return found == environment.rend() ? nullptr : &*found;
}

bool Service::joins(std::string_view network) const {
  return std::any_of(networks.begin(), networks.end(),
                     [&](const NetworkAttachment& attachment) { return attachment.network.value == network; });
}

std::string to_string(std::chrono::nanoseconds duration) {
  const bool negative = duration.count() < 0;
  std::int64_t rest = negative ? -duration.count() : duration.count();
  if (rest == 0) return "0s";
  std::string text = negative ? "-" : "";
  if (rest < 1'000'000'000) {
    const auto part = [&](double unit, const char* name) { return text + fmt::format("{:g}{}", static_cast<double>(rest) / unit, name); };
    return rest < 1'000 ? part(1, "ns") : rest < 1'000'000 ? part(1e3, "µs") : part(1e6, "ms");
  }
  const std::int64_t hours = rest / 3'600'000'000'000, minutes = rest / 60'000'000'000 % 60;
  if (hours > 0) text += fmt::format("{}h", hours);
  if (hours > 0 || minutes > 0) text += fmt::format("{}m", minutes);
  return text + fmt::format("{:g}s", static_cast<double>(rest % 60'000'000'000) / 1e9);
}

std::string format_bytes(std::int64_t bytes) {
  constexpr const char* units[] = {"B", "KiB", "MiB", "GiB", "TiB"};
  double amount = static_cast<double>(bytes);
  int unit = 0;
  while (amount >= 1024 && unit < 4) {
    amount /= 1024;
    ++unit;
  }
  return fmt::format("{:.4g} {}", amount, units[unit]);
}

}  // namespace portolan
