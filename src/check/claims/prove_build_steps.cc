// Lines of Dockerfiles that stand in documents: are they lines of the stack's Dockerfiles?
#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "base/file_reader.h"
#include "base/text.h"
#include "check/claims/find_service.h"
#include "check/claims/provers.h"
#include "check/claims/words.h"

namespace portolan::check {
namespace {

/// The Dockerfiles that a statement may speak of.
struct Candidates {
  std::vector<const Dockerfile*> files;
  bool certain = false;  ///< the document says which, or there is one only: what is not there is wrong
};

Candidates candidates_of(const Scene& scene, const BuildStep& fact) {
  Candidates candidates;
  if (fact.file.find('/') != std::string::npos || fact.file.find('.') != std::string::npos) {
    const std::string path = to_lower(normal_path(fact.file));
    for (const Dockerfile& file : scene.stack.dockerfiles) {
      const std::string own = to_lower(file.path);
      if (own == path || own.ends_with("/" + path)) candidates.files.push_back(&file);
    }
    candidates.certain = candidates.files.size() == 1;
    if (!candidates.files.empty()) return candidates;
  }
  if (!fact.service.value.empty()) {
    const Service* service = find_service_by_words(scene.stack, scene.environment, fact.service.value).service;
    const Dockerfile* file = service && service->build ? scene.stack.find_dockerfile(service->build->resolved_dockerfile) : nullptr;
    if (file) return {{file}, true};
    if (service) return {};  // built from nothing that was read
  }
  for (const Dockerfile& file : scene.stack.dockerfiles) candidates.files.push_back(&file);
  candidates.certain = candidates.files.size() == 1;
  return candidates;
}

/// One blank between words, no quotes: the shell form and the list of a command become the same.
std::string plain(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (c == '"' || c == '\'' || c == '\\') continue;
    if (blank && (out.empty() || out.back() == ' ')) continue;
    out.push_back(blank ? ' ' : c);
  }
  while (out.ends_with(' ')) out.pop_back();
  return out;
}

/// `["a", "b"]` → "a b".
std::string plain_command(std::string_view text) {
  text = trim(text);
  if (!text.starts_with('[') || !text.ends_with(']')) return plain(text);
  std::string words(text.substr(1, text.size() - 2));
  std::replace(words.begin(), words.end(), ',', ' ');
  return plain(words);
}

/// What a step says, in the form in which it is compared; "FROM" is no step of its stage.
std::string form_of(std::string_view instruction, std::string_view value) {
  const bool command = instruction == "CMD" || instruction == "ENTRYPOINT";
  if (command) return plain_command(value);
  if (instruction == "HEALTHCHECK") {
    const std::size_t at = value.find("CMD ");
    return at == std::string_view::npos ? plain(value) : plain_command(value.substr(at + 4));
  }
  if (instruction == "USER") return plain(value.substr(0, value.find(':')));
  if (instruction == "WORKDIR") {
    std::string path = plain(value);
    while (path.size() > 1 && path.ends_with('/')) path.pop_back();
    return path;
  }
  return plain(value);
}

/// A list in one line: EXPOSE, ENV, ARG and VOLUME may name several.
bool is_list(std::string_view instruction) { return instruction == "EXPOSE" || instruction == "ENV" || instruction == "ARG" || instruction == "VOLUME"; }

std::string_view name_part(std::string_view pair) { return pair.substr(0, pair.find('=')); }

struct Found {
  const StageStep* same = nullptr;   ///< says it
  const StageStep* other = nullptr;  ///< of the same instruction (and name), says something else
};

/// "8000/tcp" is 8000; "DEBUG=1" and the old form "DEBUG 1" are one.
void look_in_list(const StageStep& step, const BuildStep& fact, Found& found) {
  const std::string wanted = plain(fact.value.value);
  std::vector<std::string> items;
  const std::string whole = plain(step.value.value.starts_with('[') ? plain_command(step.value.value) : step.value.value);
  if (fact.instruction.value == "ENV" && whole.find('=') == std::string::npos && whole.find(' ') != std::string::npos) {
    items.push_back(whole.substr(0, whole.find(' ')) + "=" + whole.substr(whole.find(' ') + 1));
  } else {
    for (const std::string_view item : split_words(whole)) items.emplace_back(item);
  }
  for (std::string item : items) {
    std::string asked = wanted;
    if (fact.instruction.value == "EXPOSE") {
      item = item.substr(0, item.find('/'));
      asked = asked.substr(0, asked.find('/'));
    }
    const bool named = (fact.instruction.value == "ENV" || fact.instruction.value == "ARG") && name_part(item) == name_part(asked);
    const bool only_named = named && asked.find('=') == std::string::npos;
    if (item == asked || only_named) {
      found.same = &step;
    } else if (named || fact.instruction.value == "EXPOSE") {
      found.other = &step;
    }
  }
}

void look_at(const StageStep& step, const BuildStep& fact, Found& found) {
  if (step.instruction != fact.instruction.value) return;
  if (is_list(fact.instruction.value)) return look_in_list(step, fact, found);
  const std::string real = form_of(step.instruction, step.value.value), written = form_of(fact.instruction.value, fact.value.value);
  const std::vector<std::string_view> words = split_words(written);
  const bool sketch_fits = fact.sketched && !words.empty() && real.find(words.front()) != std::string::npos;
  if (real == written || sketch_fits) {
    found.same = &step;
  } else if (!fact.sketched) {
    found.other = &step;
  }
}

/// Instructions of which a stage has one that counts: another value contradicts. RUN, COPY and their kin stand there many times.
bool is_single(std::string_view instruction) {
  return instruction == "CMD" || instruction == "ENTRYPOINT" || instruction == "USER" || instruction == "WORKDIR" || instruction == "HEALTHCHECK" || is_list(instruction);
}

std::string shown_name(std::string_view instruction, std::string_view value) {
  return instruction == "ENV" || instruction == "ARG" ? fmt::format("{} {}", instruction, name_part(value)) : std::string(instruction);
}

/// "python:3.12" and "docker.io/library/python:3.12".
std::string plain_image(std::string_view image) {
  for (const std::string_view prefix : {"docker.io/", "library/"}) {
    if (image.starts_with(prefix)) image.remove_prefix(prefix.size());
  }
  std::string text(image);
  if (text.find(':') == std::string::npos && text.find('@') == std::string::npos) text += ":latest";
  return text;
}

Judgement judge_base(const BuildStep& fact, const Candidates& candidates) {
  const std::string written = plain_image(fact.value.value);
  const std::string repository = written.substr(0, written.find_first_of(":@"));
  const Spanned<std::string>* like = nullptr;
  const Spanned<std::string>* any = nullptr;
  bool computed = fact.value.value.find('$') != std::string::npos;
  for (const Dockerfile* file : candidates.files) {
    for (const BuildStage& stage : file->stages) {
      const std::string base = plain_image(stage.base.value);
      if (base == written) return holds(fmt::format("a stage starts from {}", quoted(stage.base.value)), {stage.base.span});
      computed = computed || base.find('$') != std::string::npos;
      if (base.substr(0, base.find_first_of(":@")) == repository && !like) like = &stage.base;
      if (!any) any = &stage.base;
    }
  }
  if (computed) return open("an argument decides what a stage starts from");
  if (like) return refuted(fmt::format("the Dockerfile starts from {}", quoted(like->value)), fact.value.span, {like->span});
  if (any && candidates.certain) return refuted(fmt::format("the Dockerfile starts from {}", quoted(any->value)), fact.value.span, {any->span});
  return open("the document does not say of which Dockerfile");
}

}  // namespace

