#include "load/markdown/fragments/fragments.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "load/markdown/fragments/pieces.h"
#include "load/markdown/fragments/prose.h"
#include "load/markdown/fragments/recognise.h"
#include "load/markdown/fragments/speaker.h"
#include "load/markdown/fragments/surroundings.h"
#include "load/markdown/shapes.h"
#include "load/yaml/yaml.h"

namespace portolan::load {

namespace {

constexpr YamlLimits fence_limits{.bytes = 256u << 10, .line = 32u << 10, .depth = 40, .nodes = 20'000, .entries = 5'000, .copies = 20'000, .copied_bytes = 1u << 20, .documents = 2};

struct Parsed {
  std::optional<Value> tree{};
  std::optional<Diagnostic> fault{};  ///< the first one; what could be read around it is in `tree`
};

/// Makes the line at `offset`, and those that hang below it, blank.
void blank_line(std::string& text, std::size_t offset) {
  std::size_t begin = std::min(offset, text.size());
  while (begin > 0 && (begin == text.size() || text[begin] == '\n' || text[begin] == ' ')) --begin;  // complaints come behind the cause
  begin = begin == 0 ? 0 : text.rfind('\n', begin) + 1;
  const auto indent_at = [&](std::size_t at) { return std::min(text.find_first_not_of(' ', at), text.size()) - at; };
  const std::size_t indent = indent_at(begin);
  for (std::size_t at = begin; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const bool blank = at + indent_at(at) >= end;
    if (at != begin && !blank && indent_at(at) <= indent) return;
    std::fill(text.begin() + static_cast<std::ptrdiff_t>(at), text.begin() + static_cast<std::ptrdiff_t>(end), ' ');
    at = end + 1;
  }
}

/// Of a fence that calls itself YAML one line or two may be none, and the rest is read; elsewhere such a line says that it is something else.
Parsed parse(const Reading& reading, const Block& fence, const YamlPiece& piece) {
  constexpr int most_faults = 3;
  Parsed parsed;
  std::string text = mended_yaml(reading.sources().text(fence.content).substr(piece.begin, piece.end - piece.begin));
  const int attempts = claim_of(fence.info) == FenceClaim::yaml ? most_faults : 1;
  for (int i = 0; i < attempts; ++i) {
    YamlFile yaml = read_yaml_part(fence.content, static_cast<std::uint32_t>(piece.begin), text, fence_limits);
    if (yaml.readable) {
      if (yaml.documents.size() == 1) parsed.tree = std::move(yaml.documents[0]);
      return parsed;
    }
    if (yaml.problems.empty() || yaml.problems.front().rule == "yaml-limit") return parsed;
    const Span place = yaml.problems.front().span;
    if (!parsed.fault) parsed.fault = std::move(yaml.problems.front());
    if (i == 0 && attempts > 1 && join_texts(text)) continue;
    blank_line(text, place.begin - static_cast<std::uint32_t>(piece.begin));
  }
  return parsed;
}

std::vector<Spanned<std::string>> path_of(FragmentLevel level, const Spanned<std::string>& service) {
  switch (level) {
    case FragmentLevel::top: return {};
    case FragmentLevel::services: return {{"services", {}}};
    case FragmentLevel::volumes: return {{"volumes", {}}};
    case FragmentLevel::networks: return {{"networks", {}}};
    case FragmentLevel::service: return {{"services", service.span}, service};
  }
  return {};
}

/// YAML files of other names are taken for compose files when nothing else can look so.
bool is_unmistakable(const Recognised& found) {
  const Value* services = found.level == FragmentLevel::top ? found.tree.find("services") : nullptr;
  return services && std::any_of(services->entries.begin(), services->entries.end(), [](const Entry& entry) { return entry.value.find("image") || entry.value.find("build"); });
}

/// "Backend:" above a list of mounts, which is no key of a file.
bool is_map_of_lists(const Value& tree) {
  return tree.is_map() && std::all_of(tree.entries.begin(), tree.entries.end(), [](const Entry& entry) {
    const bool texts = std::all_of(entry.value.items.begin(), entry.value.items.end(), [](const Value& item) { return item.is_scalar(); });
    return entry.value.is_list() && texts && !is_top_level_key(entry.key.value) && !is_service_key(entry.key.value);
  });
}

class PieceReader {
 public:
  PieceReader(Reading& reading, const Block& fence, const Frame& frame, const Block* above) : reading_(reading), fence_(fence), frame_(frame), above_(above) {}

  bool read(const YamlPiece& piece) {
    if (reading_.plan().fragments.size() >= most_fragments) return false;
    Parsed parsed = parse(reading_, fence_, piece);
    if (!parsed.tree) return report(parsed, piece), false;
    drop_prose(reading_.sources(), *parsed.tree);
    if (frame_.topic == Key::volume && is_map_of_lists(*parsed.tree)) return read_mounts(*parsed.tree, piece);
    auto found = recognise(std::move(*parsed.tree), frame_.topic);
    if (!found) return false;
    report(parsed, piece);
    Surroundings around = surroundings_of(reading_, fence_, piece, frame_, above_);
    if (around.other_file && !is_unmistakable(*found)) return false;
    const Span span{fence_.content, static_cast<std::uint32_t>(piece.begin), static_cast<std::uint32_t>(piece.end)};
    if (found->level != FragmentLevel::service) {
      add(*found, {}, around, span);
      return true;
    }
    for (const Spanned<std::string>& service : around.frame.services) add(*found, service, around, span);
    return !around.frame.services.empty();
  }

 private:
  /// In a chapter on volumes: names of services above their mounts, and names of volumes above prose, which is gone by now.
  bool read_mounts(const Value& tree, const YamlPiece& piece) {
    Value services = make_map(tree.span), volumes = make_map(tree.span);
    for (const Entry& entry : tree.entries) {
      if (reading_.knows_service(entry.key.value) && !entry.value.items.empty()) {
        Value body = make_map(entry.value.span);
        body.set({"volumes", entry.key.span}, entry.value);
        services.set(entry.key, std::move(body));
      } else if (entry.value.items.empty() && entry.key.value.find('_') != std::string::npos) {
        volumes.set(entry.key, Value{});
      }
    }
    const Surroundings around = surroundings_of(reading_, fence_, piece, frame_, above_);
    const Span span{fence_.content, static_cast<std::uint32_t>(piece.begin), static_cast<std::uint32_t>(piece.end)};
    const bool found = !services.entries.empty() || !volumes.entries.empty();
    if (!services.entries.empty()) add({FragmentForm::definition, FragmentLevel::services, std::move(services)}, {}, around, span);
    if (!volumes.entries.empty()) add({FragmentForm::definition, FragmentLevel::volumes, std::move(volumes)}, {}, around, span);
    return found;
  }

  /// Only of what means to be a compose file: whoever copies it gets an error.
  void report(const Parsed& parsed, const YamlPiece& piece) {
    const std::string_view text = reading_.sources().text(fence_.content).substr(piece.begin, piece.end - piece.begin);
    const bool compose = text.starts_with("services:") || text.find("\nservices:") != std::string_view::npos;
    if (!parsed.fault || !compose || claim_of(fence_.info) != FenceClaim::yaml) return;
    reading_.report({.rule = "fence-invalid-yaml",
                     .severity = Severity::warning,
                     .span = parsed.fault->span,
                     .message = "the compose file in this fence is no valid YAML: " + parsed.fault->message,
                     .help = parsed.fault->help});
  }

  void add(const Recognised& found, const Spanned<std::string>& service, const Surroundings& around, const Span& span) {
    reading_.add_fragment({.form = found.form,
                           .path = path_of(found.level, service),
                           .tree = found.tree,
                           .files = around.files,
                           .scope = around.frame.scope,
                           .modality = around.frame.mood.modality,
                           .modality_words = around.frame.mood.words,
                           .section = around.frame.section,
                           .span = span});
  }

  Reading& reading_;
  const Block& fence_;
  const Frame& frame_;
  const Block* above_;
};

std::vector<const Entry*> services_of(const Fragment& fragment) {
  std::vector<const Entry*> entries;
  const Value* services = fragment.path.empty() ? fragment.tree.find("services") : fragment.path.size() == 1 && fragment.path[0].value == "services" ? &fragment.tree : nullptr;
  if (services) {
    for (const Entry& entry : services->entries) entries.push_back(&entry);
  }
  return entries;
}

/// What must be equal for two fences to be of one file.
std::string group_of(const Fragment& fragment) {
  std::string group(name_of(fragment.modality));
  for (const Spanned<std::string>& words : fragment.scope.environments) group += "\n" + words.value;
  return group;
}

/// Fences that begin again at `services:` with other services are parts of one file, however complete each of them is.
void settle_forms(std::vector<Fragment>& fragments) {
  std::map<std::string, std::map<std::string_view, std::vector<std::size_t>>> users;  // by group and service
  std::map<std::string, std::size_t> sizes;
  for (std::size_t i = 0; i < fragments.size(); ++i) {
    const std::vector<const Entry*> entries = services_of(fragments[i]);
    if (entries.empty() || !fragments[i].path.empty()) continue;
    const std::string group = group_of(fragments[i]);
    ++sizes[group];
    for (const Entry* entry : entries) users[group][entry->key.value].push_back(i);
  }
  for (Fragment& fragment : fragments) {
    if (fragment.form != FragmentForm::whole || fragment.tree.find("version") || fragment.tree.find("name")) continue;
    const std::string group = group_of(fragment);
    std::set<std::size_t> akin;
    for (const Entry* entry : services_of(fragment)) {
      const std::vector<std::size_t>& sharing = users[group][entry->key.value];
      akin.insert(sharing.begin(), sharing.end());
    }
    if (akin.size() < sizes[group]) fragment.form = FragmentForm::part;
  }
}

bool can_start(const Entry* service) { return service->value.find("image") || service->value.find("build"); }

/// Where the stack's files define services, a document whose fences speak of quite other ones shows somebody else's file.
void settle_strangers(const Reading& reading, std::vector<Fragment>& fragments) {
  if (!reading.defines_services()) return;
  std::size_t known = 0, unknown = 0;
  const auto count = [&](const Fragment& fragment, std::size_t& mine, std::size_t& strange) {
    for (const Entry* entry : services_of(fragment)) ++(reading.is_defined_service(entry->key.value) ? mine : strange);
  };
  for (const Fragment& fragment : fragments) {
    if (fragment.modality == Modality::stated) count(fragment, known, unknown);
  }
  for (Fragment& fragment : fragments) {
    std::size_t mine = 0, strange = 0;
    count(fragment, mine, strange);
    if (fragment.modality != Modality::stated || mine > 0 || strange == 0 || !fragment.files.empty()) continue;
    const std::vector<const Entry*> services = services_of(fragment);
    const bool complete = std::all_of(services.begin(), services.end(), can_start);  // else it adds to a file that the reader has
    const bool forgotten = fragment.form != FragmentForm::whole && known >= unknown;  // a service of this stack that its files have not
    if (!complete || forgotten) continue;
    fragment.modality = Modality::example;
    fragment.modality_words = services.front()->key;
  }
}

}  // namespace

bool read_fragments(Reading& reading, const Block& fence, const Frame& frame, const Block* above) {
  if (fence.content == FileId::none || reading.full()) return false;
  const std::string_view text = reading.sources().text(fence.content);
  bool found = false;
  PieceReader reader(reading, fence, frame, above);
  for (const YamlPiece& piece : find_yaml_pieces(text, claim_of(fence.info))) found = reader.read(piece) || found;
  return found;
}

void state_fragments(Reading& reading) {
  std::vector<Fragment>& fragments = reading.fragments();
  settle_forms(fragments);
  settle_strangers(reading, fragments);
  Speaker speaker(reading);
  for (const Fragment& fragment : fragments) speaker.speak(fragment);
}

}  // namespace portolan::load
