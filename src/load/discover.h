// Which files form which stack: zero configuration, by names and places; YAML files of other names are opened to see what they are.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/file_reader.h"
#include "model/companion.h"

namespace portolan::load {

/// Paths are as the reader takes them, sorted.
struct FoundStack {
  std::string name;
  std::string folder;
  std::string reason;
  std::vector<std::string> compose_files;
  std::vector<std::string> other_files{};  ///< compose files by what they hold: used where a document says how they are started
  std::vector<std::string> documents;
  std::vector<std::string> dockerfiles;
  std::vector<std::string> proxies;
  std::vector<std::string> env_templates;
  PathInventory paths;
};

/// A file or folder that could have been read and was not, for `-v`.
struct LeftOut {
  std::string stack{};  ///< name of its stack; "" for none
  std::string path{};
  std::string reason{};
};

struct Discovery {
  std::vector<FoundStack> stacks;   ///< sorted by name
  std::vector<std::string> guide;   ///< documents of no stack
  PathInventory tree{};             ///< all files and folders that were looked at
  std::vector<LeftOut> left_out{};  ///< of no stack, sorted by path
  bool complete = true;             ///< false when ROOT holds more entries than are looked at
};

/// Entries of ROOT that are looked at, and levels of folders below it.
inline constexpr std::size_t most_entries = 20'000;
inline constexpr int deepest_folder = 6;

Discovery discover(FileReader& reader);
/// A stack of everything below `folder` that belongs to no other stack; without a name.
FoundStack gather_stack(const Discovery& discovery, const std::string& folder);
/// Folder names; where two are equal, with the folders above. Sorts by name.
void name_stacks(std::vector<FoundStack>& stacks, const std::string& root_name);

/// Markdown that says something of its own about a project: no licence, no change log.
bool is_document(std::string_view path);
/// Whether discovery looks into all folders on the way to `path` (below ROOT).
bool is_looked_at(std::string_view path);

bool is_compose_file(std::string_view name);
/// The words between the convention's name and the ending: "docker-compose.dev.yml" → {"dev"}; none for a base file.
std::vector<std::string> qualifiers_of(std::string_view compose_file_name);

/// "Caddyfile", "Caddyfile.prod", "site.caddyfile", in any case.
bool is_caddyfile(std::string_view path);

}  // namespace portolan::load
