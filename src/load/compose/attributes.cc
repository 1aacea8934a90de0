#include "load/compose/attributes.h"

#include <array>

// Source: the JSON schema of the Compose Specification of 2026-06, and the hooks that its implementation has beyond it.
namespace portolan::load {

namespace {

template <std::size_t N>
constexpr Shape map_of(const std::array<Attribute, N>& keys, unsigned kinds = 0, std::string_view required = {}) {
  return {.kinds = kinds, .keys = keys.data(), .key_count = N, .required = required};
}
constexpr Shape list_of(const Shape& items, Form form = Form::as_is, bool unique = false, unsigned kinds = 0) {
  return {.kinds = kinds, .form = form, .items = &items, .unique = unique};
}
template <std::size_t N>
constexpr Shape one_of(const std::array<std::string_view, N>& words) {
  return {.kinds = accepts_text, .form = Form::text, .words = words.data(), .word_count = N};
}
constexpr Shape map_of_any(const Shape& values, Form form = Form::as_is, unsigned kinds = 0) {
  return {.kinds = kinds, .form = form, .others = &values};
}
constexpr Shape named_map_of(const Shape& values) { return {.others = &values, .named = true}; }

bool fits_container_name(std::string_view text) {
  const auto alphanumeric = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); };
  for (std::size_t i = 0; i + 1 < text.size(); ++i) {
    const char next = text[i + 1];
    if (alphanumeric(text[i]) && (alphanumeric(next) || next == '_' || next == '.' || next == '-')) return true;
  }
  return false;
}

bool fits_pull_policy(std::string_view text) {
  for (const std::string_view word : {"always", "never", "build", "if_not_present", "missing", "refresh", "daily", "weekly"}) {
    if (text == word) return true;
  }
  return text.starts_with("every_") && text.size() > 7 && text.find_first_not_of("0123456789wdhms", 6) == std::string_view::npos;
}

bool fits_positive(std::string_view text) { return !text.starts_with('-'); }

constexpr unsigned any_scalar = accepts_text | accepts_number | accepts_boolean | accepts_null;

constexpr Shape text{.kinds = accepts_text, .form = Form::text};
constexpr Shape container_name{.kinds = accepts_text, .form = Form::text, .fits = fits_container_name, .expected = "two or more letters, digits, \"_\", \".\" or \"-\""};
constexpr Shape pull_policy{.kinds = accepts_text, .form = Form::text, .fits = fits_pull_policy, .expected = "always, never, build, missing, daily, weekly, every_DURATION or refresh"};
constexpr Shape positive_size{.kinds = accepts_integer | accepts_text, .form = Form::bytes, .fits = fits_positive, .expected = "a size of zero or more"};
constexpr Shape text_or_null{.kinds = accepts_text | accepts_null, .form = Form::text};
constexpr Shape text_or_number{.kinds = accepts_text | accepts_number, .form = Form::text};
constexpr Shape text_or_boolean{.kinds = accepts_text | accepts_boolean, .form = Form::text};
constexpr Shape flag{.kinds = accepts_boolean | accepts_text, .form = Form::flag};
constexpr Shape strict_flag{.kinds = accepts_boolean, .form = Form::flag};
constexpr Shape strict_kept_flag{.kinds = accepts_boolean, .form = Form::kept_flag};
constexpr Shape kept_flag{.kinds = accepts_boolean | accepts_text, .form = Form::kept_flag};
constexpr Shape whole{.kinds = accepts_integer | accepts_text, .form = Form::whole};
constexpr Shape kept_whole{.kinds = accepts_integer | accepts_text, .form = Form::kept_whole};
constexpr Shape device_count{.kinds = accepts_integer | accepts_text, .form = Form::device_count};
constexpr Shape strict_whole{.kinds = accepts_integer, .form = Form::whole};
constexpr Shape whole_number{.kinds = accepts_number | accepts_text, .form = Form::whole};
constexpr Shape kept_whole_number{.kinds = accepts_number | accepts_text, .form = Form::kept_whole};
constexpr Shape strict_number{.kinds = accepts_number, .form = Form::whole};
constexpr Shape number{.kinds = accepts_number | accepts_text, .form = Form::number};
constexpr Shape percent{.kinds = accepts_integer | accepts_text, .form = Form::number};
constexpr Shape size{.kinds = accepts_number | accepts_text, .form = Form::bytes};
constexpr Shape whole_size{.kinds = accepts_integer | accepts_text, .form = Form::bytes};
constexpr Shape text_size{.kinds = accepts_text, .form = Form::bytes};
constexpr Shape duration{.kinds = accepts_text, .form = Form::duration};
constexpr Shape permissions{.kinds = accepts_number | accepts_text, .form = Form::mode};
constexpr Shape pair_value{.kinds = any_scalar, .form = Form::as_is};
constexpr Shape setting_value{.kinds = accepts_text | accepts_number, .form = Form::text};
constexpr Shape nullable_setting{.kinds = accepts_text | accepts_number | accepts_null, .form = Form::text};
constexpr Shape anything{.kinds = any_scalar, .items = &anything, .others = &anything};
constexpr Shape any_object{.others = &anything};

