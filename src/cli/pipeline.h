// The stages in order: load → model → check → render → write, and the exit code.
#pragma once

#include <ostream>

#include "base/file_reader.h"
#include "cli/options.h"
#include "render/diagrams/layout.h"
#include "write/file_writer.h"

namespace portolan::cli {

/// Where a run speaks: results on `out`, progress and problems on `err`.
struct Streams {
  std::ostream& out;
  std::ostream& err;
  bool out_is_terminal = false;
  bool err_is_terminal = false;
};

/// The handbook below the reader's root, published through `writer`. Returns the exit code; throws Fatal when the world fails.
int run_build(const BuildRequest& request, FileReader& reader, FileReader* theme, write::FileWriter& writer, const render::LayoutFunction& layout,
              const Streams& streams);
/// Findings only.
int run_check(const CheckRequest& request, FileReader& reader, const Streams& streams);

}  // namespace portolan::cli
