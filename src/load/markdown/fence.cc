#include "load/markdown/companion_fences.h"
#include "load/markdown/file_trees.h"
#include "load/markdown/shapes.h"

namespace portolan::load {

void read_fence(Reading& reading, const Block& fence, const Frame& frame, const Block* above) {
  const std::size_t before = reading.statements();
  if (read_dockerfile_fence(reading, fence, frame, above) || read_nginx_fence(reading, fence, frame) || read_file_tree(reading, fence, frame)) return;
  if (read_drawn_fence(reading, fence, frame)) return;
  read_commands(reading, fence, frame);
  if (read_fragments(reading, fence, frame, above)) return;
  read_plain_fence(reading, fence, frame);
  const bool yaml = fence.info.starts_with("yaml") || fence.info.starts_with("yml");
  if (yaml) reading.count_place(before, fence.span, frame);
}

}  // namespace portolan::load
