// Forked processes that run Graphviz with limits: a crash or hang costs a picture its beauty, never the build.
#pragma once

#include <cstddef>
#include <memory>

#include "render/diagrams/layout.h"

namespace portolan::render {

/// What one child may use for one attempt. Passing a limit ends the attempt, not the layout.
struct LayoutLimits {
  unsigned cpu_seconds = 4;
  unsigned milliseconds = 6000;      ///< of real time
  std::size_t memory = 1024u << 20;  ///< bytes of address space; not under sanitizers, which need terabytes of it
};

/// Owns the zygote: a process forked before the first thread starts, which forks one child per layout with limits on CPU time and memory.
/// Construct it in `main` first of all. Layouts may be asked for from several threads at once.
class LayoutWorkers {
 public:
  /// `most`: children alive at the same time.
  explicit LayoutWorkers(unsigned most, LayoutLimits limits = {});
  ~LayoutWorkers();
  LayoutWorkers(const LayoutWorkers&) = delete;
  LayoutWorkers& operator=(const LayoutWorkers&) = delete;

  /// Tries ortho, spline, polyline, line as the size of the graph allows, then the plain grid. Equal inputs are computed once per run.
  Layout layout(const LayoutInput& input);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace portolan::render
