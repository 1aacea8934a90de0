#include "load/compose/typing.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "load/compose/attributes.h"
#include "load/compose/pairs.h"
#include "load/compose/units.h"
#include "load/yaml/scalar_type.h"
#include "model/service.h"

namespace portolan::load {

namespace {

void become(Value& value, ValueKind kind, std::string text) {
  value.kind = kind;
  value.text = std::move(text);
}

/// Reports and answers false when the value cannot be what its place asks for.
class Typer {
 public:
  explicit Typer(Loader& loader) : loader_(loader) {}

  bool cast(Value& value, const Shape& shape, std::string_view name) {
    if (value.kind != ValueKind::string || left_open(value)) return true;
    switch (shape.form) {
      case Form::flag:
      case Form::kept_flag: return to_flag(value, name);
      case Form::whole:
      case Form::kept_whole: return to_whole(value, name);
      case Form::device_count: return value.text == "all" ? (become(value, ValueKind::integer, "-1"), true) : to_whole(value, name);
      case Form::number: return to_number(value, name);
      default: return true;
    }
  }

  bool apply(Value& value, const Shape& shape, std::string_view name) {
    switch (shape.form) {
      case Form::text:
        if (value.is_scalar()) value.kind = ValueKind::string;
        return true;
      case Form::bytes: return to_bytes(value, name);
      case Form::duration: return to_duration(value, name);
      case Form::mode: return to_mode(value, name);
      case Form::words: return to_words(value, name);
      case Form::health_test:
        if (value.kind != ValueKind::string) return true;
        wrap(value);
        value.items.insert(value.items.begin(), make_string("CMD-SHELL", value.span));
        return true;
      case Form::texts:
        if (value.is_scalar()) wrap(value);
        for (Value& item : value.items) item.kind = item.is_scalar() ? ValueKind::string : item.kind;
        return true;
      case Form::pairs: return to_text_map(value, make_string(""));
      case Form::open_pairs: return to_text_map(value, Value{});
      case Form::settings: return value.is_null() || to_text_map(value, make_string(""));
      case Form::hosts: return to_hosts(value, name);
      case Form::keyed_texts: return to_keyed_texts(value);
      default: return cast(value, shape, name);
    }
  }

 private:
  /// Without interpolation a variable stands for a value that nobody knows yet.
  bool left_open(const Value& value) const { return !loader_.options.interpolate && value.text.find('$') != std::string::npos; }

  bool refuse(const Value& value, std::string_view name, const std::string& reason) {
    loader_.error("compose-invalid-value", value.span, fmt::format("\"{}\": {}", name, reason));
    return false;
  }

  bool to_flag(Value& value, std::string_view name) {
    const auto truth = parse_truth(value.text);
    if (!truth) return refuse(value, name, truth.error());
    const std::string word = to_lower(value.text);
    if (word != "true" && word != "false") {
      loader_.warning("compose-invalid-value", value.span, fmt::format("\"{}\": \"{}\" is read as {}", name, value.text, *truth ? "true" : "false"),
                      *truth ? "write true" : "write false");
    }
    become(value, ValueKind::boolean, *truth ? "true" : "false");
    return true;
  }

  bool to_whole(Value& value, std::string_view name) {
    const auto number = parse_whole(value.text);
    if (!number) return refuse(value, name, number.error());
    become(value, ValueKind::integer, std::to_string(*number));
    return true;
  }

  bool to_number(Value& value, std::string_view name) {
    const auto number = parse_number(value.text);
    if (!number) return refuse(value, name, number.error());
    const std::string text = format_number(*number);
    become(value, text.find_first_of(".e") == std::string::npos ? ValueKind::integer : ValueKind::number, text);
    return true;
  }

  bool to_bytes(Value& value, std::string_view name) {
    if (!value.is_scalar() || left_open(value)) return true;
    const auto size = parse_size(value.text);
    if (!size) return refuse(value, name, size.error());
    become(value, ValueKind::string, std::to_string(*size));
    return true;
  }

  bool to_duration(Value& value, std::string_view name) {
    if (!value.is_scalar() || left_open(value)) return true;
    const auto duration = parse_duration(value.text);
    if (!duration) return refuse(value, name, duration.error());
    become(value, ValueKind::string, to_string(*duration));
    return true;
  }

  bool to_mode(Value& value, std::string_view name) {
    if (!value.is_scalar() || left_open(value)) return true;
    long long bits = 0;
    try {
      std::size_t used = 0;
      bits = std::stoll(value.text, &used, value.kind == ValueKind::string ? 8 : 10);
      if (used != value.text.size()) throw std::invalid_argument("rest");
    } catch (const std::exception&) {
      return refuse(value, name, fmt::format("expected permissions such as \"0440\", found \"{}\"", value.text));
    }
    become(value, ValueKind::string, fmt::format("0{:o}", bits));
    return true;
  }

  void wrap(Value& value) {
    Value item = value;
    value.kind = ValueKind::list;
    value.text.clear();
    value.items = {std::move(item)};
  }

