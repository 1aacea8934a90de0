// What differs between the environments of a stack, service by service and aspect by aspect.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/source_map.h"
#include "model/stack.h"

namespace portolan::render {

enum class Change {
  base,     ///< the environment that the others are measured by, or the same as there
  added,    ///< something where the first has nothing
  removed,  ///< nothing where the first has something
  changed,
  absent,   ///< the service is not in this environment
};

struct CompareCell {
  std::vector<std::string> values;  ///< lines, for output; none for "nothing"
  Change change = Change::base;
  Span span;
};

struct CompareRow {
  std::string aspect;               ///< "Host ports", "DEBUG"
  enum class Form { words, code } form = Form::words;  ///< of the values
  bool verbatim = false;            ///< the aspect itself is a name from the files: a variable, a path
  std::vector<CompareCell> cells;   ///< one per environment
  bool same = true;
};

struct CompareGroup {
  std::string name;                                ///< of the service
  std::vector<const Service*> present;             ///< one per environment, nullptr where it is missing
  std::vector<CompareRow> rows;
  bool same = true;                                ///< in every environment, and no row differs
};

/// From the first environment to the last one, which is what most readers ask for.
struct CompareCounts {
  std::size_t added = 0, removed = 0, changed = 0;
  std::size_t open_ports_first = 0, open_ports_last = 0;
};

struct Comparison {
  std::vector<CompareGroup> services;  ///< by first appearance
  std::vector<CompareRow> networks;    ///< members; networks that are alone in their environment share a row
  std::vector<CompareRow> volumes;     ///< by what they hold ("db: /var/lib/postgresql/data"), so that a renamed volume is one row
  CompareCounts counts;
};

Comparison compare_environments(const Stack& stack, const SourceMap& sources);

}  // namespace portolan::render
