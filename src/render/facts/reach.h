// The reachability matrix: who can open a connection to whom, by service or by group of services.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "check/reachability.h"
#include "model/stack.h"

namespace portolan::render {

struct ReachCell {
  enum class Kind { itself, reaches, no_port, cannot } kind = Kind::cannot;  ///< no_port: a way is there, but no port is known
  std::string address;                ///< "db:5432", ":80 :443", "out"; "" when there is none to name
  std::vector<std::string> networks;  ///< the networks that lead there
};

/// One service, or several with the same networks and therefore the same reach.
struct ReachGroup {
  std::string name;                    ///< the service's, or "12 services on backend"
  std::vector<const Service*> services;
};

/// Cells are [from][to]; the last column of a row is the way out to the internet. Rows after the groups: this machine, other machines.
struct ReachMatrix {
  std::vector<ReachGroup> groups;
  std::vector<std::vector<ReachCell>> between;
  std::vector<ReachCell> out;            ///< of each group
  std::vector<ReachCell> from_host;      ///< to each group
  std::vector<ReachCell> from_outside;   ///< to each group
  bool collapsed = false;                ///< groups hold several services each
  bool too_large = false;                ///< even collapsed it has too many rows to be read: no cells
};

/// Above this many services they are put together by their networks.
inline constexpr std::size_t most_rows_of_matrix = 30;

ReachMatrix build_matrix(const Stack& stack, const Environment& environment);

/// A service whose data every other service could ask for, though the files say that only some need it.
struct OpenStore {
  const Service* store = nullptr;
  std::vector<const Service*> needed_by;
  std::vector<const Service*> others;  ///< reach it, but do not say that they need it
};

/// Every service reaches every other one, and there are at least three.
bool is_flat(const Environment& environment, const check::Reachability& reach);
/// Databases and caches that services reach which do not depend on them.
std::vector<OpenStore> find_open_stores(const Stack& stack, const Environment& environment, const check::Reachability& reach);

}  // namespace portolan::render
