// How the documents were read: what each statement was taken for, and what was not understood.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/source_map.h"
#include "model/finding.h"
#include "model/stack.h"

namespace portolan::write {

enum class ReadPlaces { all, not_understood };

/// What of the handbook is asked for; empty texts: all of it.
struct ClaimsFilter {
  std::string stack = {};
  std::string plan = {};  ///< path of one document, relative to ROOT
  ReadPlaces places = ReadPlaces::all;
};

struct ClaimsInput {
  const Handbook& handbook;
  const std::vector<StackReport>& reports;  ///< parallel to handbook.stacks
  const SourceMap& sources;
  ClaimsFilter filter = {};
};

/// A statement and what became of it, or a place that was not understood (`statement` is null).
struct ReadPlace {
  Span span;                             ///< in the document itself
  const Statement* statement = nullptr;
  const Claim* claim = nullptr;          ///< null in documents of no stack, which nothing can prove
};

struct ReadingCounts {
  std::size_t read = 0, unread = 0, fragments = 0, drawings = 0;
  std::map<Modality, std::size_t> modalities = {};
  std::map<Outcome, std::size_t> outcomes = {};
  std::map<std::string_view, std::size_t> kinds = {};

  void add(const ReadingCounts& other);
};

/// One document with all its places in their order.
struct ReadDocument {
  const Plan* plan = nullptr;
  const Stack* stack = nullptr;  ///< null for documents of no stack
  std::vector<ReadPlace> places;
  ReadingCounts counts;
};

/// Sorted by path. Counts are of the whole document, places those that the filter asks for.
std::vector<ReadDocument> read_documents(const ClaimsInput& input);

struct ClaimsFormat {
  std::string_view name;  ///< "text", "json"
  std::string (*write)(const ClaimsInput& input);
};

/// Alphabetical.
const std::vector<ClaimsFormat>& claims_formats();

/// `FILE:LINE:COLUMN  kind  what was understood  scope  modality  verdict`, one line each; then what each document gave, and all of them.
std::string write_claims_text(const ClaimsInput& input);
/// The entries of the report of findings, with what was understood, "service", "scope", "modality_words" and "reason"; then "unread".
std::string write_claims_json(const ClaimsInput& input);

/// "own_words", "table_column", "heading", "compose_file" or "document": what decided for which environments a statement is meant.
std::string_view name_of(Scope::Source source);

}  // namespace portolan::write
