#include "tests/cli/process.h"
#include "tests/source_tree.h"

#include <cstdlib>
#include <fstream>
#include <sstream>

#include <sys/wait.h>

#include <fmt/format.h>

namespace portolan::test {

namespace fs = std::filesystem;

static std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

static std::string quoted(const std::string& text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

Outcome run_portolan(const std::vector<std::string>& arguments, const fs::path& folder, int seconds) {
  const Scratch scratch;
  const fs::path out = scratch.path() / "out", err = scratch.path() / "err";
  std::string command = fmt::format("cd {} && timeout {} {}", quoted(folder.generic_string()), seconds, quoted(binary()));
  for (const std::string& argument : arguments) command += " " + quoted(argument);
  command += fmt::format(" >{} 2>{} </dev/null", quoted(out.generic_string()), quoted(err.generic_string()));
  const int status = std::system(command.c_str());
  const int code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return {.code = code, .out = read_file(out), .err = read_file(err)};
}

Scratch::Scratch() {
  std::string name = (fs::temp_directory_path() / "portolan-test-XXXXXX").generic_string();
  path_ = ::mkdtemp(name.data());
}

Scratch::~Scratch() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

void Scratch::write(std::string_view name, std::string_view bytes) const {
  const fs::path path = path_ / name;
  fs::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << bytes;
}

std::map<std::string, std::string> read_tree(const fs::path& folder) {
  std::map<std::string, std::string> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) files[entry.path().lexically_relative(folder).generic_string()] = read_file(entry.path());
  }
  return files;
}

}  // namespace portolan::test
