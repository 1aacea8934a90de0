// Ports of one environment: what is open on the host, for whom, and whether the plan agrees.
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/text.h"
#include "check/knowledge/images.h"
#include "render/facts/commands.h"
#include "render/facts/ports.h"
#include "render/facts/runbook.h"
#include "render/pages/environment_page.h"
#include "render/pages/pages.h"
#include "render/pieces.h"

namespace portolan::render {

namespace {

/// A page stays below 150 KB: more rows are counted, not shown. Open ports come before the others then.
constexpr std::size_t most_rows = 160;

std::string_view colour_of(Audience audience) { return audience == Audience::everyone ? "warn" : ""; }

/// "p8000": what links to a host port name; only the first row of a port has it.
std::string anchor_of(const PortFact& port, std::set<std::string>& taken) {
  if (!port.host) return {};
  std::string anchor = fmt::format("p{}", to_string(*port.host));
  return taken.insert(anchor).second ? anchor : std::string();
}

Data describe_port(const PageContext& page, const PortFact& port, std::set<std::string>& taken) {
  Data row;
  row.set("anchor", anchor_of(port, taken)).set("host", host_text(port)).set("sort", port.host ? fmt::format("{:05}", port.host->first) : "~");
  row.set("service", service_link(page, *page.environment_index, port.service->name.value));
  row.set("container", container_text(port)).set("speaks", port.speaks);
  row.set("audience", std::string(words_of(port.audience))).set("audience_class", std::string(colour_of(port.audience)));
  row.set("purpose", port.purpose);
  add_claim(page, port.claim, row);
  row.set("source", source_link(page, port.span));
  return row;
}

/// What to type to see whether somebody answers at an open port.
std::string try_line(const PageContext& page, const PortFact& port) {
  const std::string host = port.host_ip.empty() ? "localhost" : port.host_ip.find(':') != std::string::npos ? fmt::format("[{}]", port.host_ip) : port.host_ip;
  const check::ImageFacts* facts = check::find_service_facts(page.stack(), *port.service);
  const bool http = port.speaks == "HTTP" || (!facts && port.container.first != 443);
  if (port.protocol != "tcp") return fmt::format("nc -zvu {} {}", host, port.host->first);
  if (port.speaks == "HTTPS" || port.container.first == 443) return fmt::format("curl -kI https://{}:{}/", host, port.host->first);
  return http ? fmt::format("curl -I http://{}:{}/", host, port.host->first) : fmt::format("nc -zv {} {}", host, port.host->first);
}

std::string try_lines(const PageContext& page, const std::vector<PortFact>& ports) {
  std::string lines;
  std::set<const Service*> probed;
  std::size_t count = 0;
  for (const PortFact& port : ports) {
    if (port.host) {
      if (++count > 12) break;
      lines += fmt::format("# {}\n{}\n", port.service->name.value, try_line(page, port));
      continue;
    }
    const check::ImageFacts* facts = check::find_service_facts(page.stack(), *port.service);
    if (!facts || facts->probe.empty() || !probed.insert(port.service).second || probed.size() > 6) continue;
    lines += fmt::format("# {}, from inside its container\n{} {}\n", port.service->name.value, compose_line(page.environment(), "exec", port.service->name.value), facts->probe);
  }
  return lines;
}

std::string describe_lead(const std::vector<PortFact>& ports) {
  const auto open = static_cast<std::size_t>(std::count_if(ports.begin(), ports.end(), [](const PortFact& port) { return port.open(); }));
  if (ports.empty()) return "No port is published, and none is known to be listened on.";
  const std::string first = fmt::format("{} open on the host", open == 0 ? "No port" : count_of(open, "port"));
  return open == ports.size() ? first + "." : fmt::format("{}, {} only inside the networks.", first, ports.size() - open);
}

std::string render_ports(const PageContext& page) {
  const Masking masking = find_secrets(page.environment(), page.sources());
  std::vector<PortFact> ports = list_ports(page.stack(), page.report(), *page.environment_index, masking);
  const std::size_t all = ports.size();
  const std::string lead = describe_lead(ports);
  if (all > most_rows) {
    std::stable_partition(ports.begin(), ports.end(), [](const PortFact& port) { return port.open(); });
    ports.resize(most_rows);
  }
  std::vector<Data> rows;
  std::set<std::string> taken;
  for (const PortFact& port : ports) rows.push_back(describe_port(page, port, taken));
  const std::string tries = try_lines(page, ports), held = join(port_holder_commands(page.environment()), "\n");
  Data data;
  add_broken(page, data);
  data.set_object("verdict", describe_verdicts(page, judge_ports(page.stack(), page.report(), *page.environment_index), "port"));
  data.set_flag("has_rows", !rows.empty()).set_list("rows", std::move(rows));
  data.set("more", all > most_rows ? fmt::format("{} more rows are not shown; the page of each service has its own.", all - most_rows) : "");
  data.set("try", tries.empty() ? Html{} : code_block({.text = tries, .language = "bash", .caption = page.environment().name, .mark = environment_dot(page.stack(), *page.environment_index)}));
  data.set("taken", held.empty() ? Html{} : code_block({.text = held, .language = "bash", .caption = "on the host", .mark = {}}));
  return frame_environment_page(page, lead, Html{page.render("ports", data)});
}

}  // namespace

void plan_ports(const SiteContext& site, std::vector<PagePlan>& pages) { plan_for_environments(site, pages, &Links::ports, render_ports); }

}  // namespace portolan::render
