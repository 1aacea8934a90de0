#include "load/compose/interpolate.h"

#include <fmt/format.h>

#include "load/compose/secrecy.h"
#include "load/dotenv/substitute.h"

namespace portolan::load {

namespace {

OriginKind origin_of(const Mention& mention) {
  switch (mention.outcome) {
    case MentionOutcome::set:
    case MentionOutcome::alternative: return OriginKind::variable;
    case MentionOutcome::default_value: return OriginKind::default_value;
    case MentionOutcome::unset: return OriginKind::unset;
  }
  return OriginKind::unset;
}

class Interpolator {
 public:
  Interpolator(Loader& loader, const Scope& scope) : loader_(loader), variables_(*scope.variables), lookup_(lookup_in(*scope.variables)) {}

  void walk(Value& value) {
    if (loader_.exhausted) return;
    for (Value& item : value.items) walk(item);
    for (Entry& entry : value.entries) walk(entry.value);
    if (value.kind == ValueKind::string && value.text.find('$') != std::string::npos) replace(value);
  }

 private:
  void replace(Value& value) {
    auto result = substitute(value.text, lookup_);
    if (!result) {
      report(value, result.error());
      return;
    }
    if (!loader_.repeat(0, result->text.size(), value.span)) return;
    for (const Mention& mention : result->mentions) note(value, mention);
    value.text = std::move(result->text);
  }

  void note(Value& value, const Mention& mention) {
    const auto found = variables_.find(mention.name);
    const bool set = found != variables_.end();
    loader_.uses.push_back({{mention.name, value.span}, mention.has_default, mention.required, set});
    if (!mention.value.empty() && is_secret_variable(mention.name)) loader_.secret_texts.insert(mention.value);
    value.origins.push_back({origin_of(mention), value.span, mention.name, set ? found->second.span : Span{}});
    if (!set && !mention.has_default && !mention.nested) {
      loader_.warning("compose-missing-variable", value.span, fmt::format("variable \"{}\" is not set, so empty text takes its place", mention.name),
                      fmt::format("set it in .env, or give it a default: ${{{}:-…}}", mention.name));
    }
  }

  void report(Value& value, const SubstitutionError& error) {
    if (error.missing.empty()) {
      loader_.error("compose-interpolation", value.span, error.reason, "write \"$$\" where a dollar is meant");
      return;
    }
    loader_.uses.push_back({{error.missing, value.span}, false, true, false});
    value.origins.push_back({OriginKind::unset, value.span, error.missing, {}});
    if (!loader_.options.keep_inactive) {
      loader_.error("compose-missing-variable", value.span, error.reason, "set it in .env or in the environment");
      return;
    }
    // A handbook is built where the secrets are not: the value stays open, and that is no fault of the file.
    const Lookup stand_in = [&](std::string_view name) -> std::optional<std::string> {
      const auto known = lookup_(name);
      return known && !known->empty() ? known : std::optional<std::string>(fmt::format("<{}>", name));
    };
    if (auto open = substitute(value.text, stand_in)) value.text = std::move(open->text);
  }

  Loader& loader_;
  const Variables& variables_;
  Lookup lookup_;
};

}  // namespace

void interpolate(Loader& loader, const Scope& scope, Value& model) { Interpolator(loader, scope).walk(model); }

}  // namespace portolan::load
