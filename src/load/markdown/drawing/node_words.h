// What the words of a diagram's node name: services, the outside, ports.
#pragma once

#include <vector>

#include "load/markdown/reading.h"
#include "model/outside.h"

namespace portolan::load {

/// A port as it is written: "8000", or "5433:5432".
struct WrittenPort {
  Spanned<int> port{};                    ///< of the container when both are written, else of a side that is not said
  std::optional<Spanned<int>> host{};
};

struct NodeWords {
  std::vector<Spanned<std::string>> services{};  ///< that the words name, and nothing else
  Spanned<std::string> outside{};                ///< "browser"; empty for none
  std::vector<WrittenPort> ports{};              ///< "Nginx:80", "Frontend (web-network:3000)"
  Spanned<std::string> network{};                ///< "web-network" of the latter; empty for none
  Stretch remark{};                              ///< inside the brackets; its phrase is null for none

  bool named() const { return !services.empty() || !outside.value.empty(); }
};

/// "nginx", "Web (Gunicorn)", "`backend:8000`", "worker, beat", "PostgreSQL database", "1. Client browser". Words that say anything else name nothing.
NodeWords read_node_words(const Reading& reading, const Stretch& words);

/// A text that is nothing but ports: "8000", ":3000", "80/443", "80, 443", "5433:5432", "HTTP :80", "port 8080". Empty for another one.
std::vector<WrittenPort> ports_alone(const Stretch& words);

}  // namespace portolan::load
