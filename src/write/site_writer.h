// Site → files: pages are rendered in parallel and streamed into a publication.
#pragma once

#include "render/site.h"
#include "write/file_writer.h"

namespace portolan::write {

/// Renders every page on at most `jobs` threads, hands each to `writer` at once and commits. A page that throws leaves the old site as it was.
WriteCounts write_site(const render::Site& site, FileWriter& writer, unsigned jobs);

}  // namespace portolan::write
