#include "load/markdown/words.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/text.h"

namespace portolan::load {

namespace {

struct KeyRow {
  std::string_view text;
  Key key;
};

// Alphabetical within each key. What is ambiguous ("name", "type") is left out.
constexpr KeyRow keys[] = {
    {"component", Key::service}, {"container", Key::service}, {"containers", Key::service}, {"service", Key::service}, {"services", Key::service}, {"service name", Key::service}, {"compose service", Key::service}, {"docker service", Key::service},
    {"description", Key::description}, {"notes", Key::description}, {"note", Key::description}, {"details", Key::description}, {"remarks", Key::description}, {"comment", Key::description}, {"comments", Key::description}, {"function", Key::description}, {"purpose", Key::description}, {"responsibility", Key::description}, {"role", Key::description}, {"what it does", Key::description},
    {"base image", Key::image}, {"docker image", Key::image}, {"container image", Key::image}, {"image", Key::image},
    {"container port", Key::container_port}, {"internal port", Key::container_port}, {"internal ports", Key::container_port}, {"container ports", Key::container_port}, {"target port", Key::container_port}, {"port (container)", Key::container_port}, {"port (internal)", Key::container_port}, {"listens on", Key::container_port}, {"inside port", Key::container_port}, {"port in container", Key::container_port}, {"port in the container", Key::container_port},
    {"published port", Key::host_port}, {"host port", Key::host_port}, {"host ports", Key::host_port}, {"external ports", Key::host_port}, {"published ports", Key::host_port}, {"public port", Key::host_port}, {"port (host)", Key::host_port}, {"port (external)", Key::host_port}, {"local port", Key::host_port}, {"outside port", Key::host_port}, {"external port", Key::host_port}, {"exposed port", Key::host_port}, {"port on host", Key::host_port}, {"port on the host", Key::host_port}, {"published", Key::host_port}, {"published on", Key::host_port},
    {"port", Key::port}, {"ports", Key::port},
    {"mapping", Key::port_mapping}, {"port mapping", Key::port_mapping}, {"port mappings", Key::port_mapping}, {"ports (host:container)", Key::port_mapping}, {"port (host:container)", Key::port_mapping}, {"host:container port", Key::port_mapping}, {"host:container ports", Key::port_mapping}, {"host:container", Key::port_mapping},
    {"network", Key::network}, {"networks", Key::network},
    {"driver", Key::driver}, {"network driver", Key::driver},
    {"internal", Key::internal}, {"internal?", Key::internal},
    {"connected services", Key::members}, {"attached services", Key::members}, {"connected containers", Key::members}, {"members", Key::members},
    {"named volume", Key::volume}, {"volume name", Key::volume}, {"docker volume", Key::volume}, {"volume", Key::volume}, {"volume mount", Key::volume}, {"volume mounts", Key::volume}, {"volumes", Key::volume}, {"source", Key::volume}, {"mounts", Key::volume},
    {"container path", Key::path}, {"mount path", Key::path}, {"mount point", Key::path}, {"mounted to", Key::path}, {"target path", Key::path}, {"mounted path", Key::path}, {"container mount", Key::path}, {"container directory", Key::path}, {"location in container", Key::path}, {"mounted at", Key::path}, {"path in container", Key::path}, {"path in the container", Key::path},
    {"memory", Key::memory}, {"memory limit", Key::memory}, {"memory limits", Key::memory}, {"mem limit", Key::memory}, {"mem_limit", Key::memory},
    {"restart", Key::restart}, {"restart policy", Key::restart},
    {"worker count", Key::workers}, {"worker processes", Key::workers}, {"workers", Key::workers},
    {"app server", Key::server}, {"application server", Key::server}, {"server", Key::server},
    {"cmd", Key::command}, {"command", Key::command}, {"start command", Key::command}, {"startup command", Key::command}, {"run command", Key::command},
    {"health", Key::health}, {"health check", Key::health}, {"healthcheck", Key::health}, {"health checks", Key::health}, {"healthchecks", Key::health},
    {"check", Key::health_test}, {"health check command", Key::health_test}, {"health command", Key::health_test}, {"healthcheck command", Key::health_test}, {"healthcheck test", Key::health_test}, {"probe", Key::health_test}, {"test", Key::health_test},
    {"interval", Key::interval}, {"timeout", Key::timeout}, {"retries", Key::retries}, {"start period", Key::start_period}, {"start_period", Key::start_period},
    {"dependencies", Key::waits_for}, {"startup dependencies", Key::waits_for}, {"dependency", Key::waits_for}, {"depends on", Key::waits_for}, {"depends_on", Key::waits_for}, {"starts after", Key::waits_for}, {"waits for", Key::waits_for},
    {"env var", Key::variable}, {"env vars", Key::variable}, {"env variable", Key::variable}, {"variable name", Key::variable}, {"environment variable name", Key::variable}, {"environment variable", Key::variable}, {"environment variables", Key::variable}, {"variable", Key::variable}, {"variables", Key::variable},
    {"value", Key::value}, {"current value", Key::value},
    {"example", Key::meaning}, {"default", Key::meaning}, {"default value", Key::meaning}, {"example value", Key::meaning}, {"required?", Key::meaning}, {"mandatory", Key::meaning}, {"meaning", Key::meaning}, {"required", Key::meaning},
    {"secret", Key::secret}, {"secret name", Key::secret}, {"docker secret", Key::secret}, {"secrets", Key::secret},
    {"file", Key::file}, {"dockerfile", Key::file},
    {"service(s)", Key::used_by}, {"used by", Key::used_by}, {"consumer", Key::used_by}, {"consumers", Key::used_by}, {"consumed by", Key::used_by}, {"used by service", Key::used_by}, {"used by services", Key::used_by}, {"used in", Key::used_by}, {"read by", Key::used_by}, {"mounted by", Key::used_by}, {"mounted in", Key::used_by},
    {"endpoint", Key::route}, {"location", Key::route}, {"path", Key::route}, {"prefix", Key::route}, {"route", Key::route}, {"url prefix", Key::route}, {"path prefix", Key::route}, {"request path", Key::route}, {"uri", Key::route}, {"url", Key::route}, {"url path", Key::route},
    {"goes to", Key::target}, {"proxied to", Key::target}, {"target", Key::target}, {"upstream", Key::target}, {"routed to", Key::target}, {"forwards to", Key::target}, {"forwarded to", Key::target}, {"proxies to", Key::target}, {"routes to", Key::target}, {"upstream service", Key::target}, {"destination", Key::target}, {"handled by", Key::target},
    {"environment", Key::environment}, {"env", Key::environment}, {"stack", Key::environment},
    {"", Key::aspect}, {"area", Key::aspect}, {"aspect", Key::aspect}, {"difference", Key::aspect}, {"feature", Key::aspect}, {"item", Key::aspect}, {"setting", Key::aspect}, {"topic", Key::aspect}, {"what", Key::aspect}, {"property", Key::aspect}, {"concern", Key::aspect},
};

template <std::size_t N>
bool contains(const std::array<std::string_view, N>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

}  // namespace

std::optional<Key> parse_key(std::string_view text) {
  std::string lower = to_lower(trim(text));
  while (!lower.empty() && lower.back() == ':') lower.pop_back();
  const auto found = std::find_if(std::begin(keys), std::end(keys), [&](const KeyRow& row) { return row.text == lower; });
  return found == std::end(keys) ? std::nullopt : std::optional(found->key);
}

bool is_role_word(std::string_view lower) {
  constexpr auto words = std::to_array<std::string_view>(
      {"adminer", "api", "app", "backend", "beat", "broker", "cache", "caddy", "celery", "certbot", "database", "db", "elasticsearch", "frontend", "gateway",
       "grafana", "haproxy", "kafka", "keycloak", "mailhog", "mailpit", "mariadb", "memcached", "minio", "mongo", "mongodb", "mysql", "nats", "nginx", "pgadmin",
       "postgres", "postgresql", "prometheus", "proxy", "queue", "rabbitmq", "redis", "scheduler", "traefik", "vault", "web", "worker", "zookeeper"});
  return contains(words, lower);
}

bool is_role_pair(std::string_view first, std::string_view second) {
  const auto is = [&](std::string_view a, std::string_view b) { return first == a && second == b; };
  return is("reverse", "proxy") || is("web", "server") || is("message", "broker") || is("database", "server") || is("celery", "worker") || is("celery", "beat");
}

bool looks_like_service(std::string_view text) {
  if (text.empty() || text.size() > 63) return false;
  const char first = text.front();
  if (!((first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z'))) return false;
  const bool shape = std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  });
  return shape && !is_variable_name(text);
}

bool is_service_suffix(std::string_view lower) {
  constexpr auto words = std::to_array<std::string_view>({"service", "container", "services", "containers", "application", "instance", "image"});
  return contains(words, lower);
}

bool says_nothing(std::string_view text) {
  constexpr auto words = std::to_array<std::string_view>({"", "-", "--", "–", "—", "n/a", "none", "no", "not published", "internal", "internal only", "not exposed",
                                                          "inside only", "no port", "(none)", "nothing", "✗", "❌", "x", "(internal)"});
  return contains(words, to_lower(trim(text)));
}

bool is_server_word(std::string_view lower) {
  constexpr auto words = std::to_array<std::string_view>({"gunicorn", "runserver", "uvicorn", "daphne", "hypercorn", "uwsgi", "puma", "unicorn", "vite", "nodemon", "waitress"});
  return contains(words, lower);
}

bool is_product_word(std::string_view lower) {
  constexpr auto words = std::to_array<std::string_view>({"postgresql", "postgres", "mysql", "mariadb", "redis", "mongodb", "mongo", "nginx", "rabbitmq", "memcached",
                                                          "elasticsearch", "python", "node", "node.js", "traefik", "caddy", "adminer", "php", "ruby", "golang", "kafka", "valkey"});
  return contains(words, lower);
}

bool is_restart_policy(std::string_view lower) {
  return lower == "no" || lower == "always" || lower == "unless-stopped" || lower == "on-failure" || lower.starts_with("on-failure:");
}

bool is_variable_name(std::string_view text) {
  int letters = 0;
  for (const char c : text) {
    if (c >= 'A' && c <= 'Z') ++letters;
    if (!((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_')) return false;
  }
  return letters >= 2 && !(text.front() >= '0' && text.front() <= '9') && text.back() != '_';
}

std::optional<std::int64_t> parse_bytes(std::string_view text) {
  const std::string lower = to_lower(trim(text));
  std::size_t at = 0;
  double number = 0, scale = 1;
  bool point = false;
  for (; at < lower.size() && at < 15 && ((lower[at] >= '0' && lower[at] <= '9') || (lower[at] == '.' && !point)); ++at) {
    if (lower[at] == '.') {
      point = true;
    } else if (point) {
      number += (scale /= 10) * (lower[at] - '0');
    } else {
      number = number * 10 + (lower[at] - '0');
    }
  }
  if (at == 0) return std::nullopt;
  struct Unit {
    std::string_view name;
    int shift;
  };
  // Docker counts in powers of 1024, however the unit is spelled.
  constexpr Unit units[] = {{"b", 0},   {"k", 10},   {"kb", 10}, {"kib", 10}, {"ki", 10}, {"m", 20}, {"mb", 20},
                            {"mib", 20}, {"mi", 20}, {"g", 30},  {"gb", 30},  {"gib", 30}, {"gi", 30}};
  const std::string_view unit = trim(std::string_view(lower).substr(at));
  for (const Unit& known : units) {
    if (unit == known.name) return static_cast<std::int64_t>(std::llround(number * static_cast<double>(std::int64_t{1} << known.shift)));
  }
  return std::nullopt;
}

std::optional<int> parse_count(std::string_view lower) {
  constexpr auto words = std::to_array<std::string_view>({"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"});
  const auto found = std::find(words.begin(), words.end(), lower);
  if (found != words.end()) return static_cast<int>(found - words.begin()) + 1;
  const auto digits = parse_digits(lower);
  return digits && *digits > 0 && *digits < 100 ? digits : std::nullopt;
}

std::optional<bool> parse_yes_no(std::string_view text) {
  const std::string lower = to_lower(trim(text));
  if (lower == "yes" || lower == "true" || lower == "✓" || lower == "✔" || lower == "✅") return true;
  if (lower == "no" || lower == "false" || lower == "-" || lower == "✗" || lower == "✘" || lower == "❌") return false;
  return std::nullopt;
}

}  // namespace portolan::load
