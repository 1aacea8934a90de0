// `portolan config`: the resolved Compose model, in the shape of the tool that people compare it with.
#pragma once

#include <map>
#include <ostream>
#include <string>
#include <vector>

#include "base/file_reader.h"

namespace portolan::cli {

enum class ConfigFormat { json, yaml };

/// What the command line asked for; the fields are named after the options.
struct ConfigRequest {
  std::vector<std::string> files = {};              ///< -f, in order; empty: found by convention in the folder and its parents
  std::string project_name = {};                    ///< -p
  std::string project_directory = {};               ///< --project-directory
  std::vector<std::string> env_files = {};          ///< --env-file
  std::vector<std::string> profiles = {};           ///< --profile
  std::vector<std::string> services = {};           ///< positional: these and what they depend on; empty: all
  std::map<std::string, std::string> process = {};  ///< the environment of this process: `config` answers for the shell it runs in
  ConfigFormat format = ConfigFormat::yaml;
  bool all_resources = false;
  bool no_interpolate = false;
  bool no_consistency = false;
  bool no_env_resolution = false;
  bool origins = false;                        ///< --origins: where each value comes from; as comments in YAML, as {"model", "origins"} in JSON
};

/// Reads through `reader` (rooted at the current folder), prints the model on `out` and every problem as one located line on `err`.
/// Returns 0, or 1 when the files are wrong. Throws Fatal when it could not run: no file was named and none was found.
int run_config(const ConfigRequest& request, FileReader& reader, std::ostream& out, std::ostream& err);

}  // namespace portolan::cli
