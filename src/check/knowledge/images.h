// Facts about images, as data with their sources. An unknown image is unknown, never guessed.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "model/service.h"
#include "model/stack.h"

namespace portolan::check {

enum class ServiceRole { application, database, cache, proxy, tool, job, unknown };

struct ImageFacts {
  std::string_view repository;     ///< as in ImageReference::repository
  std::string_view title;          ///< "PostgreSQL"
  ServiceRole role = ServiceRole::unknown;
  std::uint16_t port = 0;          ///< what it listens on by default, 0 for none
  std::string_view protocol_name;  ///< "PostgreSQL", "HTTP"
  std::string_view data_path;      ///< where it keeps its data, "" for nowhere
  std::string_view icon;           ///< file name below assets/vendor/simple-icons, "" for none
  std::string_view probe;          ///< a command that says whether it answers, for runbooks: "pg_isready"
  std::string_view source;         ///< where these facts are documented
  std::string_view registry;       ///< "" for Docker Hub
};

/// Sorted by repository.
const std::vector<ImageFacts>& all_image_facts();
/// By registry and repository; nullptr for unknown images. Docker Hub's official images are known in Amazon's mirror, too.
const ImageFacts* find_image_facts(const ImageReference& image);
/// Of a service: its image, or else the base image of the stage that it builds, resolved through its Dockerfile's stages.
const ImageFacts* find_service_facts(const Stack& stack, const Service& service);
/// By facts, else by what its command runs, else `application` for builds and `unknown` for other images. A service that runs a script or a client from
/// a server's image (a backup made with the database's image, say) is a job.
ServiceRole role_of(const Stack& stack, const Service& service);
std::string_view name_of(ServiceRole role);

/// The ports that the service listens on inside its networks: targets of `ports`, `expose`, EXPOSE of its stage; where the files name none, the default
/// of its image. Sorted, each once.
std::vector<std::uint16_t> listening_ports(const Stack& stack, const Service& service);

}  // namespace portolan::check
