// Anchors of headings, as GitHub makes them.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace portolan::load {

/// Lower case, spaces to dashes, everything that is no letter, digit, dash or underscore dropped.
/// Source: github-slugger and jch/html-pipeline's table of contents filter; tables for letters are limited to Latin, Greek and Cyrillic case.
std::string anchor_of(std::string_view title);

/// Makes anchors unique within one document: "a", "a-1", "a-2".
class Anchors {
 public:
  std::string add(std::string_view title);

 private:
  std::map<std::string, int, std::less<>> used_;
};

}  // namespace portolan::load
