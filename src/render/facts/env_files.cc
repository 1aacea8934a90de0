#include "render/facts/env_files.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/file_reader.h"
#include "base/text.h"
#include "base/utf8.h"
#include "render/facts/getting_started.h"

namespace portolan::render {

const EnvTemplate* find_template(const Stack& stack, std::string_view path) {
  for (const EnvTemplate& sample : stack.env_templates) {
    if (copy_target(sample.path) == path) return &sample;
  }
  return nullptr;
}

std::vector<TemplateLine> list_template_lines(const Stack& stack, const Service& service) {
  std::vector<TemplateLine> lines;
  for (const EnvFileReference& reference : service.env_files) {
    const EnvTemplate* sample = reference.present ? nullptr : find_template(stack, reference.resolved);
    if (!sample) continue;
    for (const Variable& variable : sample->variables) {
      if (service.find_variable(variable.name.value)) continue;
      const auto same = std::find_if(lines.begin(), lines.end(), [&](const TemplateLine& line) { return line.variable->name.value == variable.name.value; });
      TemplateLine& line = same == lines.end() ? lines.emplace_back() : *same;
      line = {.variable = &variable, .sample = sample, .file = file_name_of(reference.resolved)};
    }
  }
  return lines;
}

std::string words_of(const TemplateLine& line) {
  return fmt::format("from {} (see {})", printable_utf8(line.file), printable_utf8(file_name_of(line.sample->path)));
}

std::vector<MissingEnvFile> list_missing_env_files(const Stack& stack, const Environment& environment) {
  std::vector<MissingEnvFile> files;
  for (const Service& service : environment.services) {
    for (const EnvFileReference& reference : service.env_files) {
      if (reference.present) continue;
      const auto same = std::find_if(files.begin(), files.end(), [&](const MissingEnvFile& file) { return file.path == reference.resolved; });
      const bool first = same == files.end();
      MissingEnvFile& file = first ? files.emplace_back() : *same;
      if (first) {
        file.path = reference.resolved;
        file.sample = find_template(stack, reference.resolved);
      }
      file.required = file.required || reference.required;
      if (file.services.empty() || file.services.back() != &service) file.services.push_back(&service);
    }
  }
  for (MissingEnvFile& file : files) {
    if (!file.sample) continue;
    for (const Variable& variable : file.sample->variables) {
      if (!variable.value || trim(variable.value->value).empty()) file.open.push_back(printable_utf8(variable.name.value));
    }
  }
  return files;
}

}  // namespace portolan::render
