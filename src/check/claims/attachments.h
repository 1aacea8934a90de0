// Where a service is tied to networks.
#pragma once

#include <string>
#include <vector>

#include "check/claims/proof.h"

namespace portolan::check {

/// The networks that it joins; else its network mode, or where it is defined.
std::vector<Span> attachments(const Service& service);

/// The attachment through which two services meet, one of `networks`; else where `service` is defined.
Span attachment_to(const Service& service, const std::vector<std::string>& networks);

}  // namespace portolan::check