  bool to_words(Value& value, std::string_view name) {
    if (value.kind != ValueKind::string) return true;
    const auto words = split_shell_words(value.text);
    if (!words) return refuse(value, name, words.error());
    constexpr std::size_t most_words = 20'000;
    if (words->words.size() > most_words) return refuse(value, name, fmt::format("it has more than {} words", most_words));
    value.kind = ValueKind::list;
    value.text.clear();
    if (!words->ignored.empty()) {
      loader_.warning("compose-invalid-value", value.span, fmt::format("\"{}\": no shell reads this, so \"{}\" and what follows is dropped", name, words->ignored.substr(0, words->ignored.find(' '))),
                      "write it as [sh, -c, \"…\"]");
    }
    for (const std::string& word : words->words) value.items.push_back(make_string(word, value.span));
    return true;
  }

  bool to_text_map(Value& value, const Value& nothing) {
    value = to_pairs(loader_.sources, std::move(value));
    for (Entry& entry : value.entries) {
      if (entry.value.is_scalar()) {
        entry.value.kind = ValueKind::string;
      } else if (entry.value.is_null()) {
        entry.value.kind = nothing.kind;
      }
    }
    return true;
  }

  bool to_keyed_texts(Value& value) {
    if (!value.is_map()) return true;
    Value list = to_items(value);
    for (std::size_t i = 0; i < list.items.size(); ++i) {
      if (value.entries[i].value.text.empty()) list.items[i].text = value.entries[i].key.value;
    }
    list.origins = std::move(value.origins);
    value = std::move(list);
    return true;
  }

  bool to_hosts(Value& value, std::string_view name) {
    Value list = make_list(value.span);
    list.origins = value.origins;
    const auto add = [&](std::string_view host, std::string_view address, const Span& span) {
      if (address.starts_with('[') && address.ends_with(']')) address = address.substr(1, address.size() - 2);
      list.items.push_back(make_string(fmt::format("{}={}", host, address), span));
    };
    for (const Entry& entry : value.entries) {
      const Value addresses = to_items(entry.value);
      for (const Value& address : addresses.items) add(entry.key.value, address.text, entry.key.span);
    }
    for (const Value& item : value.items) {
      const std::size_t equals = item.text.find('='), cut = equals != std::string::npos ? equals : item.text.find(':');
      if (cut == std::string::npos || cut == 0) return refuse(item, name, fmt::format("expected HOST=ADDRESS, found \"{}\"", item.text));
      for (const std::string_view address : split(std::string_view(item.text).substr(cut + 1), ',')) {
        add(trim(std::string_view(item.text).substr(0, cut)), trim(address), item.span);
      }
    }
    std::stable_sort(list.items.begin(), list.items.end(), [](const Value& a, const Value& b) { return a.text < b.text; });
    value = std::move(list);
    return true;
  }

  Loader& loader_;
};

/// Says nothing when it is printed: absent, false, zero or empty.
bool says_nothing(const Value& value, const Shape& shape) {
  switch (shape.form) {
    case Form::kept_flag:
    case Form::kept_whole:
    case Form::duration: return value.is_null();
    case Form::words: return value.is_null();
    case Form::flag: return value.is_null() || value.text == "false";
    case Form::whole:
    case Form::device_count:
    case Form::number:
    case Form::bytes: return value.is_null() || value.text == "0";
    default: break;
  }
  if (value.is_null()) return true;
  if (value.is_list()) return value.items.empty();
  if (value.is_map()) return value.entries.empty() && !shape.keys;
  return value.kind == ValueKind::string && value.text.empty();
}

void cast_below(Typer& typer, Value& value, const Shape& shape) {
  if (value.is_list() && shape.items) {
    std::erase_if(value.items, [&](Value& item) {
      cast_below(typer, item, *shape.items);
      return !typer.cast(item, *shape.items, "list");
    });
  }
  std::erase_if(value.entries, [&](Entry& entry) {
    const Shape* inner = find_shape(shape, entry.key.value);
    if (!inner) return false;
    cast_below(typer, entry.value, *inner);
    return !typer.cast(entry.value, *inner, entry.key.value);
  });
}

bool apply_below(Typer& typer, Value& value, const Shape& shape, std::string_view name) {
  if (!typer.apply(value, shape, name)) return false;
  if (value.is_list() && shape.items) {
    std::erase_if(value.items, [&](Value& item) { return !apply_below(typer, item, *shape.items, name); });
  }
  if (!value.is_map()) return true;
  std::erase_if(value.entries, [&](Entry& entry) {
    if (shape.keys && is_extension(entry.key.value)) return false;
    const Shape* inner = find_shape(shape, entry.key.value);
    if (!inner) return false;
    return !apply_below(typer, entry.value, *inner, entry.key.value);
  });
  return true;
}

void drop_below(Value& value, const Shape& shape) {
  if (shape.items) {
    for (Value& item : value.items) drop_below(item, *shape.items);
  }
  std::erase_if(value.entries, [&](Entry& entry) {
    if (shape.keys && is_extension(entry.key.value)) return false;
    const Shape* inner = find_shape(shape, entry.key.value);
    if (!inner) return false;
    drop_below(entry.value, *inner);
    return shape.keys && says_nothing(entry.value, *inner);
  });
}

}  // namespace

void cast_scalars(Loader& loader, Value& model) {
  Typer typer(loader);
  cast_below(typer, model, compose_file_shape);
}

void apply_forms(Loader& loader, Value& model) {
  Typer typer(loader);
  apply_below(typer, model, compose_file_shape, "");
}

void drop_empty(Loader&, const Scope&, Value& model) { drop_below(model, compose_file_shape); }

}  // namespace portolan::load