constexpr Shape texts = list_of(text, Form::texts);
constexpr Shape unique_texts = list_of(text, Form::texts, true);
constexpr Shape unique_texts_or_numbers = list_of(text_or_number, Form::texts, true);
constexpr Shape text_or_texts = list_of(text, Form::texts, true, accepts_text);
constexpr Shape command = list_of(text, Form::words, false, accepts_text | accepts_null);
constexpr Shape pairs{.form = Form::pairs, .items = &text, .others = &pair_value, .unique = true};
constexpr Shape keyed_texts{.kinds = accepts_text, .form = Form::keyed_texts, .items = &text, .others = &pair_value, .unique = true};
constexpr Shape open_pairs{.form = Form::open_pairs, .items = &text, .others = &pair_value, .unique = true};
constexpr Shape host_addresses = list_of(text, Form::as_is, false, accepts_text);
constexpr Shape hosts{.form = Form::hosts, .items = &text, .others = &host_addresses, .unique = true};
constexpr Shape settings = map_of_any(setting_value, Form::settings);
constexpr Shape text_settings = map_of_any(text, Form::settings);

constexpr std::array<Attribute, 2> ulimit_keys{{{"hard", &kept_whole}, {"soft", &kept_whole}}};
constexpr Shape ulimit{.kinds = accepts_integer | accepts_text, .form = Form::kept_whole, .keys = ulimit_keys.data(), .key_count = 2, .required = "soft hard"};
constexpr Shape ulimits = map_of_any(ulimit);

constexpr std::array<Attribute, 5> grant_keys{
    {{"source", &text}, {"target", &text}, {"uid", &text}, {"gid", &text}, {"mode", &permissions}}};
constexpr Shape grant = map_of(grant_keys, accepts_text);
constexpr Shape grants = list_of(grant);

constexpr std::array<Attribute, 25> build_keys{{
    {"additional_contexts", &pairs}, {"args", &open_pairs},      {"cache_from", &texts},
    {"cache_to", &texts},            {"context", &text},         {"dockerfile", &text},
    {"dockerfile_inline", &text},    {"entitlements", &texts},   {"extra_hosts", &hosts},
    {"isolation", &text},            {"labels", &pairs},         {"network", &text},
    {"no_cache", &flag},             {"no_cache_filter", &text_or_texts}, {"platforms", &texts},
    {"privileged", &flag},           {"provenance", &text_or_boolean},    {"pull", &flag},
    {"sbom", &text_or_boolean},      {"secrets", &grants},       {"shm_size", &whole_size},
    {"ssh", &keyed_texts},                 {"tags", &texts},           {"target", &text},
    {"ulimits", &ulimits},
}};
constexpr Shape build = map_of(build_keys, accepts_text);

