// The world failed: ROOT is missing, the output is not writable, the disk is full, a template is broken.
#pragma once

#include <stdexcept>
#include <string>

namespace portolan {

/// Thrown anywhere, caught once, in `main`; exit code 2. Never thrown for what the user's files contain.
class Fatal : public std::runtime_error {
 public:
  explicit Fatal(const std::string& message) : std::runtime_error(message) {}
};

}  // namespace portolan
