// What documents call whoever calls a stack from outside.
#pragma once

#include <string_view>

namespace portolan {

enum class Outside {
  none,      ///< not outside: a service, or anything
  caller,    ///< "browser", "client": on this machine or another one
  internet,  ///< "internet", "public": other machines
};

/// Of words in lower case, without articles: "browser", "web client", "internet users".
Outside outside_of(std::string_view words);

}  // namespace portolan
