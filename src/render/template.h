// Templates: Mustache text + data → HTML. The only user of the template library.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/file_reader.h"

namespace portolan::render {

/// HTML that is ready to be shown as it is. Plain std::string values are escaped by the template.
struct Html {
  std::string text;
};

/// What a template may name: text (escaped), Html (as it is), a truth, a list of data, or a nested object.
class Data {
 public:
  Data& set(std::string name, std::string text);
  Data& set(std::string name, const char* text);
  Data& set(std::string name, Html html);
  Data& set_flag(std::string name, bool value);
  Data& set_list(std::string name, std::vector<Data> items);
  Data& set_object(std::string name, Data object);

  enum class Kind { text, html, flag, list, object };
  struct Field {
    std::string name;
    Kind kind = Kind::text;
    std::string text;
    bool flag = false;
    std::vector<Data> items;  ///< of a list; one item for an object
  };
  const std::vector<Field>& fields() const { return fields_; }

 private:
  Field& field(std::string name, Kind kind);
  std::vector<Field> fields_;
};

/// Compiled templates by name ("home" is templates/home.html). `theme` overrides the embedded ones file by file.
class Templates {
 public:
  /// Throws Fatal with FILE:LINE:COLUMN for a text that is no template.
  explicit Templates(FileReader* theme);
  ~Templates();
  Templates(Templates&&) noexcept;
  Templates& operator=(Templates&&) noexcept;

  /// Throws Fatal with FILE:LINE:COLUMN for a name that `data` does not have (and the nearest that it has), or an unknown partial.
  /// Safe from several threads.
  std::string render(std::string_view name, const Data& data) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

std::string escape_html(std::string_view text);

}  // namespace portolan::render
