// Rows of the builds page: a stage of a Dockerfile, and what an image made from it ends up with.
#pragma once

#include <string>
#include <vector>

#include "render/facts/builds.h"
#include "render/facts/masking.h"
#include "render/page.h"

namespace portolan::render {

/// "production", or "stage 2" for one without a name.
std::string stage_name(const Dockerfile& dockerfile, std::size_t stage);
/// Its name, linked to its row on the same page.
Html stage_link(const Dockerfile& dockerfile, std::size_t stage);

/// "python:3.11-alpine → base → production", and what is copied in.
Html chain_chips(const PageContext& page, const BuiltStage& built);

/// "web and worker": the services of a build.
std::string name_of_build(const BuildFact& fact);

/// A row of the table of stages; `builds` are those of the environment.
Data describe_stage(const PageContext& page, const Masking& masking, const Dockerfile& dockerfile, std::size_t stage, const std::vector<BuildFact>& builds);

/// Rows of key, value and place: what a container starts with, and what compose puts in its place.
std::vector<Data> describe_result(const PageContext& page, const Masking& masking, const BuildFact& fact);

}  // namespace portolan::render
