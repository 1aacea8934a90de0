#include "cli/options.h"

#include <algorithm>
#include <thread>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "base/text.h"
#include "write/claims.h"
#include "write/findings.h"

namespace portolan::cli {

namespace {

constexpr const char* version = "0.1.0";

unsigned processors() { return std::max(1u, std::thread::hardware_concurrency()); }

FailOn parse_fail_on(const std::string& text) {
  for (const Severity level : {Severity::error, Severity::warning, Severity::info}) {
    if (text == name_of(level)) return level;
  }
  return std::nullopt;
}

Colour parse_colour(const std::string& text) { return text == "always" ? Colour::always : text == "never" ? Colour::never : Colour::automatic; }

/// Of a list of formats, in its order.
template <class Formats>
std::vector<std::string> names_of(const Formats& formats) {
  std::vector<std::string> names;
  for (const auto& format : formats) names.emplace_back(format.name);
  return names;
}

void add_format(CLI::App& command, std::string& format, const std::vector<std::string>& names) {
  command.add_option("--format", format, fmt::format("{}", fmt::join(names, " or ")))->check(CLI::IsMember(names))->default_str("text");
}

/// The texts that become enums once CLI11 is done.
struct Texts {
  std::string build_fail_on = "never", check_fail_on = "error", colour = "auto", config_format = "yaml";
};

void add_shared(CLI::App& command, Texts& texts, std::string& root, unsigned& jobs, Verbosity& verbosity) {
  command.add_option("ROOT", root, "folder with compose files and Markdown, or a folder of many stacks")->default_str(".");
  command.add_option("--jobs", jobs, "threads to use (default: one per processor)")->check(CLI::Range(1u, 256u));
  command.add_option("--color", texts.colour, "auto, always or never")->check(CLI::IsMember({"auto", "always", "never"}));
  command.add_flag("-v,--verbose", verbosity.explain, "explain choices: why stacks and environments are what they are");
  command.add_flag("-q,--quiet", verbosity.quiet, "silent but for problems");
  command.add_flag("--timings", verbosity.timings, "print how long each stage took");
}

CLI::App* add_build(CLI::App& app, BuildRequest& request, Texts& texts) {
  CLI::App* command = app.add_subcommand("build", "build the whole handbook");
  add_shared(*command, texts, request.root, request.jobs, request.verbosity);
  command->add_option("-o,--out", request.out, "folder to publish into")->default_str("site");
  command->add_option("--fail-on", texts.build_fail_on, "exit 1 from this level on: error, warning, info or never")
      ->check(CLI::IsMember({"error", "warning", "info", "never"}))->default_str("never");
  command->add_option("--title", request.title, "title of the handbook");
  command->add_option("--revision", request.revision, "what build this is, shown at the foot of each page");
  command->add_option("--theme", request.theme, "folder whose templates/ replace the built-in ones, file by file");
  command->footer("Example:\n  portolan build content -o site");
  return command;
}

CLI::App* add_check(CLI::App& app, CheckRequest& request, Texts& texts) {
  CLI::App* command = app.add_subcommand("check", "cross-check plans and files, print findings");
  add_shared(*command, texts, request.root, request.jobs, request.verbosity);
  add_format(*command, request.format, names_of(write::findings_formats()));
  command->add_option("--fail-on", texts.check_fail_on, "exit 1 from this level on: error, warning, info or never")
      ->check(CLI::IsMember({"error", "warning", "info", "never"}))->default_str("error");
  command->footer("Example:\n  portolan check content --format json");
  return command;
}

CLI::App* add_config(CLI::App& app, ConfigRequest& request, Texts& texts) {
  CLI::App* command = app.add_subcommand("config", "print the resolved Compose model");
  const auto add_list = [&](const char* names, std::vector<std::string>& list, const char* text) {
    command->add_option(names, list, text)->expected(1)->take_all()->allow_extra_args(false);
  };
  add_list("-f,--file", request.files, "compose file; give it again for overrides");
  add_list("--env-file", request.env_files, "file with variables for interpolation");
  add_list("--profile", request.profiles, "profile to switch on; * for all");
  command->add_option("services", request.services, "services to print, with those they depend on; all by default");
  command->add_option("-p,--project-name", request.project_name, "name of the project");
  command->add_option("--project-directory", request.project_directory, "folder that relative paths start from");
  command->add_option("--format", texts.config_format, "json or yaml")->check(CLI::IsMember({"json", "yaml"}))->default_str("yaml");
  command->add_flag("--all-resources", request.all_resources, "keep networks, volumes, secrets and configs that no service uses");
  command->add_flag("--no-interpolate", request.no_interpolate, "leave variables as they are written");
  command->add_flag("--no-consistency", request.no_consistency, "do not check references between parts");
  command->add_flag("--no-env-resolution", request.no_env_resolution, "do not read env files of services");
  command->add_flag("--origins", request.origins, "say where each value comes from: as comments in yaml, as \"model\" and \"origins\" in json");
  command->footer("Example:\n  portolan config -f docker-compose.yml -f docker-compose.override.yml --origins");
  return command;
}

CLI::App* add_claims(CLI::App& app, ClaimsRequest& request, Texts& texts) {
  CLI::App* command = app.add_subcommand("claims", "print how the documents were read: each statement, and what was not understood");
  add_shared(*command, texts, request.root, request.jobs, request.verbosity);
  command->get_option("ROOT")->description("folder, or a single Markdown document");
  add_format(*command, request.format, names_of(write::claims_formats()));
  command->add_option("--stack", request.stack, "only the documents of this stack");
  command->add_option("--plan", request.plan, "only this document, named by its path below ROOT");
  command->add_flag("--unread", request.unread_only, "only the places that were not understood");
  command->footer("Example:\n  portolan claims content --plan stacks/loc8/README.md");
  return command;
}

CLI::App* add_extract(CLI::App& app, ExtractRequest& request) {
  CLI::App* command = app.add_subcommand("extract", "write the compose file that a plan describes, each key with its line");
  command->add_option("PLAN", request.plan, "Markdown document")->required();
  command->add_option("--env", request.environment, "environment to write: its name, another word for it, or its compose file");
  command->add_option("-o,--out", request.out, "file to write; standard output by default");
  command->add_flag("!--origins,--no-origins", request.no_origins, "leave out the comments that say where each key comes from");
  command->footer("Example:\n  portolan extract docs/plan.md --env production -o docker-compose.prod.yml");
  return command;
}

/// `help: did you mean "build"?`, or an empty text.
std::string suggest(const std::string& word, const std::vector<std::string>& candidates) {
  const auto best = nearest(word, candidates);
  return best ? fmt::format("help: did you mean \"{}\"?\n", *best) : "";
}

Finished usage_error(const std::string& message, const std::string& help = {}) {
  return {.exit_code = 2, .out = {}, .error = fmt::format("portolan: error: {}\n{}", message, help)};
}

std::vector<std::string> option_names(const CLI::App& command) {
  std::vector<std::string> names;
  for (const CLI::Option* option : command.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
    for (const std::string& name : option->get_snames()) names.push_back("-" + name);
  }
  return names;
}

/// What CLI11 did not know: the first word of it, with the nearest option.
Finished explain_extras(const CLI::App& command, const std::vector<std::string>& extras) {
  const std::string word = extras.empty() ? "" : extras.front().substr(0, extras.front().find('='));
  if (word.starts_with('-')) return usage_error(fmt::format("unknown option \"{}\"", word), suggest(word, option_names(command)));
  return usage_error(fmt::format("one argument too many: \"{}\"", word), fmt::format("help: only one {} can be given\n", command.get_name() == "extract" ? "PLAN" : "ROOT"));
}

}  // namespace

Request parse_command_line(const std::vector<std::string>& arguments) {
  CLI::App app{"Reads infrastructure files and plans, proves each statement of the plans, and publishes a handbook.", "portolan"};
  app.set_version_flag("--version", fmt::format("portolan {}", version));
  app.footer("portolan COMMAND --help shows the options of a command.");
  app.require_subcommand(1);
  BuildRequest build;
  CheckRequest check;
  ConfigRequest config;
  ClaimsRequest claims;
  ExtractRequest extract;
  Texts texts;
  CLI::App* const build_command = add_build(app, build, texts);
  CLI::App* const check_command = add_check(app, check, texts);
  CLI::App* const config_command = add_config(app, config, texts);
  CLI::App* const claims_command = add_claims(app, claims, texts);
  CLI::App* const extract_command = add_extract(app, extract);
  const std::vector<CLI::App*> all_commands{build_command, check_command, config_command, claims_command, extract_command};
  for (CLI::App* command : all_commands) command->allow_extras();

  const std::vector<std::string> commands{"build", "check", "config", "claims", "extract"};
  if (!arguments.empty() && !arguments[0].starts_with('-') && std::find(commands.begin(), commands.end(), arguments[0]) == commands.end()) {
    return usage_error(fmt::format("unknown command \"{}\"", arguments[0]), suggest(arguments[0], commands));
  }
  if (arguments.empty()) return Finished{.exit_code = 2, .out = {}, .error = app.help()};
  try {
    std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());
    app.parse(reversed);
  } catch (const CLI::CallForHelp&) {
    const auto chosen = app.get_subcommands();
    return Finished{.exit_code = 0, .out = chosen.empty() ? app.help() : chosen[0]->help(), .error = {}};
  } catch (const CLI::CallForVersion&) {
    return Finished{.exit_code = 0, .out = fmt::format("portolan {}\n", version), .error = {}};
  } catch (const CLI::ParseError& error) {
    return usage_error(error.what(), "help: portolan --help shows commands and options\n");
  }
  for (const CLI::App* command : all_commands) {
    if (command->parsed() && command->remaining_size() > 0) return explain_extras(*command, command->remaining());
  }
  build.fail_on = parse_fail_on(texts.build_fail_on);
  check.fail_on = parse_fail_on(texts.check_fail_on);
  build.colour = check.colour = parse_colour(texts.colour);
  if (build.jobs == 0) build.jobs = processors();
  if (check.jobs == 0) check.jobs = processors();
  if (claims.jobs == 0) claims.jobs = processors();
  config.format = texts.config_format == "json" ? ConfigFormat::json : ConfigFormat::yaml;
  if (build_command->parsed()) return build;
  if (check_command->parsed()) return check;
  if (claims_command->parsed()) return claims;
  if (extract_command->parsed()) return extract;
  return config;
}

}  // namespace portolan::cli
