#include "load/compose/attribute_shapes.h"

// Source: the JSON schema of the Compose Specification of 2026-06, and the hooks that its implementation has beyond it.
namespace portolan::load::shapes {

namespace {

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

constexpr Shape container_name{.kinds = accepts_text, .form = Form::text, .fits = fits_container_name, .expected = "two or more letters, digits, \"_\", \".\" or \"-\""};
constexpr Shape pull_policy{.kinds = accepts_text, .form = Form::text, .fits = fits_pull_policy, .expected = "always, never, build, missing, daily, weekly, every_DURATION or refresh"};
constexpr Shape positive_size{.kinds = accepts_integer | accepts_text, .form = Form::bytes, .fits = fits_positive, .expected = "a size of zero or more"};

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

}  // namespace

constinit const Shape service = map_of(service_keys);

}  // namespace portolan::load::shapes
