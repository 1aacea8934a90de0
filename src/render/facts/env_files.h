// Env files that services take but the repository does not have, and the templates they are made from.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/stack.h"

namespace portolan::render {

/// The template whose copy is the file at `path` (as the reader takes it); nullptr for none.
const EnvTemplate* find_template(const Stack& stack, std::string_view path);

/// A line that a missing env file will have by its template, and that the service does not set itself.
struct TemplateLine {
  const Variable* variable = nullptr;
  const EnvTemplate* sample = nullptr;
  std::string file;  ///< that is missing, without folders: ".env"
};
/// Each name once; the last file wins, as in Compose.
std::vector<TemplateLine> list_template_lines(const Stack& stack, const Service& service);

/// "from .env (see .env.example)".
std::string words_of(const TemplateLine& line);

struct MissingEnvFile {
  std::string path;                      ///< as the reader takes it
  bool required = false;                 ///< by one service at least: without it Compose does not start
  std::vector<const Service*> services;  ///< that take it
  const EnvTemplate* sample = nullptr;
  std::vector<std::string> open;         ///< names that the template leaves empty
};
/// By first appearance.
std::vector<MissingEnvFile> list_missing_env_files(const Stack& stack, const Environment& environment);

}  // namespace portolan::render
