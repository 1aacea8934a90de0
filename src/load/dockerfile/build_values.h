// Values of ARG and ENV while a Dockerfile is read.
#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>

namespace portolan::load {

/// What the instructions of a stage may fill in. ENV stands over ARG, in whatever order they come.
/// Source: Dockerfile reference, "Using ARG variables".
class BuildValues {
 public:
  void set_argument(std::string_view name, std::string value);
  void set_variable(std::string_view name, std::string value);
  /// nullptr when the text gives it no value.
  const std::string* find(std::string_view name) const;

 private:
  std::map<std::string, std::string, std::less<>> values_;
  std::set<std::string, std::less<>> of_env_;
};

/// $NAME, ${NAME}, ${NAME:-default}, ${NAME:+other}, the same without colons, nested to a few levels. A name without a value stays as written, so that
/// nobody takes it for an empty text, and so does a form that changes the value (${NAME%suffix}). Values longer than 4 KiB are not filled in: they would
/// double with each line that names them twice.
std::string expand(std::string_view text, const BuildValues& values);

/// The same for a word as written: quotes and `escape` are resolved, and what stands in single quotes or behind `escape` is not filled in.
std::string expand_word(std::string_view raw, char escape, const BuildValues& values);

}  // namespace portolan::load
