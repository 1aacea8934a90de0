// The pages that every environment has, in reading order: sidebar, pager and search index take them from here.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "render/links.h"

namespace portolan::render {

struct EnvironmentPageKind {
  std::string_view title;  ///< heading and label: "Ports"
  std::string_view icon;
  std::string_view go;     ///< key of the shortcut `g` + key, "" for none
  std::string (Links::*path)(std::size_t stack, std::size_t environment) const;
};

const std::vector<EnvironmentPageKind>& environment_page_kinds();

/// Index into environment_page_kinds() of the page at `path`; nothing for other pages, those of single services among them.
std::optional<std::size_t> find_environment_page_kind(const Links& links, std::size_t stack, std::size_t environment, std::string_view path);

}  // namespace portolan::render
