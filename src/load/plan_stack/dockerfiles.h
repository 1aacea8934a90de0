// Which Dockerfile a document means where it speaks of a service's image.
#pragma once

#include <optional>
#include <string_view>

#include "base/source_map.h"
#include "model/plan.h"

namespace portolan::load {

/// "Dockerfile", "docker/web/Dockerfile", "Dockerfile.prod", "web.dockerfile".
bool is_dockerfile_name(std::string_view path);

/// Whether the words in front of an image on its line call it what another image is built from: "Base image: python:3.12".
bool names_base_image(const SourceMap& sources, const Span& image);

/// The repository of a language or of a bare system: nothing runs from it before something is copied in.
bool is_language_image(std::string_view image);

/// The nearest Dockerfile that a line above the statement names, in the same section and about the same thing; nothing when there is none.
std::optional<Spanned<std::string>> find_dockerfile_above(const Plan& plan, const Statement& statement, const SourceMap& sources);

/// The same, where the line is a label or the heading: "**Production (Dockerfile.prod):**" over the facts about it.
std::optional<Spanned<std::string>> find_dockerfile_in_label(const Plan& plan, const Statement& statement, const SourceMap& sources);

}  // namespace portolan::load