constexpr std::array<Attribute, 2> blkio_limit_keys{{{"path", &text}, {"rate", &whole_size}}};
constexpr Shape blkio_limits_item = map_of(blkio_limit_keys);
constexpr Shape blkio_limits = list_of(blkio_limits_item);
constexpr std::array<Attribute, 2> blkio_weight_keys{{{"path", &text}, {"weight", &whole}}};
constexpr Shape blkio_weights_item = map_of(blkio_weight_keys);
constexpr Shape blkio_weights = list_of(blkio_weights_item);
constexpr std::array<Attribute, 6> blkio_keys{{{"device_read_bps", &blkio_limits},
                                               {"device_read_iops", &blkio_limits},
                                               {"device_write_bps", &blkio_limits},
                                               {"device_write_iops", &blkio_limits},
                                               {"weight", &whole},
                                               {"weight_device", &blkio_weights}}};
constexpr Shape blkio = map_of(blkio_keys);

constexpr std::array<std::string_view, 2> cgroup_words{"host", "private"};
constexpr Shape cgroup = one_of(cgroup_words);
constexpr std::array<Attribute, 3> credential_keys{{{"config", &text}, {"file", &text}, {"registry", &text}}};
constexpr Shape credentials = map_of(credential_keys);

constexpr std::array<std::string_view, 3> condition_words{"service_started", "service_healthy", "service_completed_successfully"};
constexpr Shape condition = one_of(condition_words);
constexpr std::array<Attribute, 3> dependency_keys{{{"condition", &condition}, {"required", &strict_kept_flag}, {"restart", &flag}}};
constexpr Shape dependency = map_of(dependency_keys, 0, "condition");
constexpr Shape depends_on{.items = &text, .others = &dependency, .unique = true};

constexpr std::array<Attribute, 3> device_keys{{{"source", &text}, {"target", &text}, {"permissions", &text}}};
constexpr Shape device = map_of(device_keys, accepts_text, "source");
constexpr Shape devices = list_of(device);

constexpr std::array<Attribute, 3> env_file_keys{{{"path", &text}, {"format", &text}, {"required", &kept_flag}}};
constexpr Shape env_file_item = map_of(env_file_keys, accepts_text, "path");
constexpr Shape env_file = list_of(env_file_item, Form::as_is, false, accepts_text);
constexpr Shape label_file = list_of(text, Form::texts, false, accepts_text);

constexpr std::array<Attribute, 2> extends_keys{{{"service", &text}, {"file", &text}}};
constexpr Shape extends = map_of(extends_keys, accepts_text, "service");

constexpr Shape provider_value{.kinds = accepts_text | accepts_number | accepts_boolean, .form = Form::text};
constexpr Shape provider_values = list_of(provider_value, Form::texts, false, accepts_text | accepts_number | accepts_boolean);
constexpr Shape provider_options = map_of_any(provider_values);
constexpr std::array<Attribute, 2> provider_keys{{{"type", &text}, {"options", &provider_options}}};
constexpr Shape provider = map_of(provider_keys, 0, "type");

constexpr std::array<Attribute, 5> device_request_keys{
    {{"capabilities", &unique_texts}, {"count", &device_count}, {"device_ids", &unique_texts}, {"driver", &text}, {"options", &pairs}}};
constexpr Shape device_request = map_of(device_request_keys);
constexpr Shape reserved_request = map_of(device_request_keys, 0, "capabilities");
constexpr Shape reserved_requests = list_of(reserved_request);
constexpr std::array<std::string_view, 1> gpu_words{"all"};
constexpr Shape gpus{.kinds = accepts_text, .items = &device_request, .words = gpu_words.data(), .word_count = 1};

constexpr Shape health_test = list_of(text, Form::health_test, false, accepts_text);
constexpr std::array<Attribute, 7> health_keys{{{"disable", &flag},
                                                {"interval", &duration},
                                                {"retries", &kept_whole_number},
                                                {"start_interval", &duration},
                                                {"start_period", &duration},
                                                {"test", &health_test},
                                                {"timeout", &duration}}};
constexpr Shape health_check = map_of(health_keys);

constexpr Shape logging_options = map_of_any(nullable_setting, Form::settings, accepts_null);
constexpr std::array<Attribute, 2> logging_keys{{{"driver", &text}, {"options", &logging_options}}};
constexpr Shape logging = map_of(logging_keys);

