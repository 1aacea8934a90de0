// The first stages, which every command runs that reads a whole ROOT: load and check.
#pragma once

#include <chrono>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "base/file_reader.h"
#include "cli/options.h"
#include "load/load.h"
#include "model/finding.h"
#include "model/stack.h"

namespace portolan::cli {

/// How long each stage took, for `--timings`. Wall clock; never part of a result.
class Timings {
 public:
  void stage(std::string_view name);
  const std::string& rows() const { return rows_; }

 private:
  std::chrono::steady_clock::time_point last_ = std::chrono::steady_clock::now();
  std::string rows_;
};

struct Checked {
  Handbook handbook;
  std::vector<StackReport> reports;  ///< parallel to handbook.stacks
  std::vector<Finding> problems;     ///< about files of no stack
  std::vector<load::LeftOut> left_out;
};

/// Throws Fatal when nothing was found below the reader's root, which messages call `root`.
Checked load_and_check(FileReader& reader, const std::string& root, SourceMap& sources, const load::LoadOptions& options, Timings& timings);

/// With -v, why stacks and environments are what they are; and that there is no stack, which whoever expects findings must hear.
void introduce(const Checked& checked, const Verbosity& verbosity, std::ostream& err);

}  // namespace portolan::cli
