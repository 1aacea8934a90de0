#include "load/compose/attribute_shapes.h"

// Source: the JSON schema of the Compose Specification of 2026-06, and the hooks that its implementation has beyond it.
namespace portolan::load::shapes {

namespace {

constexpr std::array<Attribute, 25> build_keys{{
    {"additional_contexts", &pairs}, {"args", &open_pairs},      {"cache_from", &texts},
    {"cache_to", &texts},            {"context", &text},         {"dockerfile", &text},
    {"dockerfile_inline", &text},    {"entitlements", &texts},   {"extra_hosts", &hosts},
    {"isolation", &text},            {"labels", &pairs},         {"network", &text},
    {"no_cache", &flag},             {"no_cache_filter", &text_or_texts}, {"platforms", &texts},
    {"privileged", &flag},           {"provenance", &text_or_boolean},    {"pull", &flag},
    {"sbom", &text_or_boolean},      {"secrets", &grants},       {"shm_size", &whole_size},
    {"ssh", &keyed_texts},                 {"tags", &texts},           {"target", &text},
    {"ulimits", &ulimits},
}};

}  // namespace

constinit const Shape build = map_of(build_keys, accepts_text);

}  // namespace portolan::load::shapes
