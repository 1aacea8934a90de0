// What several report formats say alike: a finding as one text, texts fit for XML, paths as URIs.
#pragma once

#include <string>
#include <string_view>

#include "write/findings.h"

namespace portolan::write {

/// Message, help and related places as lines of plain text, for formats that have one field for all.
std::string full_text(const Finding& finding, const SourceMap& sources);

/// For text and attributes of XML 1.0: markup escaped, characters that XML forbids replaced by their pictures.
std::string escape_xml(std::string_view text);

/// A path relative to ROOT as a URI reference (RFC 3986): what is neither unreserved nor a slash is percent-encoded.
std::string uri_of(std::string_view path);

}  // namespace portolan::write
