// The words that say for which environment a statement is meant, and whether it is meant as fact.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "load/markdown/phrase.h"
#include "model/statement.h"

namespace portolan::load {

/// What a heading, a label or a column's header says: compose files when it names some ("docker-compose.dev.yml"), else phrases ("Full production").
std::vector<Spanned<std::string>> environments_of_heading(const Stretch& heading);
/// Phrases like "in development", "production only", "(full production)" inside a sentence or cell. "development server" names no environment.
std::vector<Spanned<std::string>> environments_in_words(const Stretch& words);

struct Mood {
  Modality modality = Modality::stated;
  Spanned<std::string> words{};
};

/// The first word of doubt, by strength: planned, historical, alternative, optional, example.
Mood mood_of(const Stretch& words);
/// The same where prose explains a thing: only words that speak of the thing itself, "optional" or "not yet". "any page may call it" doubts nothing.
Mood mood_of_remark(const Stretch& words);
/// The same for headings, which hold single words: "Future improvements", "Optional".
Mood mood_of_heading(const Stretch& heading);

}  // namespace portolan::load
