// Commands of a stack: those of the plans with their verdicts, and the standard ones that follow from the files.
#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "base/utf8.h"
#include "render/facts/commands.h"
#include "render/pages/environment_page.h"
#include "render/pages/pages.h"
#include "render/pieces.h"

namespace portolan::render {

namespace {

constexpr std::size_t most_commands = 110;

std::string caption_of(const PageContext& page, const CommandFact& command) {
  std::vector<std::string> names;
  for (const std::size_t e : command.environments) {
    if (e < page.stack().environments.size()) names.push_back(page.stack().environments[e].name);
  }
  std::string caption = names.empty() ? "environment unknown" : join(names, ", ");
  if (command.live) caption += " · changes a live system";
  return printable_utf8(caption);
}

Html dots_of(const PageContext& page, const CommandFact& command) {
  std::string dots;
  for (const std::size_t e : command.environments) {
    if (e < page.stack().environments.size()) dots += environment_dot(page.stack(), e).text;
  }
  return {dots};
}

Data describe_command(const PageContext& page, const CommandFact& command) {
  std::vector<std::string> names;
  for (const std::size_t e : command.environments) names.push_back(page.stack().environments.at(e).name);
  Data data;
  data.set("environments", join(names, " ")).set("comment", printable_utf8(command.comment)).set_flag("generated", command.generated());
  data.set("block", code_block({.text = command.text, .language = "bash", .caption = caption_of(page, command), .mark = dots_of(page, command)}));
  data.set("chip", command.checked() ? outcome_chip(command.claim.claim->outcome) : Html{}).set_flag("unchecked", !command.generated() && !command.checked());
  data.set("place", command.generated() ? Html{} : source_link(page, page.sources().original(command.span)));
  const bool wrong = command.checked() && command.claim.claim->outcome == Outcome::contradicted;
  data.set("reason", wrong ? printable_utf8(command.claim.claim->reason) : "").set("finding", command.finding ? finding_link(page, *command.finding) : Html{});
  return data;
}

/// Groups of the plans and generated ones, put together by task.
std::vector<CommandGroup> collect(const PageContext& page) {
  std::vector<CommandGroup> groups = list_commands(page.stack(), page.report(), page.sources());
  const std::vector<CommandGroup> planned = groups;
  for (std::size_t e = 0; e < page.stack().environments.size(); ++e) {
    for (CommandGroup& generated : generate_commands(page.stack(), e, planned)) {
      const auto same = std::find_if(groups.begin(), groups.end(), [&](const CommandGroup& group) { return group.task == generated.task; });
      CommandGroup& target = same == groups.end() ? groups.emplace_back(CommandGroup{.task = generated.task, .commands = {}}) : *same;
      target.commands.insert(target.commands.end(), std::make_move_iterator(generated.commands.begin()), std::make_move_iterator(generated.commands.end()));
    }
  }
  std::stable_sort(groups.begin(), groups.end(), [](const CommandGroup& a, const CommandGroup& b) { return a.task < b.task; });
  return groups;
}

std::string describe_lead(const std::vector<CommandGroup>& groups) {
  std::size_t checked = 0, others = 0, generated = 0;
  for (const CommandGroup& group : groups) {
    for (const CommandFact& command : group.commands) ++(command.generated() ? generated : command.checked() ? checked : others);
  }
  if (checked + others + generated == 0) return "No command is known for this stack.";
  if (checked + others == 0) return fmt::format("The plans give no command; {} from the files.", generated == 1 ? "1 follows" : fmt::format("{} follow", generated));
  const std::string unchecked = others == 0 ? "" : fmt::format(", {} of other programs, which are not checked,", others);
  return fmt::format("{} of the plans, checked against the files{} and {} that follow from the files.", count_of(checked, "command"), unchecked.empty() ? "," : unchecked, generated);
}

std::string render_commands(const SiteContext& site, std::size_t stack) {
  const PageContext page{site, site.links.commands(stack), stack, std::nullopt};
  const std::vector<CommandGroup> groups = collect(page);
  std::vector<Data> items, environments;
  std::size_t shown = 0, all = 0;
  for (const CommandGroup& group : groups) {
    std::vector<Data> commands;
    for (const CommandFact& command : group.commands) {
      ++all;
      if (shown == most_commands) continue;
      ++shown;
      commands.push_back(describe_command(page, command));
    }
    if (!commands.empty()) items.emplace_back().set("title", std::string(title_of(group.task))).set("id", slug(title_of(group.task))).set_list("commands", std::move(commands));
  }
  for (const Environment& environment : page.stack().environments) environments.emplace_back().set("name", environment.name).set("title", environment.title);
  Data data;
  data.set_flag("has_groups", !items.empty()).set_list("groups", std::move(items)).set_flag("several", environments.size() > 1).set_list("environments", std::move(environments));
  data.set("more", all > shown ? fmt::format("{} more commands stand in the plans.", all - shown) : "");
  data.set("folder", page.stack().folder).set("danger", icon("circle-x")).set("troubleshooting", page.link_to(site.links.troubleshooting(stack)));
  return frame_page(page, {.title = "Commands", .lead = describe_lead(groups), .previous = PagerLink{"Findings", site.links.findings(stack)},
                           .next = PagerLink{"Troubleshooting", site.links.troubleshooting(stack)}, .body = Html{page.render("commands", data)}});
}

}  // namespace

void plan_commands(const SiteContext& site, std::vector<PagePlan>& pages) {
  for (std::size_t s = 0; s < site.input.handbook.stacks.size(); ++s) pages.push_back({site.links.commands(s), [&site, s] { return render_commands(site, s); }});
}

}  // namespace portolan::render
