// How load reads: through this small interface, so that every test runs on text and every asked-for path is known.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/expected.h"

namespace portolan {

enum class FileKind { absent, file, folder, other };

struct DirectoryEntry {
  std::string name;
  FileKind kind = FileKind::file;
};

/// Paths are relative to the reader's root, with forward slashes ("" is the root itself); absolute paths and `..` are allowed and
/// mean what they mean on the disk. Every path that was asked for is recorded, absent ones too.
class FileReader {
 public:
  virtual ~FileReader() = default;

  /// The bytes, or why there are none: "no such file", "permission denied", "is a folder", "larger than 8 MiB".
  Expected<std::string> read(std::string_view path);
  FileKind kind(std::string_view path);
  /// Sorted by name; empty for what is no folder.
  std::vector<DirectoryEntry> list(std::string_view path);
  /// Sorted, each once.
  std::vector<std::string> probed() const;
  /// The name of the root folder itself, without its parents ("" when it has none): the default project name.
  virtual std::string root_name() const = 0;
  /// The root as an absolute path, for `portolan config` alone, which prints absolute paths like the tool it stands in for.
  virtual std::string root_path() const = 0;

 private:
  virtual Expected<std::string> do_read(const std::string& path) = 0;
  virtual FileKind do_kind(const std::string& path) = 0;
  virtual std::vector<DirectoryEntry> do_list(const std::string& path) = 0;
  void record(std::string_view path);

  mutable std::mutex mutex_;
  std::set<std::string, std::less<>> probed_;
};

/// Files of more bytes are refused: no real plan or compose file comes near it.
inline constexpr std::size_t largest_source = 8u << 20;

/// Reads below `root`. Throws Fatal when `root` is no folder that can be listed.
std::unique_ptr<FileReader> make_disk_reader(const std::string& root);
/// `files` maps paths to bytes; folders follow from the paths. `root_name` is the name of the pretended root.
std::unique_ptr<FileReader> make_memory_reader(std::map<std::string, std::string> files, std::string root_name = "project");

/// Lexical: "a/./b/../c" → "a/c"; keeps leading ".."; "" for the root itself.
std::string normal_path(std::string_view path);
/// `name` seen from the folder `folder` (both as the reader takes them).
std::string join_path(std::string_view folder, std::string_view name);
/// "a/b/c.yml" → "a/b"; "" when there is no folder part.
std::string folder_of(std::string_view path);
std::string file_name_of(std::string_view path);

}  // namespace portolan
