#include "render/pages/build_rows.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "base/utf8.h"
#include "render/pages/environment_page.h"
#include "render/pieces.h"

namespace portolan::render {

std::string stage_name(const Dockerfile& dockerfile, std::size_t stage) {
  const std::string& name = dockerfile.stages[stage].name;
  return name.empty() ? fmt::format("stage {}", stage + 1) : name;
}

Html stage_link(const Dockerfile& dockerfile, std::size_t stage) {
  return {fmt::format("<a class=\"chip mono\" href=\"#{}\">{}</a>", stage_id(dockerfile, stage), escape_html(printable_utf8(stage_name(dockerfile, stage))))};
}

Html chain_chips(const PageContext& page, const BuiltStage& built) {
  const std::vector<std::size_t> chain = chain_to(*built.dockerfile, built.stage);
  const std::string arrow = " <span class=\"mut\" aria-hidden=\"true\">→</span><span class=\"vh\"> then</span> ";
  const BuildStage& first = built.dockerfile->stages[chain.front()];
  std::string html = plain_chip(page.sources().is_secret(first.base.span) ? "hidden" : printable_utf8(first.base.value)).text;
  for (const std::size_t stage : chain) html += arrow + stage_link(*built.dockerfile, stage).text;
  std::string copied;
  for (const std::size_t stage : needed_stages(*built.dockerfile, built.stage)) {
    if (std::find(chain.begin(), chain.end(), stage) == chain.end()) copied += " " + stage_link(*built.dockerfile, stage).text;
  }
  if (!copied.empty()) html += fmt::format("<br><span class=\"sm mut\">with files from</span>{}", copied);
  return {html};
}

std::string name_of_build(const BuildFact& fact) {
  std::vector<std::string> names;
  for (const Service* service : fact.services) {
    if (names.size() == 6) break;
    names.push_back(printable_utf8(service->name.value));
  }
  if (names.size() < fact.services.size()) names.push_back(fmt::format("{} more", fact.services.size() - names.size()));
  return join_naturally(names);
}

namespace {

std::string ports_text(const std::vector<Spanned<PortRange>>& ports) {
  std::vector<std::string> words;
  for (const auto& port : ports) {
    const std::string text = to_string(port.value);
    if (std::find(words.begin(), words.end(), text) == words.end()) words.push_back(text);
  }
  return join(words, ", ");
}

/// "CMD python manage.py": the shell that runs a line in shell form goes without saying.
std::string command_text(const CommandLine& command) {
  const bool shell = command.arguments.size() == 3 && command.arguments[0] == "/bin/sh" && command.arguments[1] == "-c";
  return shell ? command.arguments[2] : command.line();
}

struct Line {
  std::string key;
  std::string value;
  Span span;
  const Service* service = nullptr;  // whose compose file puts it in the place of the image's
};

class Lines {
 public:
  explicit Lines(const Masking& masking) : masking_(masking) {}

  void add(std::string key, const std::string& value, const Span& span, const Service* service = nullptr) {
    if (!value.empty()) lines.push_back({std::move(key), shown(masking_, value, span), span, service});
  }
  void add(std::string key, const std::optional<Spanned<std::string>>& text, const Service* service = nullptr) {
    if (text) add(std::move(key), text->value, text->span, service);
  }
  void add(std::string key, const std::optional<CommandLine>& command, const Service* service = nullptr) {
    if (command) add(std::move(key), command_text(*command), command->span, service);
  }
  void add_names(std::string key, const std::vector<const Variable*>& variables) {
    std::vector<std::string> names;
    for (const Variable* variable : variables) {
      const bool told = variable->value && !variable->secret && !variable->value->value.empty();
      names.push_back(told ? fmt::format("{}={}", variable->name.value, shown(masking_, variable->value->value, variable->value->span)) : variable->name.value);
      if (names.size() == 40) break;
    }
    // The places of single names differ: each has been masked for itself.
    if (!names.empty()) lines.push_back({std::move(key), printable_utf8(join(names, ", ")), variables.front()->name.span, nullptr});
  }

  std::vector<Line> lines;

