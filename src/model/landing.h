// Where a file of a stack is found inside a service's container, and what brings it there.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/stack.h"

namespace portolan {

struct Landing {
  std::string path;      ///< absolute, in the container
  Span span;             ///< of the mount, of the grant of a config, or of the COPY in the Dockerfile
  bool copied = false;   ///< part of the image, not of the machine that runs it

  bool operator==(const Landing&) const = default;
};

/// Bind mounts, configs and the COPY instructions of the stage that the service builds, those of the stages that it is based on or copies from included.
/// What a bind mount hides in the image is not among them. `file` as the reader takes it. In the order of the service's mounts, configs and stages; what
/// RUN lines move about inside an image is not followed.
std::vector<Landing> landings_of(const Stack& stack, const Environment& environment, const Service& service, std::string_view file);

/// The folder in which an nginx keeps its configuration, when the file in a container lies below one: "/etc/nginx" of "/etc/nginx/conf.d/x.conf"; else "".
std::string_view nginx_folder_of(std::string_view path);

}  // namespace portolan
