#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "load/compose/port.h"
#include "load/compose/steps.h"

namespace portolan::load {

static bool is_external(const Value& resource) {
  const Value* external = resource.find("external");
  return external && external->text == "true";
}

static void validate_external(Loader& loader, std::string_view what, const Entry& entry) {
  if (!is_external(entry.value)) return;
  for (const Entry& attribute : entry.value.entries) {
    const std::string& key = attribute.key.value;
    if (key == "external" || key == "name" || is_extension(key)) continue;
    loader.error("compose-invalid-value", attribute.key.span,
                 fmt::format("{} \"{}\" is external, so \"{}\" has no effect", what, entry.key.value, key), "remove one of the two");
  }
}

static void validate_sources(Loader& loader, std::string_view what, const Entry& entry, const std::vector<std::string_view>& keys) {
  if (entry.value.is_null() || is_external(entry.value)) return;
  std::vector<std::string> present;
  Span second;
  for (const Entry& attribute : entry.value.entries) {
    if (std::find(keys.begin(), keys.end(), attribute.key.value) == keys.end()) continue;
    present.push_back(attribute.key.value);
    second = attribute.key.span;
  }
  std::vector<std::string> names(keys.begin(), keys.end());
  if (present.size() > 1) {
    loader.error("compose-invalid-value", second,
                 fmt::format("{} \"{}\" has several sources: {}", what, entry.key.value, join_naturally(present)), "keep one of them");
  } else if (present.empty() && !entry.value.find("driver")) {
    loader.error("compose-invalid-value", entry.key.span, fmt::format("{} \"{}\" has no source", what, entry.key.value),
                 fmt::format("give it one of {}", join(names, ", ")));
  }
}

static void validate_device_requests(Loader& loader, const Value* requests) {
  if (!requests) return;
  for (const Value& request : requests->items) {
    const Value* count = request.find("count");
    if (!count || !request.find("device_ids")) continue;
    loader.error("compose-invalid-value", count->span, "\"count\" and \"device_ids\" exclude each other", "keep one of them");
  }
}

static void validate_service(Loader& loader, const Entry& entry) {
  const Value& service = entry.value;
  if (const Value* ports = service.find("ports")) {
    for (const Value& port : ports->items) {
      const Value* address = port.find("host_ip");
      if (!address || (!loader.options.interpolate && address->text.find('$') != std::string::npos)) continue;
      // The short syntax knows what an address is; it wants brackets round the colons of IPv6.
      const std::string shown = address->text.find(':') == std::string::npos ? address->text : fmt::format("[{}]", address->text);
      if (!address->text.empty() && !parse_port(shown + ":1:1")) {
        loader.error("compose-invalid-value", address->span, fmt::format("\"{}\" is no IP address", address->text));
      }
    }
  }
  validate_device_requests(loader, service.find("gpus"));
  const Value* place = service.find("deploy");
  for (const std::string_view key : {"resources", "reservations", "devices"}) place = place ? place->find(key) : nullptr;
  validate_device_requests(loader, place);
  const Value* develop = service.find("develop");
  const Value* watch = develop ? develop->find("watch") : nullptr;
  if (!watch) return;
  for (const Value& item : watch->items) {
    const Value* path = item.find("path");
    if (path && path->text.empty()) loader.error("compose-invalid-value", path->span, "\"path\" is empty", "name the folder to watch");
  }
}

void validate(Loader& loader, const Scope&, Value& model) {
  for (const Entry& entry : entries_of(model, "volumes")) validate_external(loader, "volume", entry);
  for (const Entry& entry : entries_of(model, "networks")) validate_external(loader, "network", entry);
  for (const Entry& entry : entries_of(model, "configs")) validate_sources(loader, "config", entry, {"file", "environment", "content"});
  for (const Entry& entry : entries_of(model, "secrets")) validate_sources(loader, "secret", entry, {"file", "environment"});
  for (const Entry& entry : entries_of(model, "services")) validate_service(loader, entry);
}

}  // namespace portolan::load
