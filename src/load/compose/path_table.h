// Rules for places of a model, written as patterns: "services.*.ports". Walks skip what no pattern can reach.
#pragma once

#include <initializer_list>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/text.h"

namespace portolan::load {

/// A tree of path parts; `*` stands for any key and for any item of a list. An exact part goes before `*`.
template <class Rule>
class PathTable {
 public:
  struct Node {
    std::map<std::string, std::unique_ptr<Node>, std::less<>> parts;
    std::optional<Rule> rule;

    /// Where a key (or, with "*", an item) leads; nothing when no pattern goes on there.
    const Node* step(std::string_view key) const {
      auto found = parts.find(key);
      if (found == parts.end()) found = parts.find(std::string_view("*"));
      return found == parts.end() ? nullptr : found->second.get();
    }
  };

  PathTable(std::initializer_list<std::pair<std::string_view, Rule>> rows) {
    for (const auto& [pattern, rule] : rows) {
      Node* node = &root_;
      for (const std::string_view part : split(pattern, '.')) {
        auto& next = node->parts[std::string(part)];
        if (!next) next = std::make_unique<Node>();
        node = next.get();
      }
      node->rule = rule;
    }
  }

  const Node* root() const { return &root_; }

 private:
  Node root_;
};

}  // namespace portolan::load
