// The small phases, each a function over the model.
#pragma once

#include "load/compose/loader.h"

namespace portolan::load {

/// What the specification fills in where nothing is said: build contexts, kinds of mounts, numbers of devices.
void set_defaults(Loader& loader, const Scope& scope, Value& model);
/// Rules that the schema cannot express: two sources of a secret, an external volume with a driver, a bind mount without a source.
void validate(Loader& loader, const Scope& scope, Value& model);
/// Variables without a value take it from where the file stands.
void resolve_bare_variables(Loader& loader, const Scope& scope, Value& model);
/// Names of resources, the default network, dependencies that follow from other keys.
void normalise(Loader& loader, const Scope& scope, Value& model);
/// Leaves out services whose profiles are off.
void select_profiles(Loader& loader, const Scope& scope, Value& model);
/// References to nothing, things said twice and differently, circles.
void check_consistency(Loader& loader, const Scope& scope, Value& model);
/// Environment and labels from files.
void load_env_files(Loader& loader, const Scope& scope, Value& model);
/// Networks, volumes, secrets and configs that no service uses.
void drop_unused(Loader& loader, const Scope& scope, Value& model);

/// The services of a model, as entries; none when there are none.
std::vector<Entry>& entries_of(Value& model, std::string_view part);

}  // namespace portolan::load
