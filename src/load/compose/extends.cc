#include "load/compose/extends.h"

#include <algorithm>
#include <map>
#include <memory>
#include <unordered_map>

#include <fmt/format.h>

#include "load/compose/merge.h"
#include "load/compose/paths.h"
#include "load/compose/phases.h"
#include "load/compose/schema.h"

namespace portolan::load {

namespace {

constexpr std::size_t deepest_chain = 64;

struct Reference {
  std::string service;
  std::string file;  ///< "" for the same file
  Span span;
  Span file_span;
};

std::optional<Reference> read_reference(Loader& loader, const Value& extends) {
  if (extends.is_scalar()) return Reference{extends.text, "", extends.span, {}};
  const Value* service = extends.find("service");
  if (!service || !service->is_scalar()) {
    loader.error("compose-extends", extends.span, "\"extends\" needs the key \"service\"");
    return std::nullopt;
  }
  const Value* file = extends.find("file");
  return Reference{service->text, file && file->is_scalar() ? file->text : "", service->span, file ? file->span : Span{}};
}

class Extender;

/// A file that services of other files extend. Read once: its services are resolved in place, each when it is first asked for.
struct OpenedFile {
  FileId file = FileId::none;
  ExtendedFile extended;
  std::unique_ptr<Extender> extender;
};

/// What the extenders of one document share.
struct Openings {
  std::map<std::string, OpenedFile> files;  // by path
  std::vector<std::string> chain;           // services being resolved now
};

class Extender {
 public:
  Extender(Loader& loader, const Scope& scope, Openings& openings) : loader_(loader), scope_(scope), openings_(openings) {}

  /// Resolves `services[name]` in place. False when there is a cycle.
  bool resolve(Value& services, const std::string& name, FileId file, const std::vector<ResetPath>& resets) {
    Value* service = find_service(services, name);
    Value* extends = service ? service->find("extends") : nullptr;
    if (!extends) return true;
    if (loader_.exhausted) return false;
    const bool readable = check_entry(loader_, {"services", name, "extends"}, *extends);
    const auto reference = readable ? read_reference(loader_, *extends) : std::nullopt;
    Value overlay = *service;
    overlay.erase("extends");
    if (!reference) {
      *service = std::move(overlay);
      return true;
    }
    const std::string link = fmt::format("{}:{}", static_cast<std::uint32_t>(file), name);
    std::vector<std::string>& chain = openings_.chain;
    const bool circle = std::find(chain.begin(), chain.end(), link) != chain.end();
    if (circle || chain.size() >= deepest_chain) {
      loader_.error("compose-extends", reference->span,
                    circle ? fmt::format("service \"{}\" extends itself in a circle", name)
                           : fmt::format("extends are nested more than {} deep", deepest_chain));
      return false;
    }
    chain.push_back(link);
    auto base = find_base(services, name, file, *reference, resets);
    chain.pop_back();
    service = find_service(services, name);
    if (!base || !base->is_map()) {
      // A service that is there and says nothing: the key stays, as in the reference implementation.
      if (base && base->is_null() && base->span.known()) return true;
      *service = std::move(overlay);
      return base.has_value();
    }
    if (!loader_.repeat(count_values(*base), 0, reference->span)) return false;
    for (Entry& entry : base->entries) entry.value.origins.push_back({OriginKind::extended, reference->span, reference->service, {}});
    apply_resets(loader_.sources, *base, resets, {"services", name});
    const Span place = overlay.span;
    merge_services(loader_, *base, std::move(overlay));
    base->erase("extends");
    base->origins.push_back({OriginKind::extended, reference->span, reference->service, {}});
    base->span = place;
    *service = std::move(*base);
    return true;
  }

 private:
  /// Services come and go in no phase of this one, so their places are looked up once.
  Value* find_service(Value& services, const std::string& name) {
    if (indexed_ != &services) {
      indexed_ = &services;
      places_.clear();
      for (std::size_t i = 0; i < services.entries.size(); ++i) places_.emplace(services.entries[i].key.value, i);
    }
    const auto found = places_.find(name);
    return found == places_.end() ? nullptr : &services.entries[found->second].value;
  }

  std::optional<Value> find_base(Value& services, const std::string& name, FileId file, const Reference& reference,
                                 const std::vector<ResetPath>& resets) {
    if (!reference.file.empty()) return find_in_file(name, reference);
    if (!find_service(services, reference.service)) {
      loader_.error("compose-extends", reference.span,
                    fmt::format("service \"{}\" extends \"{}\", which is not in this file", name, reference.service));
      return Value{};
    }
    if (!resolve(services, reference.service, file, resets)) return std::nullopt;
    return *find_service(services, reference.service);
  }

  std::optional<Value> find_in_file(const std::string& name, const Reference& reference) {
    if (is_remote_file(reference.file)) {
      loader_.error("compose-extends", reference.file_span,
                    fmt::format("\"{}\" stands on another machine, and nothing is fetched", reference.file),
                    "put a copy of the file beside this one, and extend that");
      return Value{};
    }
    const std::string path = join_path(scope_.folder, reference.file);
    const auto file = loader_.read(path, reference.file_span);
    if (!file) return Value{};
    const Scope there{folder_of(path), scope_.variables};
    const auto [place, fresh] = openings_.files.try_emplace(path);
    OpenedFile& opened = place->second;
    if (fresh) {
      opened = {*file, load_extended_file(loader_, there, *file), std::make_unique<Extender>(loader_, there, openings_)};
    }
    Value* services = opened.extended.model.find("services");
    if (!services || !opened.extender->find_service(*services, reference.service)) {
      loader_.error("compose-extends", reference.span,
                    fmt::format("service \"{}\" extends \"{}\", which is not in \"{}\"", name, reference.service, reference.file));
      return Value{};
    }
    if (!opened.extender->resolve(*services, reference.service, opened.file, opened.extended.resets)) return std::nullopt;
    // Only this service's paths move: wrapped, so that the table of places fits.
    Value wrapped = make_map();
    Value list = make_map();
    list.set({reference.service, {}}, *opened.extender->find_service(*services, reference.service));
    wrapped.set({"services", {}}, std::move(list));
    move_paths(loader_, wrapped, there.folder, {scope_.folder, false});
    return std::move(*wrapped.find("services")->find(reference.service));
  }

  Loader& loader_;
  Scope scope_;
  Openings& openings_;
  const Value* indexed_ = nullptr;
  std::unordered_map<std::string, std::size_t> places_;
};

}  // namespace

void apply_extends(Loader& loader, const Scope& scope, FileId file, Value& document, const std::vector<ResetPath>& resets) {
  Value* services = document.find("services");
  if (!services || !services->is_map()) return;
  std::vector<std::string> names;
  for (const Entry& entry : services->entries) {
    if (entry.value.find("extends")) names.push_back(entry.key.value);
  }
  Openings openings;
  Extender extender(loader, scope, openings);
  for (const std::string& name : names) extender.resolve(*services, name, file, resets);
}

}  // namespace portolan::load
