#include <unordered_map>

#include <fmt/format.h>

#include "load/compose/pairs.h"
#include "load/compose/steps.h"

namespace portolan::load {

namespace {

/// `format: raw`: NAME=value lines as `docker run --env-file` reads them, without quotes and expansion.
std::vector<DotenvEntry> read_raw(const SourceMap& sources, FileId file) {
  std::vector<DotenvEntry> entries;
  for (int line = 1; line <= sources.line_count(file); ++line) {
    const Span place = sources.line_span(file, line);
    std::string_view text = sources.text(place);
    if (text.ends_with('\r')) text.remove_suffix(1);
    const std::size_t start = text.find_first_not_of(" \t");
    if (start == std::string_view::npos || text[start] == '#') continue;
    const auto begin = place.begin + static_cast<std::uint32_t>(start);
    text.remove_prefix(start);
    const std::size_t cut = text.find('=');
    DotenvEntry entry;
    const auto key_end = begin + static_cast<std::uint32_t>(std::min(cut, text.size()));
    entry.name = {std::string(text.substr(0, cut)), {file, begin, key_end}};
    if (cut != std::string_view::npos) {
      entry.value = Spanned<std::string>{std::string(text.substr(cut + 1)), {file, key_end + 1, begin + static_cast<std::uint32_t>(text.size())}};
    }
    entries.push_back(std::move(entry));
  }
  return entries;
}

/// A mapping that is filled from several sources; the later of equal keys replaces the earlier, in its place.
class Gathered {
 public:
  void set(Spanned<std::string> key, Value value) {
    const auto [place, added] = places_.emplace(key.value, map.entries.size());
    if (added) {
      map.entries.push_back({std::move(key), std::move(value)});
    } else {
      map.entries[place->second] = {std::move(key), std::move(value)};
    }
  }
  const Value* find(std::string_view key) const {
    const auto place = places_.find(std::string(key));
    return place == places_.end() ? nullptr : &map.entries[place->second].value;
  }

  Value map = make_map();

 private:
  std::unordered_map<std::string, std::size_t> places_;
};

class EnvFileLoader {
 public:
  EnvFileLoader(Loader& loader, const Scope& scope) : loader_(loader), scope_(scope) {}

  void load(Value& service) {
    Value* files = service.find("env_file");
    if (!files) return;
    Value* own = service.find("environment");
    const Span place = files->span;
    Value merged = gather(*files, own);
    if (!merged.entries.empty()) service.set({"environment", place}, std::move(merged));
    if (!loader_.options.keep_inactive) service.erase("env_file");
  }

  void load_labels(Value& service) {
    Value* files = service.find("label_file");
    if (!files) return;
    Value* own = service.find("labels");
    const Span place = files->span;
    Value merged = gather(*files, own);
    if (!merged.entries.empty()) service.set({"labels", place}, std::move(merged));
    service.erase("label_file");
  }

 private:
  Value gather(const Value& files, Value* own) {
    Gathered gathered;
    Gathered said;  // what the service itself sets, for lookups
    if (own) {
      for (const Entry& entry : own->entries) said.set(entry.key, entry.value);
    }
    for (const Value& file : files.items) add_file(file, said, gathered);
    for (Entry& entry : said.map.entries) gathered.set(std::move(entry.key), std::move(entry.value));
    gathered.map.span = own ? own->span : files.span;
    if (own) gathered.map.origins = own->origins;
    return std::move(gathered.map);
  }

  void add_file(const Value& item, const Gathered& own, Gathered& merged) {
    const Value* path = item.is_scalar() ? &item : item.find("path");
    if (!path) return;
    std::string resolved = join_path(loader_.directory, path->text);
    // `portolan config` has made the path absolute already; problems in the file are reported as seen from here.
    const std::string root = loader_.reader.root_path() + "/";
    if (resolved.starts_with(root)) resolved.erase(0, root.size());
    const Value* required = item.find("required");
    const bool present = loader_.reader.kind(resolved) == FileKind::file;
    const bool needed = !required || required->text != "false";
    loader_.env_files.push_back({{path->text, path->span}, resolved, needed, present});
    // A handbook is built where the secrets are not: an absent file is for the rules to judge.
    if (!present && loader_.options.keep_inactive) return;
    if (loader_.reader.kind(resolved) == FileKind::absent && !needed) return;
    const auto file = loader_.read(resolved, path->span);
    if (!file) return;
    const Lookup lookup = [&](std::string_view name) -> std::optional<std::string> {
      const auto found = scope_.variables->find(name);
      if (found != scope_.variables->end()) return found->second.value;
      for (const Gathered* map : {&own, static_cast<const Gathered*>(&merged)}) {
        const Value* known = map->find(name);
        if (known && known->is_scalar()) return known->text;
      }
      return std::nullopt;
    };
    const Value* format = item.find("format");
    const bool raw = format && format->text == "raw";
    if (format && !raw) {
      loader_.error("compose-invalid-value", format->span, fmt::format("\"{}\" is no format of an env file", format->text), "it is raw, or not given");
      return;
    }
    Diagnostics found;
    std::vector<DotenvEntry> entries = raw ? read_raw(loader_.sources, *file) : read_dotenv(loader_.sources, *file, lookup, found);
    loader_.report_all(std::move(found));
    for (DotenvEntry& entry : entries) {
      if (!entry.value) {
        const auto inherited = lookup(entry.name.value);
        if (!inherited) continue;
        entry.value = Spanned<std::string>{*inherited, entry.name.span};
      }
      if (!loader_.repeat(1, entry.value->value.size(), path->span)) return;
      merged.set(entry.name, make_string(entry.value->value, entry.value->span));
    }
  }

  Loader& loader_;
  const Scope& scope_;
};

}  // namespace

void load_env_files(Loader& loader, const Scope& scope, Value& model) {
  EnvFileLoader files(loader, scope);
  for (Entry& entry : entries_of(model, "services")) {
    if (loader.options.resolve_env_files) files.load(entry.value);
    files.load_labels(entry.value);
  }
}

}  // namespace portolan::load
