// On which ports a service listens inside its container.
#pragma once

#include "check/claims/proof.h"

namespace portolan::check {

/// What in the files says that the service listens on `port`: a mapping, EXPOSE, its image, its command or a variable; nothing when they do not tell.
std::optional<Span> find_listener(const Stack& stack, const Service& service, int port);

/// Whether it listens on the port. Open where the files need not tell; `port`'s words are wrong where another one is known.
Judgement judge_container_port(const Scene& scene, const Service& service, const Spanned<int>& port);

}  // namespace portolan::check
