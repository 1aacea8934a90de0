// What a newcomer must do before and after `up`: ports to free, files and secrets to make, addresses to open.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "model/finding.h"
#include "model/stack.h"
#include "render/facts/masking.h"
#include "render/facts/plan_commands.h"

namespace portolan::render {

struct CopyStep {
  std::string from, to;  ///< relative to the stack's folder
};

struct SecretStep {
  std::string name;
  std::string file;                   ///< relative to the stack's folder; "" when a variable of the shell gives it
  std::string variable;
  std::vector<std::string> services;  ///< that read it
};

struct OpenStep {
  std::string url;      ///< "http://localhost:8000"; "" for what no browser shows
  std::string address;  ///< "localhost:5433"
  std::string service;
  std::string speaks;   ///< "PostgreSQL"
  Span span;
};

struct GettingStarted {
  std::size_t environment = 0;
  std::vector<std::string> host_ports;      ///< TCP, ascending, each once; ranges as "8000-8010"
  std::vector<PlanCommand> plan_steps;      ///< what a plan says to do once before, in its order
  std::vector<CopyStep> copies;             ///< templates whose target does not exist, as far as the plan's steps do not copy them
  std::vector<SecretStep> secrets;          ///< that do not exist
  std::vector<std::string> variables;       ///< required, and set nowhere
  std::string start;                        ///< one command
  std::vector<OpenStep> opens;
  bool builds = false;
};

/// The environment to start with: development, else the first that could be read. Nothing for a stack without one.
std::optional<GettingStarted> getting_started(const Stack& stack, const StackReport& report, const SourceMap& sources);

/// ".env.example" → ".env", "db.env.sample" → "db.env"; "" when the name does not say.
std::string copy_target(std::string_view path);

}  // namespace portolan::render