constexpr std::array<Attribute, 9> attachment_keys{{{"aliases", &unique_texts},
                                                    {"driver_opts", &settings},
                                                    {"gw_priority", &strict_number},
                                                    {"interface_name", &text},
                                                    {"ipv4_address", &text},
                                                    {"ipv6_address", &text},
                                                    {"link_local_ips", &unique_texts},
                                                    {"mac_address", &text},
                                                    {"priority", &strict_number}}};
constexpr Shape attachment = map_of(attachment_keys, accepts_null);
constexpr Shape attachments{.items = &text, .others = &attachment, .unique = true};
constexpr std::array<Attribute, 2> model_use_keys{{{"endpoint_var", &text}, {"model_var", &text}}};
constexpr Shape model_use = map_of(model_use_keys, accepts_null);
constexpr Shape model_uses{.items = &text, .others = &model_use, .unique = true};

constexpr std::array<Attribute, 7> port_keys{{{"app_protocol", &text},
                                              {"host_ip", &text},
                                              {"mode", &text},
                                              {"name", &text},
                                              {"protocol", &text},
                                              {"published", &text_or_number},
                                              {"target", &whole}}};
constexpr Shape port{.kinds = accepts_text | accepts_number, .keys = port_keys.data(), .key_count = port_keys.size()};
constexpr Shape ports = list_of(port, Form::as_is, true);

constexpr std::array<Attribute, 5> hook_keys{
    {{"command", &command}, {"environment", &open_pairs}, {"privileged", &flag}, {"user", &text}, {"working_dir", &text}}};
constexpr Shape hook = map_of(hook_keys, 0, "command");
constexpr Shape hooks = list_of(hook);
constexpr std::array<Attribute, 7> start_hook_keys{{{"command", &command},
                                                    {"environment", &open_pairs},
                                                    {"image", &text},
                                                    {"per_replica", &flag},
                                                    {"privileged", &flag},
                                                    {"user", &text},
                                                    {"working_dir", &text}}};
constexpr Shape start_hook = map_of(start_hook_keys);
constexpr Shape start_hooks = list_of(start_hook);

constexpr std::array<std::string_view, 6> mount_words{"bind", "volume", "tmpfs", "cluster", "npipe", "image"};
constexpr Shape mount_type = one_of(mount_words);
constexpr std::array<std::string_view, 4> bind_recursive_words{"enabled", "disabled", "writable", "readonly"};
constexpr Shape recursive = one_of(bind_recursive_words);
constexpr std::array<std::string_view, 2> selinux_words{"z", "Z"};
constexpr Shape selinux = one_of(selinux_words);
constexpr std::array<Attribute, 4> bind_keys{
    {{"create_host_path", &flag}, {"propagation", &text}, {"recursive", &recursive}, {"selinux", &selinux}}};
constexpr Shape bind_options = map_of(bind_keys);
constexpr std::array<Attribute, 3> volume_option_keys{{{"labels", &pairs}, {"nocopy", &flag}, {"subpath", &text}}};
constexpr Shape volume_options = map_of(volume_option_keys);
constexpr std::array<Attribute, 2> tmpfs_keys{{{"mode", &permissions}, {"size", &positive_size}}};
constexpr Shape tmpfs_options = map_of(tmpfs_keys);
constexpr std::array<Attribute, 1> image_option_keys{{{"subpath", &text}}};
constexpr Shape image_options = map_of(image_option_keys);
constexpr std::array<Attribute, 9> mount_keys{{{"bind", &bind_options},
                                               {"consistency", &text},
                                               {"image", &image_options},
                                               {"read_only", &flag},
                                               {"source", &text},
                                               {"target", &text},
                                               {"tmpfs", &tmpfs_options},
                                               {"type", &mount_type},
                                               {"volume", &volume_options}}};
constexpr Shape mount = map_of(mount_keys, accepts_text, "type");
constexpr Shape mounts = list_of(mount, Form::as_is, true);

constexpr std::array<std::string_view, 5> watch_words{"rebuild", "sync", "restart", "sync+restart", "sync+exec"};
constexpr Shape watch_action = one_of(watch_words);
constexpr std::array<Attribute, 7> watch_keys{{{"action", &watch_action},
                                               {"exec", &hook},
                                               {"ignore", &text_or_texts},
                                               {"include", &text_or_texts},
                                               {"initial_sync", &strict_flag},
                                               {"path", &text},
                                               {"target", &text}}};
