#include "tests/render/diagrams/sample_stack.h"

#include <utility>

namespace portolan::test {

Service make_service(std::string name, std::string image, const std::vector<std::string>& networks) {
  Service service;
  service.name.value = std::move(name);
  if (const auto reference = parse_image(image)) service.image_reference = *reference;
  service.image = Spanned<std::string>{std::move(image), {}};
  for (const std::string& network : networks) {
    NetworkAttachment attachment;
    attachment.network.value = network;
    service.networks.push_back(attachment);
  }
  return service;
}

void depend(Service& service, std::string other, DependencyCondition condition) {
  Dependency dependency;
  dependency.service.value = std::move(other);
  dependency.condition = condition;
  service.depends_on.push_back(dependency);
}

void mount(Service& service, std::string source, std::string target, MountType type, bool read_only) {
  Mount entry;
  entry.type = type;
  entry.source = std::move(source);
  entry.target = std::move(target);
  entry.read_only = read_only;
  service.mounts.push_back(entry);
}

void publish(Service& service, std::uint16_t host, std::uint16_t container, std::string ip) {
  PortMapping port;
  port.host_ip = std::move(ip);
  port.published = PortRange{host, host};
  port.target = PortRange{container, container};
  service.ports.push_back(port);
}

Network make_network(std::string name, bool internal) {
  Network network;
  network.name.value = std::move(name);
  network.internal = internal;
  return network;
}

Stack sample_stack() {
  constexpr DependencyCondition started = DependencyCondition::started, healthy = DependencyCondition::healthy;
  Environment environment;
  environment.name = "production";
  environment.title = "Production";
  environment.networks = {make_network("frontend", false), make_network("backend", true)};
  for (const char* const name : {"pgdata", "redisdata", "certs", "media"}) {
    Volume volume;
    volume.name.value = name;
    environment.volumes.push_back(volume);
  }

  Service nginx = make_service("nginx", "nginx:1.27-alpine", {"frontend"});
  publish(nginx, 80, 80, "");
  publish(nginx, 443, 443, "");
  depend(nginx, "frontend", started);
  depend(nginx, "backend", healthy);
  mount(nginx, "certs", "/etc/letsencrypt", MountType::volume, true);
  mount(nginx, "media", "/srv/media", MountType::volume, true);
  mount(nginx, "./nginx.conf", "/etc/nginx/nginx.conf", MountType::bind, true);
  Service certbot = make_service("certbot", "certbot/certbot:v3.0.1", {"frontend"});
  depend(certbot, "nginx", started);
  mount(certbot, "certs", "/etc/letsencrypt", MountType::volume, false);
  Service frontend = make_service("frontend", "ghcr.io/acme/web:2.4.1", {"frontend"});
  Service backend = make_service("backend", "ghcr.io/acme/api:2.4.1", {"frontend", "backend"});
  depend(backend, "db", healthy);
  depend(backend, "redis", healthy);
  mount(backend, "media", "/app/media", MountType::volume, false);
  Service worker = make_service("worker", "ghcr.io/acme/api:2.4.1", {"backend"});
  depend(worker, "db", healthy);
  depend(worker, "redis", healthy);
  Service beat = make_service("beat", "ghcr.io/acme/api:2.4.1", {"backend"});
  depend(beat, "redis", healthy);
  Service db = make_service("db", "postgres:16.4-alpine", {"backend"});
  mount(db, "pgdata", "/var/lib/postgresql/data", MountType::volume, false);
  Service redis = make_service("redis", "redis:7.4-alpine", {"backend"});
  mount(redis, "redisdata", "/data", MountType::volume, false);
  environment.services = {nginx, certbot, frontend, backend, worker, beat, db, redis};

  Stack stack;
  stack.name = "acme";
  stack.title = "Acme";
  stack.environments.push_back(environment);
  return stack;
}

}  // namespace portolan::test
