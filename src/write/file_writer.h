// How write writes: through this small interface, so that every test runs on memory.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace portolan::write {

struct WriteCounts {
  std::size_t written = 0, unchanged = 0, removed = 0;
};

/// One publication of a folder: files are put, then `commit` makes them all visible; without it nothing has changed.
/// `put` may be called from several threads.
class FileWriter {
 public:
  virtual ~FileWriter() = default;

  virtual void put(std::string_view path, std::string bytes) = 0;
  /// Puts changed files in place, removes files of the last publication that were not put again. Throws Fatal when the world fails; then the old files stay.
  virtual WriteCounts commit() = 0;
};

/// Publishes into the folder `out`. Staging lies beside the files on the same file system; a journal lets the next run complete an interrupted commit.
/// Throws Fatal when `out` holds files that no publication put there ("refusing to overwrite"), or is not writable.
std::unique_ptr<FileWriter> make_disk_writer(const std::string& out);
std::unique_ptr<FileWriter> make_memory_writer(std::map<std::string, std::string>& files);

}  // namespace portolan::write
