// The building blocks of the tables of attributes: scalars, lists, pairs, and how mappings are put together. For those tables alone.
#pragma once

#include <array>

#include "load/compose/attributes.h"

namespace portolan::load::shapes {

extern const Shape build;
extern const Shape deploy;
extern const Shape device_request;
extern const Shape service;

template <std::size_t N>
constexpr Shape map_of(const std::array<Attribute, N>& keys, unsigned kinds = 0, std::string_view required = {}) {
  return {.kinds = kinds, .keys = keys.data(), .key_count = N, .required = required};
}
constexpr Shape list_of(const Shape& items, Form form = Form::as_is, bool unique = false, unsigned kinds = 0) {
  return {.kinds = kinds, .form = form, .items = &items, .unique = unique};
}
template <std::size_t N>
constexpr Shape one_of(const std::array<std::string_view, N>& words) {
  return {.kinds = accepts_text, .form = Form::text, .words = words.data(), .word_count = N};
}
constexpr Shape map_of_any(const Shape& values, Form form = Form::as_is, unsigned kinds = 0) {
  return {.kinds = kinds, .form = form, .others = &values};
}
constexpr Shape named_map_of(const Shape& values) { return {.others = &values, .named = true}; }

inline constexpr unsigned any_scalar = accepts_text | accepts_number | accepts_boolean | accepts_null;

inline constexpr Shape text{.kinds = accepts_text, .form = Form::text};
inline constexpr Shape text_or_null{.kinds = accepts_text | accepts_null, .form = Form::text};
inline constexpr Shape text_or_number{.kinds = accepts_text | accepts_number, .form = Form::text};
inline constexpr Shape text_or_boolean{.kinds = accepts_text | accepts_boolean, .form = Form::text};
inline constexpr Shape flag{.kinds = accepts_boolean | accepts_text, .form = Form::flag};
inline constexpr Shape strict_flag{.kinds = accepts_boolean, .form = Form::flag};
inline constexpr Shape strict_kept_flag{.kinds = accepts_boolean, .form = Form::kept_flag};
inline constexpr Shape kept_flag{.kinds = accepts_boolean | accepts_text, .form = Form::kept_flag};
inline constexpr Shape whole{.kinds = accepts_integer | accepts_text, .form = Form::whole};
inline constexpr Shape kept_whole{.kinds = accepts_integer | accepts_text, .form = Form::kept_whole};
inline constexpr Shape device_count{.kinds = accepts_integer | accepts_text, .form = Form::device_count};
inline constexpr Shape strict_whole{.kinds = accepts_integer, .form = Form::whole};
inline constexpr Shape whole_number{.kinds = accepts_number | accepts_text, .form = Form::whole};
inline constexpr Shape kept_whole_number{.kinds = accepts_number | accepts_text, .form = Form::kept_whole};
inline constexpr Shape strict_number{.kinds = accepts_number, .form = Form::whole};
inline constexpr Shape number{.kinds = accepts_number | accepts_text, .form = Form::number};
inline constexpr Shape percent{.kinds = accepts_integer | accepts_text, .form = Form::number};
inline constexpr Shape size{.kinds = accepts_number | accepts_text, .form = Form::bytes};
inline constexpr Shape whole_size{.kinds = accepts_integer | accepts_text, .form = Form::bytes};
inline constexpr Shape text_size{.kinds = accepts_text, .form = Form::bytes};
inline constexpr Shape duration{.kinds = accepts_text, .form = Form::duration};
inline constexpr Shape permissions{.kinds = accepts_number | accepts_text, .form = Form::mode};
inline constexpr Shape pair_value{.kinds = any_scalar, .form = Form::as_is};
inline constexpr Shape setting_value{.kinds = accepts_text | accepts_number, .form = Form::text};
inline constexpr Shape nullable_setting{.kinds = accepts_text | accepts_number | accepts_null, .form = Form::text};
inline constexpr Shape anything{.kinds = any_scalar, .items = &anything, .others = &anything};
inline constexpr Shape any_object{.others = &anything};

inline constexpr Shape texts = list_of(text, Form::texts);
inline constexpr Shape unique_texts = list_of(text, Form::texts, true);
inline constexpr Shape unique_texts_or_numbers = list_of(text_or_number, Form::texts, true);
inline constexpr Shape text_or_texts = list_of(text, Form::texts, true, accepts_text);
inline constexpr Shape command = list_of(text, Form::words, false, accepts_text | accepts_null);
inline constexpr Shape pairs{.form = Form::pairs, .items = &text, .others = &pair_value, .unique = true};
inline constexpr Shape keyed_texts{.kinds = accepts_text, .form = Form::keyed_texts, .items = &text, .others = &pair_value, .unique = true};
inline constexpr Shape open_pairs{.form = Form::open_pairs, .items = &text, .others = &pair_value, .unique = true};
inline constexpr Shape host_addresses = list_of(text, Form::as_is, false, accepts_text);
inline constexpr Shape hosts{.form = Form::hosts, .items = &text, .others = &host_addresses, .unique = true};
inline constexpr Shape settings = map_of_any(setting_value, Form::settings);
inline constexpr Shape text_settings = map_of_any(text, Form::settings);

inline constexpr std::array<Attribute, 2> ulimit_keys{{{"hard", &kept_whole}, {"soft", &kept_whole}}};
inline constexpr Shape ulimit{.kinds = accepts_integer | accepts_text, .form = Form::kept_whole, .keys = ulimit_keys.data(), .key_count = 2, .required = "soft hard"};
inline constexpr Shape ulimits = map_of_any(ulimit);

inline constexpr std::array<Attribute, 5> grant_keys{
    {{"source", &text}, {"target", &text}, {"uid", &text}, {"gid", &text}, {"mode", &permissions}}};
inline constexpr Shape grant = map_of(grant_keys, accepts_text);
inline constexpr Shape grants = list_of(grant);

}  // namespace portolan::load::shapes
