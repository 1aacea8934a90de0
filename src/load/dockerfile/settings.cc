#include "load/dockerfile/settings.h"

#include "base/text.h"
#include "load/compose/units.h"

namespace portolan::load {

CommandLine command_of(const Instruction& instruction) {
  if (auto arguments = exec_form(instruction.text)) return {.arguments = std::move(*arguments), .span = instruction.span};
  return {.arguments = {"/bin/sh", "-c", std::string(trim(instruction.text))}, .span = instruction.span};
}

/// "--interval=5s". Docker refuses an option it does not know, so nothing is said about it here.
/// Source: Dockerfile reference, HEALTHCHECK.
static void take_health_option(HealthCheck& options, std::string_view word) {
  const std::size_t equals = word.find('=');
  if (equals == std::string_view::npos) return;
  const std::string_view name = word.substr(0, equals), value = word.substr(equals + 1);
  if (name == "--retries") options.retries = parse_digits(value);
  for (const auto& [option, field] : {std::pair{"--interval", &HealthCheck::interval}, std::pair{"--timeout", &HealthCheck::timeout},
                                      std::pair{"--start-period", &HealthCheck::start_period}, std::pair{"--start-interval", &HealthCheck::start_interval}}) {
    const auto duration = name == option ? parse_duration(value) : unexpected("");
    if (duration) options.*field = *duration;
  }
}

std::optional<PortRange> read_exposed(std::string_view text) {
  text = text.substr(0, text.find('/'));
  const std::size_t dash = text.find('-');
  const auto first = parse_digits(text.substr(0, dash));
  const auto last = dash == std::string_view::npos ? first : parse_digits(text.substr(dash + 1));
  if (!first || !last || *first < 1 || *last > 65535 || *last < *first) return std::nullopt;
  return PortRange{static_cast<std::uint16_t>(*first), static_cast<std::uint16_t>(*last)};
}

std::optional<Spanned<std::string>> read_health_check(const Instruction& instruction, const BuildValues& values, HealthCheck& options) {
  if (equals_ignoring_case(trim(instruction.text), "none")) return Spanned<std::string>{"NONE", instruction.span};
  for (const InstructionWord& word : instruction_words(instruction.text, instruction.escape)) {
    if (!equals_ignoring_case(word.text, "cmd")) {
      take_health_option(options, expand(word.text, values));
      continue;
    }
    const std::string_view command = trim(std::string_view(instruction.text).substr(word.end));
    const auto arguments = exec_form(command);
    return Spanned<std::string>{arguments ? join(*arguments, " ") : std::string(command), instruction.place(word.begin, instruction.text.size())};
  }
  return std::nullopt;
}

}  // namespace portolan::load