Judgement prove(const BuildStep& fact, const Scene& scene) {
  const Candidates candidates = candidates_of(scene, fact);
  if (candidates.files.empty()) return open("no Dockerfile of it was read");
  if (fact.instruction.value == "FROM") return judge_base(fact, candidates);
  const bool computed = fact.value.value.find('$') != std::string::npos;
  const StageStep* other = nullptr;
  for (const Dockerfile* file : candidates.files) {
    for (const BuildStage& stage : file->stages) {
      for (const StageStep& step : stage.steps) {
        Found found;
        look_at(step, fact, found);
        if (found.same) return holds(fmt::format("{} is the same in the Dockerfile", shown_name(fact.instruction.value, fact.value.value)), {found.same->value.span});
        if (found.other && !other) other = found.other;
      }
    }
  }
  const std::string name = shown_name(fact.instruction.value, fact.value.value);
  if (!candidates.certain || !is_single(fact.instruction.value) || fact.sketched || computed) return open(fmt::format("no Dockerfile has this {} line", fact.instruction.value));
  if (other && other->value.value.find('$') != std::string::npos) return open(fmt::format("{} depends on an argument", name));
  if (other) return refuted(fmt::format("the Dockerfile has another {}", name), fact.value.span, {other->value.span});
  const Dockerfile& file = *candidates.files.front();
  if (file.stages.empty()) return open("the Dockerfile could not be read");
  return refuted(fmt::format("the Dockerfile has no {}", name), fact.value.span, {file.stages.front().base.span});
}

}  // namespace portolan::check
