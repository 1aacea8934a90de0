// Which service a container belongs to: by `container_name`, or by the name that Compose makes.
#pragma once

#include <string>
#include <string_view>

#include "model/stack.h"

namespace portolan::check {

/// "seculite_db", or "shop-web-1" as Compose makes it.
/// Source: Compose Specification, services, container_name; docker compose: PROJECT-SERVICE-NUMBER, with underscores in version 1.
std::string container_name_of(const Environment& environment, const Service& service);

/// The service whose container is called so in this environment; nullptr for none. Services with several containers have one for each number.
const Service* find_by_container(const Environment& environment, std::string_view container);

/// The service of "other-web-1": the name that it would have if the project were called otherwise, which the folder or `-p` decides; nullptr for none.
const Service* find_by_other_project(const Environment& environment, std::string_view container);

}  // namespace portolan::check
