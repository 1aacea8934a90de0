#include "base/file_reader.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <memory>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fmt/format.h>

#include "base/fatal.h"

namespace portolan {

namespace fs = std::filesystem;

void FileReader::record(std::string_view path) {
  const std::lock_guard lock(mutex_);
  probed_.insert(normal_path(path));
}

Expected<std::string> FileReader::read(std::string_view path) {
  record(path);
  return do_read(normal_path(path));
}

FileKind FileReader::kind(std::string_view path) {
  record(path);
  return do_kind(normal_path(path));
}

std::vector<DirectoryEntry> FileReader::list(std::string_view path) {
  record(path);
  std::vector<DirectoryEntry> entries = do_list(normal_path(path));
  std::sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  return entries;
}

std::vector<std::string> FileReader::probed() const {
  const std::lock_guard lock(mutex_);
  return {probed_.begin(), probed_.end()};
}

std::string normal_path(std::string_view path) {
  std::string text = fs::path(path).lexically_normal().generic_string();
  if (text == ".") return "";
  while (text.size() > 1 && text.back() == '/') text.pop_back();
  return text;
}

std::string join_path(std::string_view folder, std::string_view name) {
  return normal_path((fs::path(folder) / fs::path(name)).generic_string());
}

std::string folder_of(std::string_view path) { return fs::path(path).parent_path().generic_string(); }

std::string file_name_of(std::string_view path) { return fs::path(path).filename().generic_string(); }

namespace {

class DiskReader final : public FileReader {
 public:
  explicit DiskReader(fs::path root) : root_(std::move(root)) {}

  std::string root_name() const override { return root_.filename().generic_string(); }
  std::string root_path() const override { return root_.generic_string(); }

 private:
  fs::path full(const std::string& path) const { return path.empty() ? root_ : root_ / path; }

  Expected<std::string> do_read(const std::string& path) override {
    // O_NONBLOCK: a named pipe must not hold the build for ever; only regular files are read.
    const int descriptor = ::open(full(path).c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0) return unexpected(reason_of(errno));
    const std::unique_ptr<const int, void (*)(const int*)> closer(&descriptor, [](const int* d) { ::close(*d); });
    struct stat status {};
    if (::fstat(descriptor, &status) != 0) return unexpected(reason_of(errno));
    if (S_ISDIR(status.st_mode)) return unexpected("is a folder");
    if (!S_ISREG(status.st_mode)) return unexpected("is no regular file");
    if (static_cast<std::size_t>(status.st_size) > largest_source) {
      return unexpected(fmt::format("larger than {} MiB", largest_source >> 20));
    }
    std::string bytes(static_cast<std::size_t>(status.st_size), '\0');
    std::size_t filled = 0;
    while (filled < bytes.size()) {
      const ssize_t got = ::read(descriptor, bytes.data() + filled, bytes.size() - filled);
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) return unexpected(reason_of(errno));
      if (got == 0) break;
      filled += static_cast<std::size_t>(got);
    }
    bytes.resize(filled);
    return bytes;
  }

  FileKind do_kind(const std::string& path) override {
    std::error_code error;
    const fs::file_status status = fs::status(full(path), error);
    // A link that leads to itself is there, although nothing can be read from it.
    if (error == std::errc::too_many_symbolic_link_levels) return FileKind::other;
    if (error || !fs::exists(status)) return FileKind::absent;
    if (fs::is_directory(status)) return FileKind::folder;
    return fs::is_regular_file(status) ? FileKind::file : FileKind::other;
  }

  std::vector<DirectoryEntry> do_list(const std::string& path) override {
    std::vector<DirectoryEntry> entries;
    std::error_code error;
    for (fs::directory_iterator it(full(path), error), end; !error && it != end; it.increment(error)) {
      std::error_code ignored;
      // A link to a folder is not followed: it may lead out of the root or around in a circle.
      const bool linked_folder = it->is_symlink(ignored) && it->is_directory(ignored);
      const FileKind kind = linked_folder                    ? FileKind::other
                            : it->is_directory(ignored)      ? FileKind::folder
                            : it->is_regular_file(ignored)   ? FileKind::file
                                                             : FileKind::other;
      entries.push_back({it->path().filename().generic_string(), kind});
    }
    return entries;
  }

  static std::string reason_of(int code) {
    if (code == ENOENT || code == ENOTDIR) return "no such file";
    if (code == EACCES || code == EPERM) return "permission denied";
    std::string text = std::strerror(code);
    if (!text.empty() && text[0] >= 'A' && text[0] <= 'Z') text[0] = static_cast<char>(text[0] - 'A' + 'a');
    return text;
  }

  fs::path root_;
};

class MemoryReader final : public FileReader {
 public:
  MemoryReader(std::map<std::string, std::string> files, std::string name) : name_(std::move(name)) {
    for (auto& [path, bytes] : files) files_[normal_path(path)] = std::move(bytes);
  }

  std::string root_name() const override { return name_; }
  std::string root_path() const override { return "/" + name_; }

 private:
  static std::string folder_prefix(const std::string& path) { return path.empty() ? "" : path + "/"; }

  Expected<std::string> do_read(const std::string& path) override {
    const auto found = files_.find(path);
    if (found == files_.end()) return unexpected(do_kind(path) == FileKind::folder ? "is a folder" : "no such file");
    if (found->second.size() > largest_source) return unexpected(fmt::format("larger than {} MiB", largest_source >> 20));
    return found->second;
  }

  FileKind do_kind(const std::string& path) override {
    if (files_.contains(path)) return FileKind::file;
    const std::string prefix = folder_prefix(path);
    const auto next = files_.lower_bound(prefix);
    return next != files_.end() && next->first.starts_with(prefix) ? FileKind::folder : FileKind::absent;
  }

  std::vector<DirectoryEntry> do_list(const std::string& path) override {
    std::vector<DirectoryEntry> entries;
    const std::string prefix = folder_prefix(path);
    for (auto it = files_.lower_bound(prefix); it != files_.end() && it->first.starts_with(prefix); ++it) {
      const std::string rest = it->first.substr(prefix.size());
      const std::size_t slash = rest.find('/');
      const std::string name = rest.substr(0, slash);
      if (!entries.empty() && entries.back().name == name) continue;
      entries.push_back({name, slash == std::string::npos ? FileKind::file : FileKind::folder});
    }
    return entries;
  }

  std::map<std::string, std::string> files_;
  std::string name_;
};

}  // namespace

std::unique_ptr<FileReader> make_disk_reader(const std::string& root) {
  std::error_code error;
  const fs::path path = fs::canonical(root, error);
  if (error) throw Fatal(fmt::format("cannot read folder \"{}\": no such folder", root));
  if (!fs::is_directory(path, error)) throw Fatal(fmt::format("cannot read \"{}\": it is no folder", root));
  const fs::directory_iterator listing(path, error);
  if (error) throw Fatal(fmt::format("cannot read folder \"{}\": permission denied", root));
  return std::make_unique<DiskReader>(path);
}

std::unique_ptr<FileReader> make_memory_reader(std::map<std::string, std::string> files, std::string root_name) {
  return std::make_unique<MemoryReader>(std::move(files), std::move(root_name));
}

}  // namespace portolan
