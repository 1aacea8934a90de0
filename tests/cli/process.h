// Runs the built program as a user would, and looks at what it left behind.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace portolan::test {

struct Outcome {
  int code = -1;  ///< exit status; 128 + signal when it was killed
  std::string out, err;
};

/// Runs `portolan ARGUMENTS…` in `folder`, with a time limit of `seconds` (then the code is 124).
Outcome run_portolan(const std::vector<std::string>& arguments, const std::filesystem::path& folder = std::filesystem::current_path(), int seconds = 60);

/// A folder of its own below the temporary folder, gone at the end of the test.
class Scratch {
 public:
  Scratch();
  ~Scratch();
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;

  const std::filesystem::path& path() const { return path_; }
  void write(std::string_view name, std::string_view bytes) const;

 private:
  std::filesystem::path path_;
};

/// Path → bytes of every file below `folder`.
std::map<std::string, std::string> read_tree(const std::filesystem::path& folder);

}  // namespace portolan::test
