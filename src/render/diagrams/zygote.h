// A process forked early, which forks one child for each request and does nothing else.
#pragma once

#include <sys/types.h>

#include <optional>
#include <vector>

#include "render/diagrams/layout_workers.h"

namespace portolan::render {

/// The parent's side is safe from several threads. The zygote ends when this end of its socket closes.
class Zygote {
 public:
  explicit Zygote(const LayoutLimits& limits);
  ~Zygote();
  Zygote(const Zygote&) = delete;
  Zygote& operator=(const Zygote&) = delete;

  /// Sends `request` to a new child and waits for its answer. Nothing when there is no zygote any more, or when the child crashed, passed
  /// a limit or refused the graph.
  std::optional<std::vector<double>> ask(const std::vector<double>& request) const;
  /// 0 when it could not be forked.
  pid_t process() const { return process_; }

 private:
  LayoutLimits limits_;
  pid_t process_ = 0;
  int socket_ = -1;
};

}  // namespace portolan::render
