#include "load/compose/attribute_shapes.h"

// Source: the JSON schema of the Compose Specification of 2026-06, and the hooks that its implementation has beyond it.
namespace portolan::load::shapes {

namespace {

constexpr std::array<Attribute, 5> device_request_keys{
    {{"capabilities", &unique_texts}, {"count", &device_count}, {"device_ids", &unique_texts}, {"driver", &text}, {"options", &pairs}}};
constexpr Shape reserved_request = map_of(device_request_keys, 0, "capabilities");
constexpr Shape reserved_requests = list_of(reserved_request);

constexpr std::array<std::string_view, 2> order_words{"start-first", "stop-first"};
constexpr Shape update_order = one_of(order_words);
constexpr std::array<Attribute, 6> update_keys{{{"delay", &duration},
                                                {"failure_action", &text},
                                                {"max_failure_ratio", &number},
                                                {"monitor", &duration},
                                                {"order", &update_order},
                                                {"parallelism", &kept_whole}}};
constexpr Shape update = map_of(update_keys);
constexpr std::array<Attribute, 3> limit_keys{{{"cpus", &number}, {"memory", &text_size}, {"pids", &whole}}};
constexpr Shape limits = map_of(limit_keys);
constexpr std::array<Attribute, 2> discrete_keys{{{"kind", &text}, {"value", &whole_number}}};
constexpr Shape discrete = map_of(discrete_keys);
constexpr std::array<Attribute, 1> generic_keys{{{"discrete_resource_spec", &discrete}}};
constexpr Shape generic_resource = map_of(generic_keys);
constexpr Shape generic_resources = list_of(generic_resource);
constexpr std::array<Attribute, 4> reservation_keys{
    {{"cpus", &number}, {"devices", &reserved_requests}, {"generic_resources", &generic_resources}, {"memory", &text_size}}};
constexpr Shape reservations = map_of(reservation_keys);
constexpr std::array<Attribute, 2> resource_keys{{{"limits", &limits}, {"reservations", &reservations}}};
constexpr Shape resources = map_of(resource_keys);
constexpr std::array<Attribute, 4> restart_keys{
    {{"condition", &text}, {"delay", &duration}, {"max_attempts", &kept_whole}, {"window", &duration}}};
constexpr Shape restart_policy = map_of(restart_keys);
constexpr std::array<Attribute, 1> preference_keys{{{"spread", &text}}};
constexpr Shape preference = map_of(preference_keys);
constexpr Shape preferences = list_of(preference);
constexpr std::array<Attribute, 3> placement_keys{
    {{"constraints", &texts}, {"max_replicas_per_node", &whole}, {"preferences", &preferences}}};
constexpr Shape placement = map_of(placement_keys);
constexpr std::array<Attribute, 9> deploy_keys{{{"endpoint_mode", &text},
                                                {"labels", &pairs},
                                                {"mode", &text},
                                                {"placement", &placement},
                                                {"replicas", &kept_whole},
                                                {"resources", &resources},
                                                {"restart_policy", &restart_policy},
                                                {"rollback_config", &update},
                                                {"update_config", &update}}};

}  // namespace

constinit const Shape device_request = map_of(device_request_keys);
constinit const Shape deploy = map_of(deploy_keys, accepts_null);

}  // namespace portolan::load::shapes
