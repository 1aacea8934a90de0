// Template text before it is compiled: tags found and numbered, partials put in place, every mistake located.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace portolan::render {

/// Where a tag stands, for messages: "templates/home.html:3:5".
struct TagPlace {
  std::string file;
  int line = 1;
  int column = 1;  ///< in bytes
};

std::string to_string(const TagPlace& place);

/// A template whose tags carry their number, `{{name@17}}`, so that the renderer can say where a name stands; partials are expanded.
struct PreparedTemplate {
  std::string text;
  std::vector<TagPlace> tags;
};

/// What a name of a template or partial stands for; throws Fatal when there is none (the place of the tag is given).
struct TemplateFile {
  std::string path;
  std::string_view text;
};
using FindTemplate = std::function<TemplateFile(std::string_view name, const TagPlace* asked_from)>;

/// Partials nest at most this deep, so that one that includes itself is an error and no hang.
inline constexpr int deepest_partial = 16;

/// Shape:  text with `{{name}}`, `{{#name}}…{{/name}}`, `{{^name}}…{{/name}}`, `{{> part}}`, `{{! comment }}`; names are [a-z0-9_.].
/// Errors: throws Fatal "FILE:LINE:COLUMN: …" for unclosed tags and sections, unknown partials, `{{{…}}}` and `{{&…}}` (data says what is HTML).
PreparedTemplate prepare_template(std::string_view name, const FindTemplate& find);

}  // namespace portolan::render
