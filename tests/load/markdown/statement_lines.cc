#include "tests/load/markdown/statement_lines.h"

#include <fmt/format.h>

#include "base/text.h"

namespace portolan::test {

namespace {

template <class... Parts>
struct Visitor : Parts... {
  using Parts::operator()...;
};
template <class... Parts>
Visitor(Parts...) -> Visitor<Parts...>;

/// Every field must stand where it says.
std::string word(const Spanned<std::string>& item, const SourceMap& sources) {
  if (item.value.empty()) return "?";
  const bool exact = sources.text(sources.original(item.span)) == item.value;
  return exact ? item.value : item.value + "(place: " + std::string(sources.text(sources.original(item.span))) + ")";
}

std::string number(const std::optional<Spanned<int>>& item, const SourceMap& sources) {
  if (!item) return "?";
  const bool exact = sources.text(sources.original(item->span)) == std::to_string(item->value);
  return exact ? std::to_string(item->value) : fmt::format("{}(place: {})", item->value, sources.text(sources.original(item->span)));
}

std::string words(const std::vector<Spanned<std::string>>& items, const SourceMap& sources) {
  std::vector<std::string> parts;
  for (const auto& item : items) parts.push_back(word(item, sources));
  return join(parts, "+");
}

std::string_view name_of(ExposureKind kind) {
  constexpr std::string_view names[] = {"only-exposed", "exposed", "not-exposed", "not-published", "only-accessible-by", "isolated", "single-entry-point"};
  return names[static_cast<std::size_t>(kind)];
}

std::string_view name_of(HealthAspect aspect) {
  constexpr std::string_view names[] = {"present", "absent", "test", "interval", "timeout", "retries", "start-period"};
  return names[static_cast<std::size_t>(aspect)];
}

std::string fields(const Fact& fact, const SourceMap& sources) {
  const auto w = [&](const Spanned<std::string>& item) { return word(item, sources); };
  const auto optional = [&](const std::optional<Spanned<std::string>>& item) { return item ? "=" + word(*item, sources) : std::string(); };
  return std::visit(
      Visitor{
          [&](const ServiceExists& f) { return fmt::format("{} ({})", w(f.service), f.description); },
          [&](const PublishesPort& f) {
            return fmt::format("{} {}<-{}{}{}", w(f.service), number(f.container_port, sources), number(f.host_port, sources),
                               f.published ? (*f.published ? " published" : " unpublished") : "", f.purpose.empty() ? "" : " (" + f.purpose + ")");
          },
          [&](const UsesImage& f) { return fmt::format("{} {}", w(f.service), w(f.image)); },
          [&](const Exposure& f) {
            return fmt::format("{} {}{}{}", name_of(f.kind), words(f.subjects, sources), f.peers.empty() ? "" : " by " + words(f.peers, sources),
                               f.port ? " port " + number(f.port, sources) : "");
          },
          [&](const MountsVolume& f) { return fmt::format("{} {}{}", w(f.service), w(f.source), optional(f.target)); },
          [&](const JoinsNetwork& f) { return fmt::format("{} {}", w(f.service), w(f.network)); },
          [&](const NetworkSetting& f) {
            return fmt::format("{}{}{}", w(f.network), f.driver ? " driver" + optional(f.driver) : "", f.internal ? (f.internal->value ? " internal" : " not internal") : "");
          },
          [&](const RestartPolicy& f) { return fmt::format("{} {}", w(f.service), w(f.policy)); },
          [&](const MemoryLimit& f) { return fmt::format("{} {} ({})", w(f.service), f.bytes.value, sources.text(sources.original(f.bytes.span))); },
          [&](const WorkerCount& f) { return fmt::format("{} {}", w(f.service), number(f.count, sources)); },
          [&](const WaitsFor& f) { return fmt::format("{} {}{}", w(f.service), w(f.dependency), f.condition ? " " + std::string(portolan::name_of(*f.condition)) : ""); },
          [&](const HealthFact& f) { return fmt::format("{} {}{}", w(f.service), name_of(f.aspect), f.value.value.empty() ? "" : "=" + w(f.value)); },
          [&](const HasVariable& f) { return fmt::format("{} {}{}{}", w(f.service), w(f.name), optional(f.value), f.described ? " described" : ""); },
          [&](const ReadsSecret& f) { return fmt::format("{} {}", w(f.service), w(f.secret)); },
          [&](const RoutesPath& f) { return fmt::format("{} -> {}", w(f.path), w(f.target)); },
          [&](const RunsServer& f) { return fmt::format("{} {}", w(f.service), w(f.server)); },
          [&](const ComparesAspect& f) { return fmt::format("{} = {}", f.aspect, w(f.value)); },
          [&](const RunsCommand& f) {
            std::string out = fmt::format("{}{}", f.legacy_spelling ? "v1 " : "", w(f.verb));
            if (!f.files.empty()) out += " -f " + words(f.files, sources);
            if (!f.env_files.empty()) out += " --env-file " + words(f.env_files, sources);
            if (!f.profiles.empty()) out += " --profile " + words(f.profiles, sources);
            if (!f.services.empty()) out += " of " + words(f.services, sources);
            if (!f.containers.empty()) out += " in " + words(f.containers, sources);
            if (f.made_container) out += " makes " + w(*f.made_container);
            if (!f.arguments.empty()) out += " with " + words(f.arguments, sources);
            return out + (f.comment.empty() ? "" : " # " + f.comment);
          },
          [&](const NamesFile& f) { return f.path.value + (f.anchor ? "#" + w(*f.anchor) : "") + (f.listed ? " listed" : "") + (f.root.empty() ? "" : " below " + f.root); },
          [&](const SetsKey& f) {
            std::vector<std::string> steps;
            for (const auto& step : f.path) steps.push_back(w(step));
            return fmt::format("{} {}{}", w(f.service), join(steps, "."), optional(f.value));
          },
          [&](const Connects& f) { return fmt::format("{} -> {}{}", w(f.from), w(f.to), f.port ? ":" + number(f.port, sources) : ""); },
          [&](const CountsThings& f) { return fmt::format("{} {}", number(f.count, sources), w(f.things)); },
          [&](const StartsInOrder& f) {
            std::vector<std::string> steps;
            for (const auto& step : f.steps) steps.push_back(words(step, sources));
            return join(steps, " > ");
          },
          [&](const KeepsData& f) { return fmt::format("{} {}", w(f.service), f.kept ? "kept" : "lost"); },
          [&](const MountsCode& f) { return fmt::format("{} {}", w(f.service), f.mounted ? "mounted" : "not mounted"); },
          [&](const ReloadsCode& f) { return fmt::format("{} {}", w(f.service), f.reloads ? "reloads" : "does not reload"); },
          [&](const ReadOnly& f) { return fmt::format("{}{}", w(f.service), optional(f.path)); },
          [&](const KeepsSecrets& f) {
            constexpr std::string_view names[] = {"environment", "env-file", "secret-files", "not-in-files"};
            return fmt::format("{} {}", names[static_cast<std::size_t>(f.place)], w(f.words));
          },
          [&](const NamesAddress& f) {
            std::string out = fmt::format("{}:{}{}", f.host.value, f.port.value, f.path ? w(*f.path) : "");
            if (!f.service.value.empty()) out += " of " + w(f.service);
            if (!f.from.value.empty()) out += " from " + w(f.from);
            if (f.user) out += " user " + w(*f.user);
            if (f.database) out += " database " + w(*f.database);
            return out;
          },
          [&](const BuildStep& f) { return fmt::format("{} {} {}", w(f.service), f.instruction.value, w(f.value)); },
          [&](const SetsDirective& f) { return fmt::format("{} {} {}", w(f.service), w(f.name), w(f.value)); },
          [&](const UsesVersion& f) { return fmt::format("{} {} {}", w(f.service), w(f.product), w(f.version)); },
      },
      fact);
}

}  // namespace

std::string line_of(const Statement& statement, const SourceMap& sources) {
  std::string out = fmt::format("{} {}", kind_of(statement.fact), fields(statement.fact, sources));
  if (!statement.scope.environments.empty()) {
    constexpr std::string_view names[] = {"own", "column", "heading", "file", "document"};
    out += fmt::format(" <{}: {}>", names[static_cast<std::size_t>(statement.scope.source)], words(statement.scope.environments, sources));
  }
  if (statement.modality != Modality::stated) out += fmt::format(" [{}: {}]", portolan::name_of(statement.modality), word(statement.modality_words, sources));
  const Location at = sources.locate(statement.span);
  return out + fmt::format(" @{}:{}-{}\n", at.line, at.column, at.end_column);
}

std::string lines_of(const Plan& plan, const SourceMap& sources) {
  std::string out;
  for (const Statement& statement : plan.statements) out += line_of(statement, sources);
  return out;
}

}  // namespace portolan::test
