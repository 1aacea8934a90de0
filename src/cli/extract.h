// `portolan extract`: the compose file that a plan describes, each key with the place that says so.
#pragma once

#include <ostream>
#include <string>

#include "base/file_reader.h"

namespace portolan::cli {

struct ExtractRequest {
  std::string plan = {};           ///< a Markdown document
  std::string environment = {};    ///< --env: by name, by another word for it, or by its compose file; "": the base
  std::string out = {};            ///< -o; "": standard output
  bool no_origins = false;    ///< without the comments that say where each key comes from
};

/// The compose file, and what could not go into it.
struct Extracted {
  std::string yaml;
  int exit_code = 0;  ///< 1 when the plan contradicts itself or gives no valid compose file
};

/// Reads the plan through `reader` and says on `err` what is wrong or left out. Values are printed as they are written, secrets included. Throws Fatal when
/// the plan can't be read, describes no stack, or has no such environment.
Extracted extract_plan(const ExtractRequest& request, FileReader& reader, std::ostream& err);

/// The same, printed on `out` or written to the file of the request.
int run_extract(const ExtractRequest& request, FileReader& reader, std::ostream& out, std::ostream& err);

}  // namespace portolan::cli
