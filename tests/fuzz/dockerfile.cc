#include "load/dockerfile/dockerfile.h"
#include "load/snippets/variable_reads.h"
#include "tests/fuzz/target.h"

namespace portolan::fuzz {

namespace {

/// No value is more than its own text and what a few variables can add to it.
void require_short(const SourceMap& sources, const std::vector<Variable>& variables, std::size_t text) {
  for (const Variable& variable : variables) {
    require_place(sources, variable.name.span);
    if (!variable.value) continue;
    require_place(sources, variable.value->span);
    require(variable.value->value.size() <= 64 * (text + 4096), "values of variables do not grow without end");
  }
}

}  // namespace

void fuzz_dockerfile(std::string_view input) {
  SourceMap sources;
  const FileId file = sources.add("Dockerfile", std::string(input));
  Diagnostics problems;
  const Dockerfile dockerfile = load::read_dockerfile(sources, file, problems);
  require_located(sources, problems);
  require(!dockerfile.stages.empty() || !problems.empty(), "a Dockerfile without a stage says why");
  require_short(sources, dockerfile.arguments, input.size());
  for (const BuildStage& stage : dockerfile.stages) {
    require_place(sources, stage.span);
    require_short(sources, stage.variables, input.size());
    require_short(sources, stage.arguments, input.size());
    for (const auto& port : stage.exposes) {
      require_place(sources, port.span);
      require(port.value.first >= 1 && port.value.first <= port.value.last, "ports are ranges");
    }
    for (const auto& package : stage.installs) {
      require_place(sources, package.span);
      require(!package.value.empty(), "a package has a name");
    }
    for (const StageCopy& copy : stage.copies) {
      require(!copy.sources.empty() && copy.target.value.starts_with('/'), "a copy has a source and an absolute target");
      require_place(sources, copy.span);
    }
    require(!dockerfile.chain_of(stage).empty(), "a stage stands in its own chain");
  }
}

void fuzz_snippets(std::string_view input) {
  SourceMap sources;
  const FileId file = sources.add("a", std::string(input));
  using load::Language;
  for (const Language language : {Language::shell, Language::python, Language::javascript, Language::php, Language::ruby}) {
    for (const VariableRead& read : load::read_variable_reads(sources, file, language)) {
      require_place(sources, read.name.span);
      require(sources.text(read.name.span) == read.name.value, "a name stands where it is said to stand");
    }
  }
}

}  // namespace portolan::fuzz
