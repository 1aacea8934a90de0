// One function per family of shapes that the grammar knows.
#pragma once

#include "load/markdown/reading.h"

namespace portolan::load {

/// Tables of ports, services, volumes, networks, variables, secrets, routes, limits, health checks; and comparison tables.
void read_table(Reading& reading, const Block& table, const Frame& frame);
/// "| Aspect | Development | Production |": each column is an environment.
bool is_comparison(const Block& table);
void read_comparison(Reading& reading, const Block& table, const Frame& frame);
/// Bullets with a bold or coded key, bullets of services, mapping lists, and nested ones.
void read_list(Reading& reading, const Block& list, const Frame& frame);
/// Claims in prose about exposure, order of start, networks and variables.
void read_sentences(Reading& reading, const Stretch& text, const Frame& frame);
/// A fence of any language: each reader below is asked. `above` is the block right above it, or nothing.
void read_fence(Reading& reading, const Block& fence, const Frame& frame, const Block* above);
/// A heading that counts: "Two compose files".
void read_title(Reading& reading, const Stretch& title, const Frame& frame);
/// A numbered list under a heading like "Start order": each of its services after those above it.
void read_start_list(Reading& reading, const Block& list, const Frame& frame);
/// `docker compose` calls in shell fences.
void read_commands(Reading& reading, const Block& fence, const Frame& frame);
/// … and in code spans: "run `docker compose ps`".
void read_inline_commands(Reading& reading, const Phrase& phrase, const Frame& frame);
/// Unlabelled fences: mapping lists ("postgres_data → /var/lib/postgresql/data") and lists of facts ("- Port: 8000").
void read_plain_fence(Reading& reading, const Block& fence, const Frame& frame);
/// Pieces of compose files. True when the fence holds some, whether or not they state anything.
bool read_fragments(Reading& reading, const Block& fence, const Frame& frame, const Block* above);
/// Boxes and arrows set as text. False when the fence is no diagram.
bool read_drawn_fence(Reading& reading, const Block& fence, const Frame& frame);
/// "browser → nginx:80 → web:8000" in a paragraph or bullet.
void read_flow(Reading& reading, const Phrase& phrase, const Frame& frame);
/// Files that links and code name.
void read_file_names(Reading& reading, const Phrase& phrase, const Frame& frame);

}  // namespace portolan::load
