// A statement for each leaf of a fragment.
#pragma once

#include <set>
#include <string>

#include "load/compose/attributes.h"
#include "load/markdown/reading.h"
#include "model/fragment.h"

namespace portolan::load {

/// Facts of their own type where one fits exactly, SetsKey for everything else. Values that the document leaves open give keys without values.
class Speaker {
 public:
  explicit Speaker(Reading& reading) : reading_(reading) {}

  void speak(const Fragment& fragment);

 private:
  using Text = Spanned<std::string>;
  using Path = std::vector<Text>;

  void say(Fact fact, const Span& place);
  void say_exists(const Text& service);
  void say_services(const Value& services);
  void say_service(const Text& service, const Value& body);
  void say_resources(const Text& part, const Value& resources);
  void say_network(const Text& name, const Value& body);
  void say_key(const Text& service, const Entry& entry);
  void say_image(const Text& service, const Entry& entry);
  void say_restart(const Text& service, const Entry& entry);
  void say_port(const Text& service, const Text& key, const Value& item);
  void say_mount(const Text& service, const Text& key, const Value& item);
  void say_networks(const Text& service, const Entry& entry);
  void say_dependencies(const Text& service, const Entry& entry);
  void say_environment(const Text& service, const Value& value);
  void say_health(const Text& service, const Entry& entry);
  void say_grants(const Text& service, const Entry& entry);
  void say_memory(const Text& service, const Path& path, const Value& value);
  /// SetsKey for `value` and all below it.
  void say_leaves(const Text& service, const Path& path, const Value& value, const Shape* shape);
  void say_items(const Text& service, const Path& path, const Value& list, const Shape& shape);
  void say_set(const Text& service, Path path, std::optional<Text> value, const Span& place);

  Reading& reading_;
  Frame frame_{};
  std::string group_{};
  std::set<std::string> existing_{};  ///< services of which a document has said in the same scope that they are there
};

}  // namespace portolan::load
