// A statement made by hand, judged against files written as text: tests of provers that do not depend on how documents are read.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "base/source_map.h"
#include "model/statement.h"

namespace portolan::test {

/// Gives the words of a fact a place in a document.
class Said {
 public:
  explicit Said(FileId file) : file_(file) {}

  Spanned<std::string> operator()(std::string_view words);
  Spanned<int> operator()(int number);
  Spanned<std::int64_t> bytes(std::int64_t number);
  Spanned<bool> flag(bool value);
  const std::string& text() const { return text_; }

 private:
  Span place(std::string_view words);

  FileId file_;
  std::string text_;
};

using FactMaker = Fact (*)(Said& say);

/// One line: `verdict [environments] reason (words that are wrong) @evidence`, without the parts that are empty. `scope`: phrases, separated by commas.
std::string verdict_of(const std::map<std::string, std::string>& files, FactMaker make, std::string_view scope = {});

/// The same against one file, docker-compose.yml.
std::string verdict_of(std::string_view compose, FactMaker make);

}  // namespace portolan::test
