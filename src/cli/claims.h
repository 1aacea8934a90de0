// `portolan claims`: how the documents were read, so that a writer sees it.
#pragma once

#include <string>

#include "base/file_reader.h"
#include "cli/options.h"
#include "cli/pipeline.h"

namespace portolan::cli {

/// Where ROOT names a single document, the folder that is read for it and the document in it: the current folder for a document that discovery
/// finds from there, so that its statements are held against the files of the project; else the document's own folder.
/// Throws Fatal for a file that is no Markdown.
ClaimsRequest at_folder(ClaimsRequest request);

/// Prints every statement that was understood and every place that was not. Returns 0: what a document says wrong is no failure of its reading.
/// Throws Fatal when nothing was found, or nothing of the name that the request asks for.
int run_claims(const ClaimsRequest& request, FileReader& reader, const Streams& streams);

}  // namespace portolan::cli
