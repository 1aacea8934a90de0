// What the files say of one service, as rows of key, value and place.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/finding.h"
#include "model/stack.h"
#include "render/facts/masking.h"

namespace portolan::render {

struct FactRow {
  std::string key;                  ///< "Restart"
  std::vector<std::string> values;  ///< lines; for output, masked
  enum class Form { words, code } form = Form::words;
  Span span;                        ///< where the file says so
};

/// Rows that the service has something to say for, in the order of a page. Ports, mounts, variables and the health check have their own
/// tables and are not among them.
std::vector<FactRow> list_facts(const Stack& stack, const Service& service, const Masking& masking);

/// "postgres:15-alpine", or "build: ./backend, stage runtime → python:3.11-slim".
std::string image_text(const Stack& stack, const Service& service, const Masking& masking);

struct VariableFact {
  std::string name;
  std::string value;   ///< as it may be shown
  std::string origin;  ///< "compose", "env file"
  bool secret = false;
  Span span;
};

/// By source order; of a name that is set twice the one that the container sees.
std::vector<VariableFact> list_variables(const Service& service, const Masking& masking);

/// "postgres_data", "./nginx (folder of the host)", "anonymous volume", "in memory".
std::string mount_source_text(const Mount& mount);

/// "db:5432": how other services address it; none when no port is known.
std::vector<std::string> inside_addresses(const Stack& stack, const Service& service);

/// "every 30s, gives up a try after 10s, unhealthy after 3 failures, first 40s do not count": Docker's defaults where nothing is said.
std::string timing_text(const HealthCheck& check);

}  // namespace portolan::render
