// A strict look at small XML texts: what a parser would refuse, in words.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace portolan::test {

struct XmlElement {
  std::string name;
  std::vector<std::pair<std::string, std::string>> attributes;  ///< values as written

  std::string attribute(std::string_view attribute_name) const;
};

struct XmlText {
  std::string fault;                 ///< "" for a well-formed text with one root
  std::vector<XmlElement> elements;  ///< in order of their start tags

  /// How often elements called `name` have `token` in their class.
  std::size_t count(std::string_view name, std::string_view token) const;
};

XmlText read_xml(std::string_view text);

}  // namespace portolan::test
