#include <algorithm>
#include <map>
#include <optional>

#include "base/text.h"
#include "load/markdown/companion_fences.h"
#include "load/nginx/directives.h"

namespace portolan::load {

namespace {

bool is_open_text(std::string_view text) {
  for (const std::string_view sign : {"...", "…", "<", "example.", "your", "YOUR", "{{"}) {
    if (text.find(sign) != std::string_view::npos) return true;
  }
  return false;
}

/// Blocks of a web server, not JSON, CSS or another program's braces.
bool looks_like_nginx(std::string_view text) {
  const bool block = text.find("location /") != std::string_view::npos || text.find("location = /") != std::string_view::npos || text.find("server {") != std::string_view::npos ||
                     text.find("upstream ") != std::string_view::npos;
  const bool line = text.find("proxy_pass ") != std::string_view::npos || text.find("listen ") != std::string_view::npos || text.find("alias ") != std::string_view::npos ||
                    text.find("proxy_set_header ") != std::string_view::npos;
  return block && line && text.find('{') != std::string_view::npos && text.find(';') != std::string_view::npos;
}

class ConfigReader {
 public:
  ConfigReader(Reading& reading, const Frame& frame) : reading_(reading), frame_(frame) {}

  void read(const std::vector<Directive>& directives, const std::string& route) {
    for (const Directive& directive : directives) {
      if (directive.name.value == "upstream" && directive.block) note_upstream(directive);
    }
    for (const Directive& directive : directives) {
      if (reading_.full()) return;
      if (directive.block) {
        if (directive.name.value == "location") add_route(directive);
        if (directive.name.value != "upstream") read(directive.children, directive.name.value == "location" ? directive.joined().value : route);
      } else if (!decides_route(directive, route)) {
        add_directive(directive, route);
      }
    }
  }

 private:
  static bool decides_route(const Directive& directive, const std::string& route) {
    return !route.empty() && (directive.name.value == "proxy_pass" || directive.name.value == "alias" || directive.name.value == "root");
  }

  void note_upstream(const Directive& block) {
    if (block.arguments.empty()) return;
    for (const Directive& child : block.children) {
      if (child.name.value == "server" && !child.arguments.empty()) {
        upstreams_.emplace(block.arguments[0].value, child.arguments[0]);
        return;
      }
    }
  }

  /// "http://backend:8000/x" → its host and port; the first server of an upstream in the same fence.
  std::optional<Spanned<std::string>> backend_of(const Spanned<std::string>& address) const {
    const std::size_t scheme = address.value.find("://");
    if (scheme == std::string::npos || address.value.find('$') != std::string::npos || is_open_text(address.value)) return std::nullopt;
    const std::size_t end = std::min(address.value.find('/', scheme + 3), address.value.size());
    Spanned<std::string> backend{address.value.substr(scheme + 3, end - scheme - 3), address.span};
    backend.span.end = address.span.begin + static_cast<std::uint32_t>(end);
    backend.span.begin = address.span.begin + static_cast<std::uint32_t>(scheme + 3);
    const auto upstream = upstreams_.find(backend.value);
    return upstream == upstreams_.end() ? backend : upstream->second;
  }

  void add_route(const Directive& location) {
    // Patterns are not tried against paths.
    if (location.arguments.empty() || location.arguments[0].value.starts_with('~') || location.arguments[0].value.starts_with('@')) return;
    const Spanned<std::string> path = location.joined();
    for (const Directive& child : location.children) {
      if (child.arguments.empty()) continue;
      std::optional<Spanned<std::string>> target;
      if (child.name.value == "proxy_pass") target = backend_of(child.arguments[0]);
      if (child.name.value == "alias" || child.name.value == "root") target = child.arguments[0];
      if (!target || is_open_text(path.value)) continue;
      add(RoutesPath{.path = path, .target = *target}, child.span);
      return;
    }
  }

  void add_directive(const Directive& directive, const std::string& route) {
    SetsDirective fact{.name = directive.name, .value = directive.joined(), .route = route};
    if (frame_.services.size() == 1) fact.service = frame_.services.front();
    if (fact.value.value.empty() || is_open_text(fact.value.value) || directive.name.value == "include" || directive.name.value == "server_name" || directive.name.value.starts_with("ssl_certificate")) return;
    add(std::move(fact), directive.span);
  }

  void add(Fact fact, const Span& span) {
    const std::string_view text = reading_.sources().text(span);
    const std::string_view line = text.substr(0, std::min(text.find('\n'), longest_phrase));
    reading_.add(std::move(fact), span, Phrase(line, {span.file, span.begin, span.begin + static_cast<std::uint32_t>(line.size())}).shown(reading_.sources(), 0, line.size()), frame_);
  }

  Reading& reading_;
  const Frame& frame_;
  std::map<std::string, Spanned<std::string>> upstreams_;  // the first server of each
};

}  // namespace

bool read_nginx_fence(Reading& reading, const Block& fence, const Frame& frame) {
  if (fence.content == FileId::none) return false;
  const std::string language = to_lower(std::string_view(fence.info).substr(0, fence.info.find_first_of(" \t,{")));
  const std::string_view text = reading.sources().text(fence.content);
  const bool says_so = language == "nginx" || language == "nginxconf";
  const bool may_be = language.empty() || language == "conf" || language == "text" || language == "config";
  if (!says_so && !(may_be && looks_like_nginx(text))) return false;
  Diagnostics problems;  // a snippet may be cut anywhere
  ConfigReader(reading, frame).read(read_directives(fence.content, text, problems), "");
  return true;
}

}  // namespace portolan::load
