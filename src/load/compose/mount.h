// The short syntax of `volumes:` and `devices:`.
#pragma once

#include <string>
#include <string_view>

#include "base/expected.h"

namespace portolan::load {

struct ShortMount {
  std::string type;    ///< "bind" or "volume"
  std::string source;  ///< "" for an anonymous volume
  std::string target;
  bool read_only = false;
  bool no_copy = false;
  std::string propagation;
  std::string selinux;

  bool operator==(const ShortMount&) const = default;
};

/// Shape:  [SOURCE:]TARGET[:OPTION[,OPTION…]]; a source that starts with `.`, `/`, `~`, `\\` or a drive letter is a path of the host.
///         A single letter before a colon is a drive, also where a volume of that name was meant. Unknown options are ignored. Colons
///         inside ${…} belong to it.
/// Errors: a reason to print after `volume "…": `.
/// Source: Compose Specification, services, volumes, short syntax; the reference implementation for the drives.
Expected<ShortMount> parse_mount(std::string_view text);

struct ShortDevice {
  std::string source;
  std::string target;
  std::string permissions;

  bool operator==(const ShortDevice&) const = default;
};

/// Shape:  SOURCE[:TARGET[:PERMISSIONS]]; the target is the source by default, permissions are rwm. A name VENDOR/CLASS=DEVICE stays whole.
/// Source: Compose Specification, services, devices.
Expected<ShortDevice> parse_device(std::string_view text);

/// Lexical: "/a/./b//c/" → "/a/b/c". Paths of Windows stay as they are.
std::string clean_target(std::string_view path);

}  // namespace portolan::load
