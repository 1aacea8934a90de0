#include "load/compose/attributes.h"

#include "load/compose/attribute_shapes.h"

// Source: the JSON schema of the Compose Specification of 2026-06, and the hooks that its implementation has beyond it.
namespace portolan::load {

namespace shapes {

namespace {

constexpr Shape services = named_map_of(service);

constexpr std::array<Attribute, 1> external_keys{{{"name", &text}}};
constexpr Shape external{.kinds = accepts_boolean | accepts_text, .form = Form::flag, .keys = external_keys.data(), .key_count = 1};
constexpr std::array<Attribute, 4> subnet_keys{
    {{"aux_addresses", &text_settings}, {"gateway", &text}, {"ip_range", &text}, {"subnet", &text}}};
constexpr Shape subnet = map_of(subnet_keys);
constexpr Shape subnets = list_of(subnet);
constexpr std::array<Attribute, 3> ipam_keys{{{"config", &subnets}, {"driver", &text}, {"options", &text_settings}}};
constexpr Shape ipam = map_of(ipam_keys);
constexpr std::array<Attribute, 10> network_keys{{{"attachable", &flag},
                                                  {"driver", &text},
                                                  {"driver_opts", &settings},
                                                  {"enable_ipv4", &kept_flag},
                                                  {"enable_ipv6", &kept_flag},
                                                  {"external", &external},
                                                  {"internal", &flag},
                                                  {"ipam", &ipam},
                                                  {"labels", &pairs},
                                                  {"name", &text}}};
constexpr Shape network = map_of(network_keys, accepts_null);
constexpr Shape networks = named_map_of(network);
constexpr std::array<Attribute, 5> volume_keys{
    {{"driver", &text}, {"driver_opts", &settings}, {"external", &external}, {"labels", &pairs}, {"name", &text}}};
constexpr Shape volume = map_of(volume_keys, accepts_null);
constexpr Shape volumes = named_map_of(volume);
constexpr std::array<Attribute, 8> secret_keys{{{"driver", &text},
                                                {"driver_opts", &settings},
                                                {"environment", &text},
                                                {"external", &external},
                                                {"file", &text},
                                                {"labels", &pairs},
                                                {"name", &text},
                                                {"template_driver", &text}}};
constexpr Shape secret = map_of(secret_keys);
constexpr Shape secrets = named_map_of(secret);
constexpr std::array<Attribute, 7> config_keys{{{"content", &text},
                                                {"environment", &text},
                                                {"external", &external},
                                                {"file", &text},
                                                {"labels", &pairs},
                                                {"name", &text},
                                                {"template_driver", &text}}};
constexpr Shape config = map_of(config_keys);
constexpr Shape configs = named_map_of(config);
constexpr std::array<Attribute, 4> model_keys{
    {{"context_size", &strict_whole}, {"model", &text}, {"name", &text}, {"runtime_flags", &texts}}};
constexpr Shape model = map_of(model_keys, 0, "model");
constexpr Shape models = named_map_of(model);
constexpr std::array<Attribute, 3> include_keys{{{"env_file", &text_or_texts}, {"path", &text_or_texts}, {"project_directory", &text}}};
constexpr Shape include_item = map_of(include_keys, accepts_text);
constexpr Shape include = list_of(include_item);
constexpr std::array<Attribute, 9> file_keys{{{"configs", &configs},
                                              {"include", &include},
                                              {"models", &models},
                                              {"name", &text},
                                              {"networks", &networks},
                                              {"secrets", &secrets},
                                              {"services", &services},
                                              {"version", &text},
                                              {"volumes", &volumes}}};

}  // namespace

}  // namespace shapes

constinit const Shape compose_file_shape = shapes::map_of(shapes::file_keys);

const Shape* find_shape(const Shape& shape, std::string_view key) {
  for (std::size_t i = 0; i < shape.key_count; ++i) {
    if (shape.keys[i].name == key) return shape.keys[i].shape;
  }
  return shape.others;
}

}  // namespace portolan::load
