#include "load/compose/mount.h"

#include <fmt/format.h>

#include "base/text.h"

namespace portolan::load {

static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

static bool is_host_path(std::string_view source) {
  if (source.empty()) return false;
  if (source[0] == '.' || source[0] == '/' || source[0] == '~' || source.starts_with("\\\\")) return true;
  return source.size() > 1 && is_letter(source[0]) && source[1] == ':';
}

/// The parts between colons; not those of drive letters and of ${…}.
static std::vector<std::string> split_mount(std::string_view text) {
  std::vector<std::string> parts(1);
  int braces = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::string& part = parts.back();
    if (text[i] == '$' && i + 1 < text.size() && text[i + 1] == '{') {
      ++braces;
    } else if (text[i] == '}' && braces > 0) {
      --braces;
    }
    const bool drive = text[i] == ':' && part.size() == 1 && is_letter(part[0]);
    if (text[i] == ':' && braces == 0 && !drive) {
      parts.emplace_back();
    } else {
      part += text[i];
    }
  }
  return parts;
}

static void apply_option(ShortMount& mount, std::string_view option) {
  if (option == "ro") mount.read_only = true;
  if (option == "rw") mount.read_only = false;
  if (option == "nocopy") mount.no_copy = true;
  if (option == "z" || option == "Z") mount.selinux = option;
  for (const std::string_view name : {"rprivate", "private", "rshared", "shared", "rslave", "slave"}) {
    if (option == name) mount.propagation = option;
  }
}

Expected<ShortMount> parse_mount(std::string_view text) {
  if (text.empty()) return unexpected("the text is empty");
  ShortMount mount;
  mount.type = "volume";
  if (text.size() <= 2) {
    mount.target = text;
    return mount;
  }
  std::vector<std::string> parts = split_mount(text);
  if (parts.size() > 1 && parts.back().empty()) {
    // "name:d:" — the last colon belongs to a drive only when a letter stands before it.
    return unexpected("a part between colons is empty");
  }
  for (const std::string& part : parts) {
    if (part.empty()) return unexpected("a part between colons is empty");
  }
  if (parts.size() > 3) return unexpected("there are too many colons");
  if (parts.size() == 1) {
    mount.target = parts[0];
    return mount;
  }
  mount.source = parts[0];
  mount.target = parts[1];
  if (parts.size() == 3) {
    for (const std::string_view option : split(parts[2], ',')) apply_option(mount, option);
  }
  if (is_host_path(mount.source)) mount.type = "bind";
  return mount;
}

Expected<ShortDevice> parse_device(std::string_view text) {
  if (text.empty()) return unexpected("the text is empty");
  const auto parts = split(text, ':');
  if (parts.size() > 3) return unexpected("there are too many colons");
  ShortDevice device{std::string(parts[0]), std::string(parts[0]), "rwm"};
  const bool permissions_only = parts.size() == 2 && !parts[1].empty() && parts[1].find_first_not_of("rwm") == std::string_view::npos;
  if (parts.size() == 3) device.permissions = parts[2];
  if (permissions_only) {
    device.permissions = parts[1];
  } else if (parts.size() > 1) {
    device.target = parts[1];
  }
  return device;
}

std::string clean_target(std::string_view path) {
  if (path.empty() || path.find('\\') != std::string_view::npos) return std::string(path);
  const bool absolute = path[0] == '/';
  std::vector<std::string> kept;
  for (const std::string_view part : split(path, '/')) {
    if (part.empty() || part == ".") continue;
    if (part == ".." && !kept.empty() && kept.back() != "..") {
      kept.pop_back();
    } else if (part != ".." || !absolute) {
      kept.emplace_back(part);
    }
  }
  const std::string joined = join(kept, "/");
  return absolute ? "/" + joined : joined.empty() ? "." : joined;
}

}  // namespace portolan::load
