#include "load/markdown/sentences/families.h"

namespace portolan::load {

bool read_read_only(const Said& said, const Subject& subject) {
  Clause& clause = said.clause;
  if (subject.bare || subject.kind == Subject::Kind::none || subject.kind == Subject::Kind::only) return false;
  const auto add = [&](const std::optional<Spanned<std::string>>& path) {
    for (const Spanned<std::string>& service : subject.services) said.add(ReadOnly{.service = service, .path = path});
    return true;
  };
  if (clause.eat_any({"has a read-only file system", "has a read-only filesystem", "has a read-only root file system", "has a read-only root filesystem", "have read-only file systems",
                      "have a read-only file system", "have a read-only root filesystem", "have read-only root filesystems", "runs read-only", "run read-only", "is read-only", "are read-only",
                      "runs with a read-only file system", "runs with a read-only filesystem", "runs with a read-only root file system", "runs with a read-only root filesystem",
                      "run with a read-only file system", "run with a read-only filesystem", "run with a read-only root filesystem"})) {
    return clause.closes() && clause.next() != "to" && clause.next() != "for" && add(std::nullopt);
  }
  if (!clause.eat_any({"mounts", "mount"})) return false;
  const auto path = clause.code();
  return path && clause.eat_any({"read-only", "read only", "in read-only mode", "as read-only", "read-only mode"}) && clause.closes() && add(path);
}

bool read_read_only_mount(const Said& said) {
  Clause& clause = said.clause;
  if (clause.eat_any({"the file system of", "the filesystem of", "the root file system of", "the root filesystem of"})) {
    const Services services = clause.services();
    if (services.empty() || !clause.eat_any({"is read-only", "is mounted read-only", "are read-only"})) return false;
    for (const Spanned<std::string>& service : services) said.add(ReadOnly{.service = service});
    return true;
  }
  clause.eat("the");
  clause.eat_any({"file", "folder", "directory", "volume", "configuration", "config"});
  const auto path = clause.code();
  if (!path || path->value.find(' ') != std::string::npos) return false;
  clause.eat_any({"file", "folder", "directory", "volume"});
  clause.eat_any({"is", "are", "will be", "should be", "must be", "gets"});
  clause.eat("mounted");
  Spanned<std::string> service;
  const auto eat_goal = [&] {
    const std::size_t before = clause.at();
    if (!clause.eat_any({"into", "in", "by", "inside"})) return;
    const Services services = clause.services();
    if (services.size() == 1) service = services.front();
    if (services.size() != 1) clause.go_to(before);
  };
  eat_goal();
  if (!clause.eat_any({"read-only", "read only", "in read-only mode", "as read-only"})) return false;
  if (service.value.empty()) eat_goal();
  if (!clause.closes() || clause.next() == "to" || clause.next() == "for") return false;
  if (service.value.empty() && said.frame.services.size() == 1) service = said.frame.services.front();
  return said.add(ReadOnly{.service = service, .path = path});
}

}  // namespace portolan::load
