// Pieces of Dockerfiles and of nginx configuration in documents.
#pragma once

#include "load/markdown/reading.h"

namespace portolan::load {

/// A fence of Dockerfile lines: one statement for each instruction. In a sketch ("- CMD: gunicorn with 4 workers") lines may be bullets; those that name
/// no instruction are not understood. `above`: the block before the fence, which may name the file; nullptr for none.
/// True when the fence is one, whatever was read in it.
bool read_dockerfile_fence(Reading& reading, const Block& fence, const Frame& frame, const Block* above);

/// A fence of nginx configuration: its routes, and its other directives one by one. True when the fence is one.
bool read_nginx_fence(Reading& reading, const Block& fence, const Frame& frame);

}  // namespace portolan::load
