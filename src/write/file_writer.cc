#include "write/file_writer.h"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <set>
#include <sstream>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <fmt/format.h>

#include "base/fatal.h"
#include "base/hash.h"

namespace portolan::write {

namespace fs = std::filesystem;

namespace {

// Names inside the published folder. The manifest says which files are ours; staging and journal exist only while a commit runs.
constexpr const char* manifest_name = ".portolan-manifest";
constexpr const char* journal_name = ".portolan-journal";
constexpr const char* staging_name = ".portolan-staging";

[[noreturn]] void fail(const fs::path& path, const std::string& reason) {
  throw Fatal(fmt::format("cannot write \"{}\": {}", path.generic_string(), reason));
}

std::string read_whole(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

void write_whole(const fs::path& path, std::string_view bytes) {
  const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (descriptor < 0) fail(path, std::strerror(errno));
  std::size_t done = 0;
  int error = 0;
  while (done < bytes.size() && error == 0) {
    const ssize_t put = ::write(descriptor, bytes.data() + done, bytes.size() - done);
    if (put >= 0) {
      done += static_cast<std::size_t>(put);
    } else if (errno != EINTR) {
      error = errno;
    }
  }
  if (::close(descriptor) != 0 && error == 0) error = errno;  // a full disk can show only here
  if (error != 0) fail(path, std::strerror(error));
}

void make_folders(const fs::path& path) {
  std::error_code error;
  fs::create_directories(path, error);
  if (error) fail(path, error.message());
}

std::set<std::string> read_lines(const fs::path& path) {
  std::set<std::string> lines;
  std::ifstream in(path, std::ios::binary);
  for (std::string line; std::getline(in, line);) lines.insert(line);
  return lines;
}

std::string join_lines(const std::set<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

bool same_bytes(const fs::path& path, std::string_view bytes) {
  std::error_code error;
  const auto size = fs::file_size(path, error);
  return !error && size == bytes.size() && read_whole(path) == bytes;
}

class DiskWriter final : public FileWriter {
 public:
  explicit DiskWriter(fs::path out) : out_(std::move(out)), staging_(out_ / staging_name) {
    created_ = !fs::exists(out_);
    make_folders(out_);
    lock();
    try {
      complete_journal();
      refuse_foreign_files();
      remove_staging();
      make_folders(staging_);
    } catch (...) {
      release();
      throw;
    }
    published_ = read_lines(out_ / manifest_name);
  }

  ~DiskWriter() override { release(); }

  void put(std::string_view path, std::string bytes) override {
    const std::string name(path);
    {
      const std::lock_guard guard(mutex_);
      if (!put_.insert(name).second) throw Fatal(fmt::format("two pages want to be \"{}\"", name));
    }
    if (same_bytes(out_ / name, bytes)) return;
    if (!published_.contains(name) && fs::exists(out_ / name)) {
      fail(out_ / name, "a file that portolan did not write stands there");
    }
    make_folders((staging_ / name).parent_path());
    write_whole(staging_ / name, bytes);
    const std::lock_guard guard(mutex_);
    staged_.insert(name);
  }

  WriteCounts commit() override {
    std::set<std::string> stale;
    std::set_difference(published_.begin(), published_.end(), put_.begin(), put_.end(), std::inserter(stale, stale.end()));
    WriteCounts counts{.written = staged_.size(), .unchanged = put_.size() - staged_.size(), .removed = stale.size()};
    write_whole(staging_ / manifest_name, join_lines(put_));
    std::string journal;
    for (const std::string& name : staged_) journal += "put " + name + "\n";
    for (const std::string& name : stale) journal += "remove " + name + "\n";
    // Renaming the journal in is the moment of no return: before it nothing has changed, after it the next run can finish.
    write_whole(staging_ / journal_name, journal);
    rename_in(staging_ / journal_name, out_ / journal_name);
    complete_journal();
    remove_staging();
    published_ = put_;
    created_ = false;
    return counts;
  }

 private:
  void lock() {
    descriptor_ = ::open(out_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor_ < 0) fail(out_, std::strerror(errno));
    if (::flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
      ::close(descriptor_);
      descriptor_ = -1;
      fail(out_, "another build is writing there");
    }
  }

  void release() noexcept {
    if (descriptor_ < 0) return;
    remove_staging();
    std::error_code ignored;
    if (created_) fs::remove(out_, ignored);  // only when empty: nothing was published
    ::close(descriptor_);
    descriptor_ = -1;
  }

  void remove_staging() noexcept {
    std::error_code ignored;
    fs::remove_all(staging_, ignored);
  }

  void refuse_foreign_files() const {
    if (fs::exists(out_ / manifest_name)) return;
    for (const fs::directory_entry& entry : fs::directory_iterator(out_)) {
      const std::string name = entry.path().filename().generic_string();
      if (name.starts_with('.')) continue;  // .gitignore, .gitkeep, our own staging
      fail(out_, fmt::format("it holds \"{}\", which portolan did not write; choose an empty folder", name));
    }
  }

  static void rename_in(const fs::path& from, const fs::path& to) {
    make_folders(to.parent_path());
    std::error_code error;
    fs::rename(from, to, error);
    if (error) fail(to, error.message());
  }

  /// Carries out the journal of this or of an interrupted run. Each step may have been done already.
  void complete_journal() {
    if (!fs::exists(out_ / journal_name)) return;
    std::ifstream in(out_ / journal_name, std::ios::binary);
    for (std::string line; std::getline(in, line);) {
      if (line.starts_with("put ")) {
        const std::string name = line.substr(4);
        if (fs::exists(staging_ / name)) rename_in(staging_ / name, out_ / name);
      } else if (line.starts_with("remove ")) {
        remove_file(line.substr(7));
      }
    }
    if (fs::exists(staging_ / manifest_name)) rename_in(staging_ / manifest_name, out_ / manifest_name);
    std::error_code error;
    fs::remove(out_ / journal_name, error);
    if (error) fail(out_ / journal_name, error.message());
  }

  void remove_file(const std::string& name) const {
    std::error_code error;
    fs::remove(out_ / name, error);
    if (error) fail(out_ / name, error.message());
    // Folders that became empty go with their last file.
    for (fs::path folder = (out_ / name).parent_path(); folder != out_; folder = folder.parent_path()) {
      if (!fs::is_empty(folder, error) || error || !fs::remove(folder, error)) break;
    }
  }

  fs::path out_, staging_;
  int descriptor_ = -1;
  bool created_ = false;
  std::set<std::string> published_;
  std::mutex mutex_;  // guards put_ and staged_
  std::set<std::string> put_, staged_;
};

class MemoryWriter final : public FileWriter {
 public:
  explicit MemoryWriter(std::map<std::string, std::string>& files) : files_(files) {}

  void put(std::string_view path, std::string bytes) override {
    const std::lock_guard guard(mutex_);
    if (!staged_.emplace(std::string(path), std::move(bytes)).second) throw Fatal(fmt::format("two pages want to be \"{}\"", path));
  }

  WriteCounts commit() override {
    WriteCounts counts;
    for (const auto& [path, bytes] : staged_) {
      const auto old = files_.find(path);
      (old != files_.end() && old->second == bytes ? counts.unchanged : counts.written) += 1;
    }
    for (const auto& [path, bytes] : files_) counts.removed += staged_.contains(path) ? 0 : 1;
    files_ = std::move(staged_);
    return counts;
  }

 private:
  std::map<std::string, std::string>& files_;
  std::mutex mutex_;
  std::map<std::string, std::string> staged_;
};

}  // namespace

std::unique_ptr<FileWriter> make_disk_writer(const std::string& out) {
  std::error_code error;
  const fs::path path = fs::absolute(out, error).lexically_normal();
  if (fs::exists(path, error) && !fs::is_directory(path, error)) throw Fatal(fmt::format("cannot write to \"{}\": it is no folder", out));
  try {
    return std::make_unique<DiskWriter>(path.has_filename() ? path : path.parent_path());
  } catch (const fs::filesystem_error& failure) {
    throw Fatal(fmt::format("cannot write to \"{}\": {}", out, failure.code().message()));
  }
}

std::unique_ptr<FileWriter> make_memory_writer(std::map<std::string, std::string>& files) { return std::make_unique<MemoryWriter>(files); }

}  // namespace portolan::write
