#include "tests/check/claims/said.h"

#include <fmt/format.h>

#include "base/file_reader.h"
#include "base/text.h"
#include "check/claims/judge.h"
#include "load/load.h"

namespace portolan::test {

Span Said::place(std::string_view words) {
  const auto begin = static_cast<std::uint32_t>(text_.size());
  text_ += std::string(words) + "\n";
  return {file_, begin, begin + static_cast<std::uint32_t>(words.size())};
}

Spanned<std::string> Said::operator()(std::string_view words) { return {std::string(words), place(words)}; }
Spanned<int> Said::operator()(int number) { return {number, place(std::to_string(number))}; }
Spanned<std::int64_t> Said::bytes(std::int64_t number) { return {number, place(std::to_string(number))}; }
Spanned<bool> Said::flag(bool value) { return {value, place(value ? "yes" : "no")}; }

static std::string line_of(const Stack& stack, const Claim& claim, const SourceMap& sources) {
  std::string line(name_of(claim.outcome));
  if (stack.environments.size() > 1) {
    std::vector<std::string> names;
    for (const std::size_t index : claim.environments) names.push_back(stack.environments[index].name);
    line += fmt::format(" [{}]", join(names, " "));
  }
  line += fmt::format(": {}", claim.reason);
  if (claim.wrong.known()) line += fmt::format(" ({})", sources.text(claim.wrong));
  for (const Span& span : claim.evidence) {
    const Location place = sources.locate(span);
    line += fmt::format(" @{}:{}", place.file == "docker-compose.yml" ? "" : place.file, place.line);
  }
  return line;
}

std::string verdict_of(const std::map<std::string, std::string>& files, FactMaker make, std::string_view scope) {
  SourceMap sources;
  const auto reader = make_memory_reader(files, "shop");
  load::Loaded loaded = load::load_handbook(*reader, sources, {});
  if (loaded.handbook.stacks.empty()) return "no stack";
  Stack& stack = loaded.handbook.stacks.front();
  Said say{static_cast<FileId>(sources.size())};  // the id that the next file gets
  Statement statement;
  statement.fact = make(say);
  for (const std::string_view phrase : scope.empty() ? std::vector<std::string_view>{} : split(scope, ',')) {
    statement.scope.environments.push_back(say(phrase));
  }
  sources.add("said.md", say.text());
  Plan plan;
  plan.path = "docs/plan.md";
  plan.statements.push_back(std::move(statement));
  stack.plans = {std::move(plan)};
  return line_of(stack, check::judge_statements(stack, sources).front(), sources);
}

std::string verdict_of(std::string_view compose, FactMaker make) {
  return verdict_of({{"docker-compose.yml", std::string(compose)}}, make);
}

}  // namespace portolan::test
