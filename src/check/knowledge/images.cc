#include "check/knowledge/images.h"

#include <algorithm>

#include "base/text.h"
#include "check/knowledge/process.h"

namespace portolan::check {

using Role = ServiceRole;

// Sorted by repository. Ports and paths are those of the images' own pages; an image with several editions lists what all of them share.
const std::vector<ImageFacts>& all_image_facts() {
  static const std::vector<ImageFacts> rows{
      {"adminer", "Adminer", Role::tool, 8080, "HTTP", "", "adminer.svg", "", "https://hub.docker.com/_/adminer", ""},
      {"alpine", "Alpine Linux", Role::unknown, 0, "", "", "alpinelinux.svg", "", "https://hub.docker.com/_/alpine", ""},
      {"bitnami/postgresql", "PostgreSQL", Role::database, 5432, "PostgreSQL", "/bitnami/postgresql", "postgresql.svg", "pg_isready", "https://hub.docker.com/r/bitnami/postgresql", ""},
      {"bitnami/redis", "Redis", Role::cache, 6379, "Redis", "/bitnami/redis/data", "redis.svg", "redis-cli ping", "https://hub.docker.com/r/bitnami/redis", ""},
      {"busybox", "BusyBox", Role::unknown, 0, "", "", "", "", "https://hub.docker.com/_/busybox", ""},
      {"caddy", "Caddy", Role::proxy, 80, "HTTP", "/data", "caddy.svg", "", "https://hub.docker.com/_/caddy", ""},
      {"certbot/certbot", "Certbot", Role::job, 0, "", "/etc/letsencrypt", "letsencrypt.svg", "", "https://hub.docker.com/r/certbot/certbot", ""},
      {"debian", "Debian", Role::unknown, 0, "", "", "debian.svg", "", "https://hub.docker.com/_/debian", ""},
      {"dpage/pgadmin4", "pgAdmin", Role::tool, 80, "HTTP", "/var/lib/pgadmin", "postgresql.svg", "", "https://www.pgadmin.org/docs/pgadmin4/latest/container_deployment.html", ""},
      {"eclipse-temurin", "Java", Role::application, 0, "", "", "openjdk.svg", "", "https://hub.docker.com/_/eclipse-temurin", ""},
      {"elasticsearch", "Elasticsearch", Role::database, 9200, "HTTP", "/usr/share/elasticsearch/data", "elasticsearch.svg", "", "https://hub.docker.com/_/elasticsearch", ""},
      {"elasticsearch/elasticsearch", "Elasticsearch", Role::database, 9200, "HTTP", "/usr/share/elasticsearch/data", "elasticsearch.svg", "", "https://www.elastic.co/guide/en/elasticsearch/reference/current/docker.html", "docker.elastic.co"},
      {"golang", "Go", Role::application, 0, "", "", "go.svg", "", "https://hub.docker.com/_/golang", ""},
      {"grafana/grafana", "Grafana", Role::tool, 3000, "HTTP", "/var/lib/grafana", "grafana.svg", "", "https://grafana.com/docs/grafana/latest/setup-grafana/installation/docker/", ""},
      {"haproxy", "HAProxy", Role::proxy, 0, "HTTP", "", "", "", "https://hub.docker.com/_/haproxy", ""},
      {"httpd", "Apache", Role::proxy, 80, "HTTP", "", "apache.svg", "", "https://hub.docker.com/_/httpd", ""},
      {"keycloak/keycloak", "Keycloak", Role::tool, 8080, "HTTP", "/opt/keycloak/data", "keycloak.svg", "", "https://www.keycloak.org/server/containers", "quay.io"},
      {"mailhog/mailhog", "MailHog", Role::tool, 8025, "HTTP", "", "", "", "https://github.com/mailhog/MailHog", ""},
      {"mariadb", "MariaDB", Role::database, 3306, "MySQL", "/var/lib/mysql", "mariadb.svg", "healthcheck.sh --connect", "https://hub.docker.com/_/mariadb", ""},
      {"memcached", "Memcached", Role::cache, 11211, "Memcached", "", "", "", "https://hub.docker.com/_/memcached", ""},
      {"minio/minio", "MinIO", Role::tool, 9000, "HTTP", "/data", "minio.svg", "", "https://hub.docker.com/r/minio/minio", ""},
      {"mongo", "MongoDB", Role::database, 27017, "MongoDB", "/data/db", "mongodb.svg", "mongosh --eval 'db.runCommand({ping: 1})'", "https://hub.docker.com/_/mongo", ""},
      {"mysql", "MySQL", Role::database, 3306, "MySQL", "/var/lib/mysql", "mysql.svg", "mysqladmin ping", "https://hub.docker.com/_/mysql", ""},
      {"nginx", "nginx", Role::proxy, 80, "HTTP", "", "nginx.svg", "nginx -t", "https://hub.docker.com/_/nginx", ""},
      {"nginxinc/nginx-unprivileged", "nginx", Role::proxy, 8080, "HTTP", "", "nginx.svg", "nginx -t", "https://hub.docker.com/r/nginxinc/nginx-unprivileged", ""},
      {"node", "Node.js", Role::application, 0, "", "", "nodedotjs.svg", "", "https://hub.docker.com/_/node", ""},
      {"php", "PHP", Role::application, 0, "", "", "php.svg", "", "https://hub.docker.com/_/php", ""},
      {"phpmyadmin", "phpMyAdmin", Role::tool, 80, "HTTP", "", "phpmyadmin.svg", "", "https://hub.docker.com/_/phpmyadmin", ""},
      {"postgis/postgis", "PostGIS", Role::database, 5432, "PostgreSQL", "/var/lib/postgresql/data", "postgresql.svg", "pg_isready", "https://hub.docker.com/r/postgis/postgis", ""},
      {"postgres", "PostgreSQL", Role::database, 5432, "PostgreSQL", "/var/lib/postgresql/data", "postgresql.svg", "pg_isready", "https://hub.docker.com/_/postgres", ""},
      {"prom/prometheus", "Prometheus", Role::tool, 9090, "HTTP", "/prometheus", "prometheus.svg", "", "https://prometheus.io/docs/prometheus/latest/installation/", ""},
      {"python", "Python", Role::application, 0, "", "", "python.svg", "", "https://hub.docker.com/_/python", ""},
      {"rabbitmq", "RabbitMQ", Role::tool, 5672, "AMQP", "/var/lib/rabbitmq", "rabbitmq.svg", "rabbitmq-diagnostics -q ping", "https://hub.docker.com/_/rabbitmq", ""},
      {"redis", "Redis", Role::cache, 6379, "Redis", "/data", "redis.svg", "redis-cli ping", "https://hub.docker.com/_/redis", ""},
      {"ruby", "Ruby", Role::application, 0, "", "", "ruby.svg", "", "https://hub.docker.com/_/ruby", ""},
      {"rust", "Rust", Role::application, 0, "", "", "rust.svg", "", "https://hub.docker.com/_/rust", ""},
      {"traefik", "Traefik", Role::proxy, 80, "HTTP", "", "traefikproxy.svg", "traefik healthcheck --ping", "https://hub.docker.com/_/traefik", ""},
      {"ubuntu", "Ubuntu", Role::unknown, 0, "", "", "ubuntu.svg", "", "https://hub.docker.com/_/ubuntu", ""},
      {"valkey/valkey", "Valkey", Role::cache, 6379, "Redis", "/data", "", "valkey-cli ping", "https://hub.docker.com/r/valkey/valkey", ""},
  };
  return rows;
}

const ImageFacts* find_image_facts(const ImageReference& image) {
  // public.ecr.aws/docker/library mirrors Docker Hub's official images under their own names.
  const bool mirrored = image.registry == "public.ecr.aws" && image.repository.starts_with("docker/library/");
  const std::string_view repository = mirrored ? std::string_view(image.repository).substr(15) : std::string_view(image.repository);
  const std::string_view registry = mirrored ? std::string_view{} : std::string_view(image.registry);
  for (const ImageFacts& row : all_image_facts()) {
    if (row.repository == repository && row.registry == registry) return &row;
  }
  return nullptr;
}

const ImageFacts* find_service_facts(const Stack& stack, const Service& service) {
  if (const Spanned<std::string>* base = base_image_of(stack, service)) {
    const Expected<ImageReference> image = parse_image(base->value);
    return image ? find_image_facts(*image) : nullptr;
  }
  // With `build`, `image` only names the result.
  if (service.build || !service.image_reference) return nullptr;
  return find_image_facts(*service.image_reference);
}

namespace {

struct Program {
  std::string_view name;
  Role role;
};

// Sorted by name. A server's program says what a service is, whatever image it comes from.
constexpr Program programs[] = {
    {"apache2-foreground", Role::proxy}, {"caddy", Role::proxy},          {"celery", Role::job},
    {"daphne", Role::application},       {"docker-entrypoint.sh", Role::unknown}, {"gunicorn", Role::application},
    {"haproxy", Role::proxy},            {"httpd-foreground", Role::proxy}, {"hypercorn", Role::application},
    {"mariadbd", Role::database},        {"memcached", Role::cache},      {"mongod", Role::database},
    {"mysqld", Role::database},          {"nginx", Role::proxy},          {"php-fpm", Role::application},
    {"postgres", Role::database},        {"puma", Role::application},     {"redis-server", Role::cache},
    {"runserver", Role::application},    {"traefik", Role::proxy},        {"uvicorn", Role::application},
    {"valkey-server", Role::cache},      {"waitress-serve", Role::application},
};

const Program* find_program(std::string_view word) {
  const auto found = std::find_if(std::begin(programs), std::end(programs),
                                  [&](const Program& program) { return program.name == program_name(word); });
  return found == std::end(programs) ? nullptr : found;
}

bool is_server(Role role) { return role == Role::database || role == Role::cache || role == Role::proxy; }

/// The program that a process is known for, `unknown` when none of its words is one. Words such as `bash -c` come before it.
Role role_of_process(const Process& process) {
  for (const ProcessWord& word : process.words) {
    const Program* program = find_program(word.text);
    if (program && program->role != Role::unknown) return program->role;
  }
  return Role::unknown;
}

/// Whether the image's own server still starts: nothing was replaced, or only options were added to it.
bool starts_image_server(const Process& process) {
  if (process.entrypoint_replaced && !find_program(process.words.empty() ? "" : process.words.front().text)) return false;
  return process.empty() || process.words.front().text.starts_with("-") || find_program(process.words.front().text);
}

}  // namespace

Role role_of(const Stack& stack, const Service& service) {
  const ImageFacts* facts = find_service_facts(stack, service);
  const Process process = process_of(stack, service);
  const Role running = role_of_process(process);
  if (facts && is_server(facts->role)) {
    if (starts_image_server(process) || running == facts->role) return facts->role;
    return running == Role::unknown ? Role::job : running;
  }
  if (facts && facts->role != Role::unknown && facts->role != Role::application) return facts->role;
  if (running != Role::unknown) return running;
  if (facts && facts->role == Role::application) return facts->role;
  return service.build ? Role::application : Role::unknown;
}

std::string_view name_of(Role role) {
  switch (role) {
    case Role::application: return "application";
    case Role::database: return "database";
    case Role::cache: return "cache";
    case Role::proxy: return "proxy";
    case Role::tool: return "tool";
    case Role::job: return "job";
    case Role::unknown: return "unknown";
  }
  return "unknown";
}

static void add_range(std::vector<std::uint16_t>& ports, const PortRange& range) {
  for (int port = range.first; port <= range.last; ++port) ports.push_back(static_cast<std::uint16_t>(port));
}

/// Whether a service of another name is made from the same stage.
static bool shares_image(const Stack& stack, const Service& service) {
  const auto same = [&](const Service& other) {
    const bool built = other.build && other.build->resolved_dockerfile == service.build->resolved_dockerfile;
    const auto target_of = [](const Service& s) { return s.build->target ? s.build->target->value : std::string(); };
    return built && other.name.value != service.name.value && target_of(other) == target_of(service);
  };
  return std::any_of(stack.environments.begin(), stack.environments.end(), [&](const Environment& environment) {
    return std::any_of(environment.services.begin(), environment.services.end(), same);
  });
}

/// EXPOSE speaks of the image's own server. A worker made from the same image with another command does not start that one.
static bool starts_exposed_server(const Stack& stack, const Service& service) {
  const Role running = role_of_process(process_of(stack, service));
  if (running == Role::job) return false;
  const bool replaced = service.command || service.entrypoint;
  return !service.build || !replaced || running != Role::unknown || !shares_image(stack, service);
}

std::vector<std::uint16_t> listening_ports(const Stack& stack, const Service& service) {
  std::vector<std::uint16_t> ports;
  for (const PortMapping& mapping : service.ports) add_range(ports, mapping.target);
  for (const Spanned<PortRange>& range : service.expose) add_range(ports, range.value);
  for (const BuildStage* stage : starts_exposed_server(stack, service) ? stages_of(stack, service) : std::vector<const BuildStage*>{}) {
    for (const Spanned<PortRange>& range : stage->exposes) add_range(ports, range.value);
  }
  const ImageFacts* facts = find_service_facts(stack, service);
  // What the files say stands over what is known of the base image: an nginx that EXPOSEs 3000 was told to listen there.
  const bool stated = !ports.empty();
  // A job from a server's image starts no server, so nothing listens on its port.
  if (!stated && facts && facts->port != 0 && facts->role == role_of(stack, service)) ports.push_back(facts->port);
  std::sort(ports.begin(), ports.end());
  ports.erase(std::unique(ports.begin(), ports.end()), ports.end());
  return ports;
}

}  // namespace portolan::check
