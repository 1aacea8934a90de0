// Puts one model over another, after the rule of each attribute; then removes what names the same thing twice.
#pragma once

#include "load/compose/loader.h"

namespace portolan::load {

/// `overlay` over `base`, both whole models; the table of rules stands in the .cc. Values that changed keep the place of what they
/// replaced as an origin. What cannot be joined is reported, and the base stays.
/// Source: Compose Specification, merge.
void merge_models(Loader& loader, Value& base, Value overlay);

/// The same for two services: `base` is what a service extends.
void merge_services(Loader& loader, Value& base, Value overlay);

/// Of two entries of a list that name the same thing (a container path, a port …) the later one stays, in the place of the earlier.
void remove_doubles(Loader& loader, Value& model);

}  // namespace portolan::load
