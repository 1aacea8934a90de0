// The variables that interpolation sees, and the project's name.
#pragma once

#include "load/compose/phases.h"

namespace portolan::load {

/// Adds what the files set and `variables` do not have yet; of several files the last one wins, and each sees what those before it set.
void add_env_files(Loader& loader, Variables& variables, const std::vector<FileToLoad>& files);

/// Process environment before the last env file before the earlier ones; `.env` of the project's folder only when none is given, with --env-file or
/// COMPOSE_ENV_FILES, and not with COMPOSE_DISABLE_ENV_FILE.
/// Source: Compose Specification, interpolation; docker compose for the order.
Variables gather_variables(Loader& loader);

/// Whether a file is meant by that name: a pipe or a link in a circle is too, and reading it says what is wrong. A folder is not, nor what is absent.
bool stands_as_file(FileKind kind);

/// `.env` of the project's folder, after the rules above: for a folder that was not known before.
void add_usual_env_file(Loader& loader, Variables& variables);

/// The compose files when none is named: those of COMPOSE_FILE, else the usual names in the project's folder or the nearest folder
/// above it, with their override file. A name that is not there is kept, so that reading it says so.
/// Source: docker compose.
std::vector<std::string> find_compose_files(Loader& loader, const Variables& variables);

/// Lower case, without what a name may not hold, starting with a letter or digit: "My Project" → "myproject".
std::string normal_project_name(std::string_view name);

}  // namespace portolan::load