constexpr Shape watch_item = map_of(watch_keys, 0, "path action");
constexpr Shape watch = list_of(watch_item);
constexpr std::array<Attribute, 1> develop_keys{{{"watch", &watch}}};
constexpr Shape develop = map_of(develop_keys, accepts_null);

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
constexpr Shape deploy = map_of(deploy_keys, accepts_null);

constexpr std::array<Attribute, 93> service_keys{{
    {"annotations", &pairs},          {"attach", &kept_flag},         {"blkio_config", &blkio},
    {"build", &build},                {"cap_add", &unique_texts},     {"cap_drop", &unique_texts},
    {"cgroup", &cgroup},              {"cgroup_parent", &text},       {"command", &command},
    {"configs", &grants},             {"container_name", &container_name},      {"cpu_count", &whole},
    {"cpu_percent", &percent},        {"cpu_period", &whole_number},  {"cpu_quota", &whole_number},
    {"cpu_rt_period", &whole_number}, {"cpu_rt_runtime", &whole_number}, {"cpu_shares", &whole_number},
    {"cpus", &number},                {"cpuset", &text},              {"credential_spec", &credentials},
    {"depends_on", &depends_on},      {"deploy", &deploy},            {"develop", &develop},
    {"device_cgroup_rules", &unique_texts}, {"devices", &devices},    {"dns", &text_or_texts},
    {"dns_opt", &unique_texts},       {"dns_search", &text_or_texts}, {"domainname", &text},
    {"entrypoint", &command},         {"env_file", &env_file},        {"environment", &open_pairs},
    {"expose", &unique_texts_or_numbers}, {"extends", &extends},      {"external_links", &unique_texts},
    {"extra_hosts", &hosts},          {"gpus", &gpus},                {"group_add", &unique_texts_or_numbers},
    {"healthcheck", &health_check},   {"hostname", &text},            {"image", &text},
    {"init", &kept_flag},             {"ipc", &text},                 {"isolation", &text},
    {"label_file", &label_file},      {"labels", &pairs},             {"links", &unique_texts},
    {"logging", &logging},            {"mac_address", &text},         {"mem_limit", &size},
    {"mem_reservation", &whole_size}, {"mem_swappiness", &whole_size}, {"memswap_limit", &size},
    {"models", &model_uses},          {"network_mode", &text},        {"networks", &attachments},
    {"oom_kill_disable", &flag},      {"oom_score_adj", &whole},      {"pid", &text_or_null},
    {"pids_limit", &whole_number},    {"platform", &text},            {"ports", &ports},
    {"post_start", &hooks},           {"pre_start", &start_hooks},    {"pre_stop", &hooks},
    {"privileged", &flag},            {"profiles", &unique_texts},    {"provider", &provider},
    {"pull_policy", &pull_policy},           {"pull_refresh_after", &text},  {"read_only", &flag},
    {"restart", &text},               {"runtime", &text},             {"scale", &kept_whole},
    {"secrets", &grants},             {"security_opt", &unique_texts}, {"shm_size", &size},
    {"stdin_open", &flag},            {"stop_grace_period", &duration}, {"stop_signal", &text},
    {"storage_opt", &any_object},     {"sysctls", &pairs},            {"tmpfs", &text_or_texts},
    {"tty", &flag},                   {"ulimits", &ulimits},          {"use_api_socket", &strict_flag},
    {"user", &text},                  {"userns_mode", &text},         {"uts", &text},
    {"volumes", &mounts},             {"volumes_from", &unique_texts}, {"working_dir", &text},
}};
constexpr Shape service = map_of(service_keys);
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

const Shape compose_file_shape = map_of(file_keys);

const Shape* find_shape(const Shape& shape, std::string_view key) {
  for (std::size_t i = 0; i < shape.key_count; ++i) {
    if (shape.keys[i].name == key) return shape.keys[i].shape;
  }
  return shape.others;
}

}  // namespace portolan::load
