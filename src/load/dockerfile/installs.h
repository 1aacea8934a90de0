// Packages that the RUN lines of a Dockerfile install.
#pragma once

#include "load/dockerfile/instructions.h"
#include "model/companion.h"

namespace portolan::load {

/// Adds the packages that apt-get, apk, dnf, yum, pip and npm are told to install by name, as written.
void add_installs(BuildStage& stage, const Instruction& run);

}  // namespace portolan::load