 private:
  const Masking& masking_;
};

void add_replacements(const Service& service, Lines& lines) {
  lines.add("User", service.user, &service);
  lines.add("Working directory", service.working_dir, &service);
  lines.add("Entrypoint", service.entrypoint, &service);
  lines.add("Command", service.command, &service);
  if (service.health_check) {
    lines.add("Health check", service.health_check->disabled ? "NONE" : service.health_check->command(), service.health_check->span, &service);
  }
}

Html summary_of(const Masking& masking, const BuildStage& stage) {
  Lines lines(masking);
  lines.add("exposes", ports_text(stage.exposes), {});
  lines.add("user", stage.user);
  lines.add("in", stage.workdir);
  lines.add("entrypoint", stage.entrypoint);
  lines.add("runs", stage.command);
  lines.add("check", stage.health_check);
  std::vector<std::string> installs;
  for (const auto& package : stage.installs) {
    if (installs.size() < 12) installs.push_back(shown(masking, package.value, package.span));
  }
  lines.add("installs", join(installs, " "), {});
  std::vector<std::string> names;
  for (const Variable& variable : stage.variables) {
    if (names.size() < 20) names.push_back(variable.name.value);
  }
  lines.add("sets", join(names, " "), {});
  std::string html;
  for (const Line& line : lines.lines) html += fmt::format("<div><span class=\"mut sm\">{}</span> <code>{}</code></div>", line.key, escape_html(line.value));
  return {html};
}

Html users_of(const PageContext& page, const Dockerfile& dockerfile, std::size_t stage, const std::vector<BuildFact>& builds) {
  std::string chips;
  bool part = false;
  for (const BuildFact& build : builds) {
    if (!build.built || build.built->dockerfile != &dockerfile) continue;
    const std::vector<std::size_t> needed = needed_stages(dockerfile, build.built->stage);
    part = part || std::find(needed.begin(), needed.end(), stage) != needed.end();
    if (build.built->stage == stage) chips += service_list(page, *page.environment_index, build.services, 8).text + " ";
  }
  if (!chips.empty()) return {chips};
  return {part ? "<span class=\"mut\">a part of others</span>" : "<span class=\"mut\">not built here</span>"};
}

}  // namespace

Data describe_stage(const PageContext& page, const Masking& masking, const Dockerfile& dockerfile, std::size_t index, const std::vector<BuildFact>& builds) {
  const BuildStage& stage = dockerfile.stages[index];
  const auto link_of = [&](const std::string& name, const Span& span) {
    const auto below = find_stage(dockerfile, name, index);
    return below ? stage_link(dockerfile, *below).text : fmt::format("<code>{}</code>", escape_html(shown(masking, name, span)));
  };
  std::string copied;
  std::vector<std::string> told;
  for (const std::string& name : stage.copies_from) {
    if (std::find(told.begin(), told.end(), name) != told.end()) continue;
    told.push_back(name);
    copied += link_of(name, {}) + " ";
  }
  Data row;
  row.set("id", stage_id(dockerfile, index)).set("name", printable_utf8(stage_name(dockerfile, index))).set("base", Html{link_of(stage.base.value, stage.base.span)});
  row.set("copied", Html{copied}).set("sets", summary_of(masking, stage)).set("users", users_of(page, dockerfile, index, builds)).set("source", source_link(page, stage.span));
  return row;
}

std::vector<Data> describe_result(const PageContext& page, const Masking& masking, const BuildFact& fact) {
  const StageSettings settings = settings_of(*fact.built);
  Lines lines(masking);
  lines.add("User", settings.user);
  lines.add("Working directory", settings.workdir);
  lines.add("Listens on", ports_text(settings.exposes), settings.exposes.empty() ? Span{} : settings.exposes.front().span);
  lines.add("Entrypoint", settings.entrypoint);
  lines.add("Command", settings.command);
  lines.add("Health check", settings.health_check);
  lines.add_names("Variables", settings.variables);
  lines.add_names("Arguments", settings.arguments);
  for (const Service* service : fact.services) add_replacements(*service, lines);
  std::stable_sort(lines.lines.begin(), lines.lines.end(), [&](const Line& a, const Line& b) { return a.service == nullptr && b.service != nullptr; });
  std::vector<Data> rows;
  for (const Line& line : lines.lines) {
    if (rows.size() == 60) break;
    rows.emplace_back().set("key", line.key).set("value", line.value).set("source", source_link(page, line.span))
        .set("service", line.service ? service_link(page, *page.environment_index, line.service->name.value) : Html{});
  }
  return rows;
}

}  // namespace portolan::render
