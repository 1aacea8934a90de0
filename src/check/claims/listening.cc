#include "check/claims/listening.h"

#include <algorithm>

#include <fmt/format.h>

#include "check/claims/words.h"
#include "check/knowledge/images.h"
#include "check/knowledge/process.h"

namespace portolan::check {

namespace {

/// A number that stands alone in a text: "0.0.0.0:8000" has 8000, "18000" has not.
bool has_number(std::string_view text, int number) {
  const std::string digits = std::to_string(number);
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  for (std::size_t at = text.find(digits); at != std::string_view::npos; at = text.find(digits, at + 1)) {
    const std::size_t end = at + digits.size();
    if ((at == 0 || !is_digit(text[at - 1])) && (end == text.size() || !is_digit(text[end]))) return true;
  }
  return false;
}

/// Where the command or a variable names the port: a server can listen on ports that no `ports:` or EXPOSE tells of.
std::optional<Span> find_mention(const Stack& stack, const Service& service, int port) {
  for (const ProcessWord& word : process_of(stack, service).words) {
    if (has_number(word.text, port)) return word.line;
  }
  for (const Variable& variable : service.environment) {
    if (variable.value && !variable.secret && has_number(variable.value->value, port)) return variable.name.span;
  }
  return std::nullopt;
}

}  // namespace

std::optional<Span> find_listener(const Stack& stack, const Service& service, int port) {
  for (const PortMapping& mapping : service.ports) {
    if (mapping.target.contains(port)) return mapping.span;
  }
  for (const Spanned<PortRange>& range : service.expose) {
    if (range.value.contains(port)) return range.span;
  }
  for (const BuildStage* stage : stages_of(stack, service)) {
    for (const Spanned<PortRange>& range : stage->exposes) {
      if (range.value.contains(port)) return range.span;
    }
  }
  const std::vector<std::uint16_t> ports = listening_ports(stack, service);
  if (std::find(ports.begin(), ports.end(), port) != ports.end()) return service.image ? service.image->span : place_of(service);
  return find_mention(stack, service, port);
}

Judgement judge_container_port(const Scene& scene, const Service& service, const Spanned<int>& port) {
  const std::string name = quoted(service.name.value);
  if (const std::optional<Span> place = find_listener(scene.stack, service, port.value)) {
    return holds(fmt::format("{} listens on {}", name, port.value), {*place});
  }
  const std::vector<std::uint16_t> known = listening_ports(scene.stack, service);
  if (known.empty()) return open(fmt::format("nothing in the files says on which port {} listens", name));
  const bool stated = !service.ports.empty() || !service.expose.empty();
  // A data store has one port; other images may listen on more than their table row knows.
  const ServiceRole role = role_of(scene.stack, service);
  if (!stated && role != ServiceRole::database && role != ServiceRole::cache) {
    return open(fmt::format("nothing in the files says that {} listens on {}", name, port.value));
  }
  // The files need not name every port of a server: its image's own one is no contradiction.
  const ImageFacts* facts = find_service_facts(scene.stack, service);
  if (facts && facts->port == port.value && role != ServiceRole::database && role != ServiceRole::cache) {
    return open(fmt::format("the files name {} as ports of {}, its image would listen on {}", fmt::join(known, ", "), name, port.value));
  }
  return refuted(fmt::format("{} listens on {}", name, fmt::join(known, ", ")), port.span,
                 {!service.ports.empty() ? service.ports.front().span : !service.expose.empty() ? service.expose.front().span : place_of(service)});
}

}  // namespace portolan::check
