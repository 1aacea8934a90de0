#include "model/outside.h"

#include <algorithm>
#include <iterator>

namespace portolan {

Outside outside_of(std::string_view words) {
  // Sorted.
  constexpr std::string_view callers[] = {"browser", "browsers", "caller", "client", "client browser", "clients", "curl", "developer", "end user", "end users", "host",
                                          "host machine", "http client", "http clients", "localhost", "the browser", "user", "user browser", "user's browser", "users", "visitor", "visitors",
                                          "web browser", "web browsers", "web client", "web clients", "your browser", "your machine"};
  constexpr std::string_view internet[] = {"external traffic", "external users", "inbound traffic", "internet", "internet users", "outside", "outside world", "public",
                                           "public internet", "public traffic", "the internet", "the outside", "the world", "world", "www"};
  if (std::binary_search(std::begin(callers), std::end(callers), words)) return Outside::caller;
  if (std::binary_search(std::begin(internet), std::end(internet), words)) return Outside::internet;
  return Outside::none;
}

}  // namespace portolan
