#include "check/claims/attachments.h"

#include <algorithm>

namespace portolan::check {

std::vector<Span> attachments(const Service& service) {
  std::vector<Span> places;
  for (const NetworkAttachment& attachment : service.networks) {
    if (attachment.network.span.known()) places.push_back(attachment.network.span);
  }
  if (places.empty()) places.push_back(service.network_mode ? service.network_mode->span : place_of(service));
  return places;
}

Span attachment_to(const Service& service, const std::vector<std::string>& networks) {
  for (const NetworkAttachment& attachment : service.networks) {
    const bool shared = std::find(networks.begin(), networks.end(), attachment.network.value) != networks.end();
    if (shared && attachment.network.span.known()) return attachment.network.span;
  }
  return place_of(service);
}

}  // namespace portolan::check
