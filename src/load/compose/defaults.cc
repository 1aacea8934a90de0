#include <algorithm>

#include "load/compose/steps.h"

namespace portolan::load {

static Value implied(Value value) {
  value.origins.push_back({OriginKind::implied, value.span, {}, {}});
  return value;
}

static void set_missing(Value& map, std::string_view key, Value value) {
  if (!map.find(key)) map.set({std::string(key), map.span}, implied(std::move(value)));
}

static void set_device_defaults(Value* requests) {
  if (!requests) return;
  for (Value& request : requests->items) {
    if (request.is_map() && !request.find("device_ids")) set_missing(request, "count", make_integer(-1, request.span));
  }
}

std::vector<Entry>& entries_of(Value& model, std::string_view part) {
  static thread_local std::vector<Entry> none;
  none.clear();
  Value* found = model.find(part);
  return found ? found->entries : none;
}

void set_defaults(Loader&, const Scope&, Value& model) {
  for (Entry& entry : entries_of(model, "services")) {
    Value& service = entry.value;
    if (Value* build = service.find("build"); build && build->is_map()) set_missing(*build, "context", make_string(".", build->span));
    if (Value* secrets = service.find("secrets")) {
      for (Value& secret : secrets->items) {
        const Value* source = secret.find("source");
        if (source) set_missing(secret, "target", make_string("/run/secrets/" + source->text, secret.span));
      }
    }
    if (Value* ports = service.find("ports")) {
      for (Value& port : ports->items) {
        if (!port.is_map()) continue;
        set_missing(port, "protocol", make_string("tcp", port.span));
        set_missing(port, "mode", make_string("ingress", port.span));
      }
    }
    if (Value* volumes = service.find("volumes")) {
      for (Value& volume : volumes->items) {
        if (Value* bind = volume.find("bind")) set_missing(*bind, "create_host_path", make_boolean("true", volume.span));
      }
    }
    set_device_defaults(service.find("gpus"));
    Value* place = service.find("deploy");
    for (const std::string_view key : {"resources", "reservations", "devices"}) place = place ? place->find(key) : nullptr;
    set_device_defaults(place);
  }
}

}  // namespace portolan::load
