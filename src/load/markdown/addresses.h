// Addresses that a document tells its readers to open or to ask.
#pragma once

#include <string_view>

#include "load/markdown/reading.h"

namespace portolan::load {

/// URLs of this machine and of services, in words, links and code; and code that calls a client ("`psql -h localhost -p 5433`").
/// `service`: what answers there, when the row or bullet says so; else the words before the address may.
void read_addresses(Reading& reading, const Phrase& phrase, const Frame& frame, const Spanned<std::string>& service = {});

/// What one line of a shell's text asks: its commands, those in $(…), and those that run in a container. `origin`: where `line` begins in `file`.
void read_asked_addresses(Reading& reading, std::string_view line, FileId file, std::size_t origin, const Frame& frame);

/// Lines of an unlabelled fence: "Frontend: http://localhost:5173".
void read_listed_addresses(Reading& reading, std::string_view line, const Span& span, const Frame& frame);

}  // namespace portolan::load
