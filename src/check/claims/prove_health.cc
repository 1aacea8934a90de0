#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "base/text.h"
#include "check/claims/duration.h"
#include "check/claims/provers.h"
#include "check/claims/words.h"
#include "check/knowledge/process.h"

namespace portolan::check {
namespace {

using std::chrono::nanoseconds;

/// A Dockerfile's HEALTHCHECK serves when compose says nothing.
const Spanned<std::string>* image_check(const Stack& stack, const Service& service) {
  for (const BuildStage* stage : stages_of(stack, service)) {
    if (stage->health_check) return stage->health_check->value == "NONE" ? nullptr : &*stage->health_check;
  }
  return nullptr;
}

Judgement judge_presence(const Scene& scene, const Service& service, HealthAspect aspect) {
  const std::string name = quoted(service.name.value);
  const Spanned<std::string>* built = service.health_check ? nullptr : image_check(scene.stack, service);
  const bool present = service.has_health_check() || built;
  const Span place = service.health_check ? service.health_check->span : built ? built->span : place_of(service);
  const std::string reason = fmt::format("{} {} health check for {}", built ? "the Dockerfile" : "compose", present ? "defines a" : "defines no", name);
  return present == (aspect == HealthAspect::present) ? holds(reason, {place}) : refuted(reason, {}, {place});
}

struct ProbePart {
  std::string text;
  bool exact = false;  ///< stands in backticks, or has options: a command, not its description
};

/// What stands in backticks, else all of the words.
std::vector<ProbePart> probe_parts(std::string_view value) {
  std::vector<ProbePart> parts;
  const std::vector<std::string_view> pieces = split(value, '`');
  for (std::size_t i = 1; i < pieces.size(); i += 2) parts.push_back({std::string(trim(pieces[i])), true});
  if (parts.empty()) parts.push_back({std::string(trim(value)), value.find(" -") != std::string_view::npos});
  return parts;
}

std::string collapsed(std::string_view text) {
  std::string out;
  for (const std::string_view word : split_words(text)) out += fmt::format("{}{}", out.empty() ? "" : " ", word);
  return out;
}

// Sorted. Tools that probes run.
constexpr std::string_view probe_tools[] = {"curl",  "mongosh", "mysqladmin", "nc",   "pg_isready", "psql",
                                            "python", "rabbitmq-diagnostics", "redis-cli", "wget"};

enum class PartProof { stands, missing, no_test };

bool is_probe_tool(std::string_view word) {
  return std::find(std::begin(probe_tools), std::end(probe_tools), to_lower(word)) != std::end(probe_tools);
}

/// A command with its options: what the shell fills in later ("$USER") can't be compared.
PartProof find_exact(const std::string& command, const std::string& part) {
  if (command.find(collapsed(part)) != std::string::npos) return PartProof::stands;
  const bool filled_in = command.find('$') != std::string::npos && command.find(split_words(part).front()) != std::string::npos;
  return filled_in ? PartProof::no_test : PartProof::missing;
}

/// `pg_isready`, "redis-cli ping", "GET /admin/", "HTTP request to /health": is it in the command?
PartProof find_part(const std::string& command, const ProbePart& part) {
  const std::vector<std::string_view> words = split_words(part.text);
  if (words.empty()) return PartProof::no_test;
  if (part.exact && is_probe_tool(words.front())) return find_exact(command, part.text);
  PartProof proof = command.find(collapsed(part.text)) != std::string::npos ? PartProof::stands : PartProof::no_test;
  for (const std::string_view raw : words) {
    const bool is_target = raw.size() > 1 && (raw.front() == '/' || raw.starts_with("http://") || raw.starts_with("https://"));
    const bool is_tool = is_probe_tool(raw);
    if (!is_target && !is_tool) continue;
    const std::string_view word = raw.ends_with(',') || raw.ends_with('.') ? raw.substr(0, raw.size() - 1) : raw;
    if (command.find(is_tool ? to_lower(word) : std::string(word)) == std::string::npos) return PartProof::missing;
    proof = PartProof::stands;
  }
  return proof;
}

Judgement judge_test(const Scene& scene, const Service& service, const HealthFact& fact) {
  const std::string name = quoted(service.name.value);
  const Spanned<std::string>* built = service.health_check ? nullptr : image_check(scene.stack, service);
  if (!service.has_health_check() && !built) return refuted(fmt::format("compose defines no health check for {}", name), fact.value.span, {place_of(service)});
  const std::string command = collapsed(built ? built->value : service.health_check->command());
  const Span place = built ? built->span : service.health_check->span;
  PartProof all = PartProof::no_test;
  for (const ProbePart& part : probe_parts(fact.value.value)) {
    const PartProof proof = find_part(command, part);
    // The command itself stays unsaid: it may hold a password. The excerpt shows it, masked.
    if (proof == PartProof::missing) return refuted(fmt::format("the health check of {} tests something else", name), fact.value.span, {place});
    if (proof == PartProof::stands) all = proof;
  }
  if (all == PartProof::stands) return holds(fmt::format("the health check of {} runs it", name), {place});
  return open(fmt::format("the words do not say what the health check of {} runs", name));
}

struct Setting {
  std::optional<double> value;    ///< as compose sets it
  double fallback = 0;            ///< Docker's default
  std::string text;
  std::string fallback_text;
};

std::optional<double> seconds(const std::optional<nanoseconds>& duration) {
  if (!duration) return std::nullopt;
  return static_cast<double>(duration->count()) / 1e9;
}

/// Source: Dockerfile reference, HEALTHCHECK: interval 30s, timeout 30s, start period 0s, retries 3.
Setting setting_of(const HealthCheck& check, HealthAspect aspect) {
  const auto text = [](const std::optional<nanoseconds>& duration) { return duration ? to_string(*duration) : std::string(); };
  switch (aspect) {
    case HealthAspect::interval: return {seconds(check.interval), 30, text(check.interval), "30s"};
    case HealthAspect::timeout: return {seconds(check.timeout), 30, text(check.timeout), "30s"};
    case HealthAspect::start_period: return {seconds(check.start_period), 0, text(check.start_period), "0s"};
    default: break;
  }
  return {check.retries ? std::optional<double>(*check.retries) : std::nullopt, 3, check.retries ? std::to_string(*check.retries) : std::string(), "3"};
}

std::string_view name_of(HealthAspect aspect) {
  switch (aspect) {
    case HealthAspect::interval: return "interval";
    case HealthAspect::timeout: return "timeout";
    case HealthAspect::retries: return "number of retries";
    case HealthAspect::start_period: return "start period";
    default: return "test";
  }
}

Judgement judge_setting(const Scene& scene, const Service& service, const HealthFact& fact) {
  const std::string name = quoted(service.name.value);
  const std::optional<Amount> written = parse_amount(fact.value.value);
  if (!written) return open(fmt::format("{} is no {}", quoted(fact.value.value), fact.aspect == HealthAspect::retries ? "number" : "duration"));
  if (!service.health_check && image_check(scene.stack, service)) return open(fmt::format("the health check of {} stands in its Dockerfile", name));
  if (!service.has_health_check()) return refuted(fmt::format("compose defines no health check for {}", name), fact.value.span, {place_of(service)});
  const Setting setting = setting_of(*service.health_check, fact.aspect);
  const double real = setting.value.value_or(setting.fallback);
  const std::string reason = setting.value ? fmt::format("compose sets the {} of {} to {}", name_of(fact.aspect), name, setting.text)
                                           : fmt::format("compose leaves the {} of {} at Docker's {}", name_of(fact.aspect), name, setting.fallback_text);
  return written->contains(real) ? holds(reason, {service.health_check->span}) : refuted(reason, fact.value.span, {service.health_check->span});
}

Judgement judge_health(const Scene& scene, const Service& service, const HealthFact& fact) {
  switch (fact.aspect) {
    case HealthAspect::present:
    case HealthAspect::absent: return judge_presence(scene, service, fact.aspect);
    case HealthAspect::test: return judge_test(scene, service, fact);
    default: return judge_setting(scene, service, fact);
  }
}

}  // namespace

Judgement prove(const HealthFact& fact, const Scene& scene) {
  const Subjects subjects = find_subjects_or_all(scene, fact.service);
  if (!subjects) return subjects.problem;
  return judge_all(subjects, [&](const Service& service) { return judge_health(scene, service, fact); });
}

}  // namespace portolan::check
