// Which proxy configuration a service really runs with: the one place that answers it for provers and pages.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/stack.h"

namespace portolan::check {

/// A configuration that a service reads.
struct GivenConfig {
  const ProxyConfig* config = nullptr;
  std::string path;  ///< in the container, "/etc/nginx/conf.d/default.conf"
  Span span;         ///< of the mount, grant or COPY that brings it there

  bool operator==(const GivenConfig&) const = default;
};

/// Files that are mounted, granted or copied to where a server looks for its configuration, and that it comes to read: its main file and what that
/// includes, else what the image's own main file includes. The others lie there unread. In the order of the stack's configurations.
/// Source: https://nginx.org/en/docs/switches.html (-c), https://nginx.org/en/docs/ngx_core_module.html#include, https://hub.docker.com/_/nginx (templates).
std::vector<GivenConfig> configs_of(const Stack& stack, const Environment& environment, const Service& service);

/// Those of `configs` that an include in `from` names, as written there.
std::vector<const GivenConfig*> included(const std::vector<GivenConfig>& configs, const GivenConfig& from, std::string_view pattern);

}  // namespace portolan::check
