// Whether files of the host lie over the code that an image brings.
#pragma once

#include <optional>
#include <string>

#include "model/stack.h"

namespace portolan::check {

/// Where the image's own code lies: what compose says, else the WORKDIR of the stage that is built.
std::optional<std::string> code_folder(const Stack& stack, const Service& service);

/// A bind mount that lays files of the host over the code in `folder`: the folder itself, one above it, or one below it.
const Mount* find_mount_over(const Service& service, const std::string& folder);

/// The same, where nothing tells the folder: a folder of the host at a place where images usually keep code, "/app" or "/usr/src/app". Single files are
/// settings, no code; nullptr also for databases and proxies.
const Mount* find_code_mount(const Stack& stack, const Service& service);

/// Whether the service runs code of its own, so that somebody could mount it.
bool has_code(const Stack& stack, const Service& service);

}  // namespace portolan::check
