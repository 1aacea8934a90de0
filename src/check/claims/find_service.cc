#include "check/claims/find_service.h"

#include <algorithm>
#include <functional>

#include <fmt/format.h>

#include "base/text.h"
#include "check/claims/find_container.h"
#include "check/claims/words.h"
#include "check/knowledge/images.h"
#include "check/knowledge/process.h"

namespace portolan::check {
namespace {

using Services = std::vector<const Service*>;
using Words = std::vector<std::string>;

Services services_where(const Environment& environment, const std::function<bool(const Service&)>& test) {
  Services found;
  for (const Service& service : environment.services) {
    if (test(service)) found.push_back(&service);
  }
  return found;
}

/// "the web container" → web; "PostgreSQL 15" → postgresql. Never drops the last word.
Words without_decoration(Words words) {
  const auto is_article = [](const std::string& word) { return word == "the" || word == "a" || word == "an" || word == "our"; };
  const auto is_decoration = [](const std::string& word) {
    return word == "container" || word == "containers" || word == "service" || word == "image" || word == "instance";
  };
  while (words.size() > 1 && is_article(words.front())) words.erase(words.begin());
  while (words.size() > 1 && (is_decoration(words.back()) || words.back().find_first_not_of("0123456789.") == std::string::npos)) {
    words.pop_back();
  }
  return words;
}

/// Names differ from their titles by dashes only: "web-app", "web_app" and "Web app" are one.
std::string squeezed(std::string_view text) {
  std::string out;
  for (const char c : to_lower(text)) {
    if (c != '-' && c != '_' && c != ' ') out.push_back(c);
  }
  return out;
}

struct RoleWords {
  std::string_view phrase;
  ServiceRole role;
};

// Sorted by phrase. What people call a service when they do not use its name.
constexpr RoleWords role_words[] = {
    {"api", ServiceRole::application},         {"app", ServiceRole::application},        {"application", ServiceRole::application},
    {"application server", ServiceRole::application}, {"backend", ServiceRole::application}, {"cache", ServiceRole::cache},
    {"data store", ServiceRole::database},     {"database", ServiceRole::database},      {"database server", ServiceRole::database},
    {"db", ServiceRole::database},             {"load balancer", ServiceRole::proxy},    {"proxy", ServiceRole::proxy},
    {"reverse proxy", ServiceRole::proxy},     {"web app", ServiceRole::application},    {"web application", ServiceRole::application},
    {"web server", ServiceRole::proxy},
};

struct TitleWords {
  std::string_view word;
  std::string_view title;  ///< as in ImageFacts
};

// Sorted by word. Other spellings of what images are called.
constexpr TitleWords title_words[] = {
    {"apache", "Apache"}, {"elastic", "Elasticsearch"}, {"mongo", "MongoDB"}, {"node", "Node.js"}, {"pg", "PostgreSQL"}, {"postgres", "PostgreSQL"},
};

bool has_title(const Stack& stack, const Service& service, const std::string& phrase) {
  const ImageFacts* facts = find_service_facts(stack, service);
  if (!facts || role_of(stack, service) != facts->role) return false;
  if (squeezed(facts->title) == squeezed(phrase)) return true;
  return std::any_of(std::begin(title_words), std::end(title_words),
                     [&](const TitleWords& row) { return row.word == phrase && row.title == facts->title; });
}

bool has_role(const Stack& stack, const Service& service, const std::string& phrase) {
  return std::any_of(std::begin(role_words), std::end(role_words),
                     [&](const RoleWords& row) { return row.phrase == phrase && row.role == role_of(stack, service); });
}

bool runs_program(const Stack& stack, const Service& service, const std::string& phrase) {
  const Process process = process_of(stack, service);
  return std::any_of(process.words.begin(), process.words.end(), [&](const ProcessWord& word) { return program_name(word.text) == phrase; });
}

/// From the surest reading to the loosest; the first that anything answers to decides.
Services find_candidates(const Stack& stack, const Environment& environment, const Words& words) {
  const std::string phrase = join(words, " ");
  const std::string tight = squeezed(phrase);
  const std::function<bool(const Service&)> readings[] = {
      [&](const Service& service) { return to_lower(service.name.value) == phrase; },
      [&](const Service& service) { return service.container_name && to_lower(service.container_name->value) == phrase; },
      [&](const Service& service) { return find_by_container(environment, phrase) == &service; },
      [&](const Service& service) { return squeezed(service.name.value) == tight; },
      [&](const Service& service) { return has_title(stack, service, phrase); },
      [&](const Service& service) { return has_role(stack, service, phrase); },
      [&](const Service& service) { return runs_program(stack, service, phrase); },
  };
  for (const auto& reading : readings) {
    if (Services found = services_where(environment, reading); !found.empty()) return found;
  }
  return {};
}

}  // namespace

ServiceAnswer find_service_by_words(const Stack& stack, const Environment& environment, std::string_view text) {
  const std::string name = unquoted(text);
  if (const Service* exact = environment.find_service(name)) return {.service = exact, .problem = {}};
  const Words words = plain_words(name);
  if (words.empty()) return {.service = nullptr, .problem = "the document does not say of which service"};
  Services found = find_candidates(stack, environment, words);
  if (found.empty()) found = find_candidates(stack, environment, without_decoration(words));
  if (found.size() == 1) return {.service = found.front(), .problem = {}};
  if (found.empty()) return {.service = nullptr, .problem = fmt::format("no service is called {}", quoted(name))};
  std::string names;
  for (const Service* service : found) names += fmt::format("{}{}", names.empty() ? "" : " or ", quoted(service->name.value));
  return {.service = nullptr, .problem = fmt::format("{} could be {}", quoted(name), names), .ambiguous = true};
}

const Network* find_network_by_words(const Environment& environment, std::string_view words) {
  const std::string name = unquoted(words);
  for (const Network& network : environment.networks) {
    if (equals_ignoring_case(network.name.value, name) || network.resource_name == name) return &network;
  }
  const std::vector<std::string> plain = plain_words(name);
  // "the backend network" means `backend`, when there is such a network.
  if (plain.size() > 1 && (plain.back() == "network" || plain.back() == "net")) {
    for (const Network& network : environment.networks) {
      if (to_lower(network.name.value) == plain[plain.size() - 2]) return &network;
    }
  }
  return nullptr;
}

}  // namespace portolan::check
