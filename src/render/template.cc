#include "render/template.h"

#include <charconv>
#include <deque>
#include <functional>
#include <map>
#include <sstream>
#include <unordered_map>

#include <fmt/format.h>
#include <kainjow/mustache.hpp>

#include "base/embedded.h"
#include "base/fatal.h"
#include "base/text.h"
#include "render/template_source.h"

namespace portolan::render {

namespace km = kainjow::mustache;

Data::Field& Data::field(std::string name, Kind kind) {
  for (Field& existing : fields_) {
    if (existing.name == name) return existing = Field{.name = std::move(name), .kind = kind, .text = {}, .flag = false, .items = {}};
  }
  fields_.push_back(Field{.name = std::move(name), .kind = kind, .text = {}, .flag = false, .items = {}});
  return fields_.back();
}

Data& Data::set(std::string name, std::string text) {
  field(std::move(name), Kind::text).text = std::move(text);
  return *this;
}

Data& Data::set(std::string name, const char* text) { return set(std::move(name), std::string(text)); }

Data& Data::set(std::string name, Html html) {
  field(std::move(name), Kind::html).text = std::move(html.text);
  return *this;
}

Data& Data::set_flag(std::string name, bool value) {
  field(std::move(name), Kind::flag).flag = value;
  return *this;
}

Data& Data::set_list(std::string name, std::vector<Data> items) {
  field(std::move(name), Kind::list).items = std::move(items);
  return *this;
}

Data& Data::set_object(std::string name, Data object) {
  Field& target = field(std::move(name), Kind::object);
  target.items.clear();
  target.items.push_back(std::move(object));
  return *this;
}

namespace {

struct Compiled {
  explicit Compiled(PreparedTemplate prepared) : tags(std::move(prepared.tags)), program(std::make_unique<km::mustache>(prepared.text)) {
    program->set_custom_escape([](const std::string& text) { return text; });  // Scope escapes, once, what is not Html
  }

  std::vector<TagPlace> tags;
  std::unique_ptr<km::mustache> program;  // rendering changes nothing in it but an error text that only lambdas and partials can set
};

/// Answers the library's questions from our Data: it gets hollow values (a list of n stubs), and we know which Data each stub stands for.
class Scope : public km::basic_context<std::string> {
 public:
  Scope(const std::vector<TagPlace>& tags, const Data& data) : tags_(tags) { stack_.push_back(&data); }

  void push(const km::data* stub) override {
    const auto found = stubs_.find(stub);
    stack_.push_back(found == stubs_.end() ? nullptr : found->second);
  }
  void pop() override { stack_.pop_back(); }

  const km::data* get(const std::string& numbered) const override { return const_cast<Scope*>(this)->answer(numbered); }
  const km::data* get_partial(const std::string&) const override { return nullptr; }

 private:
  const km::data* answer(const std::string& numbered) {
    const std::size_t at = numbered.rfind('@');
    const std::string_view name = std::string_view(numbered).substr(0, at);
    if (const Data::Field* field = find(name)) return hollow(*field);
    std::size_t number = 0;
    std::from_chars(numbered.data() + at + 1, numbered.data() + numbered.size(), number);
    throw Fatal(fmt::format("{}: unknown name \"{}\"{}", to_string(tags_.at(number)), name, hint(name)));
  }

  const Data::Field* find(std::string_view name) const {
    const std::vector<std::string_view> parts = split(name, '.');
    for (auto data = stack_.rbegin(); data != stack_.rend(); ++data) {
      if (*data == nullptr) continue;
      const Data::Field* field = find_in(**data, parts.front());
      for (std::size_t i = 1; field && i < parts.size(); ++i) {
        field = field->kind == Data::Kind::object ? find_in(field->items.front(), parts[i]) : nullptr;
      }
      if (field) return field;
    }
    return nullptr;
  }

  static const Data::Field* find_in(const Data& data, std::string_view name) {
    for (const Data::Field& field : data.fields()) {
      if (field.name == name) return &field;
    }
    return nullptr;
  }

  std::string hint(std::string_view name) const {
    std::vector<std::string> names;
    for (const Data* data : stack_) {
      if (data == nullptr) continue;
      for (const Data::Field& field : data->fields()) names.push_back(field.name);
    }
    const std::optional<std::string> near = nearest(name, names);
    return near ? fmt::format("; did you mean \"{}\"?", *near) : "";
  }

  const km::data* hollow(const Data::Field& field) {
    const auto known = hollows_.find(&field);
    if (known != hollows_.end()) return known->second;
    const km::data* made = &make(field);
    hollows_.emplace(&field, made);
    return made;
  }

  /// An empty text is no truth, so that `{{#text}}` asks whether there is one.
  const km::data& make(const Data::Field& field) {
    switch (field.kind) {
      case Data::Kind::flag: return values_.emplace_back(field.flag);
      case Data::Kind::text: return field.text.empty() ? values_.emplace_back(false) : values_.emplace_back(escape_html(field.text));
      case Data::Kind::html: return field.text.empty() ? values_.emplace_back(false) : values_.emplace_back(field.text);
      case Data::Kind::object: {
        const km::data& value = values_.emplace_back(km::data::type::object);
        stubs_.emplace(&value, &field.items.front());
        return value;
      }
      case Data::Kind::list: break;
    }
    const km::data& value = values_.emplace_back(km::list(field.items.size(), km::data(true)));
    for (std::size_t i = 0; i < field.items.size(); ++i) stubs_.emplace(&value.list_value()[i], &field.items[i]);
    return value;
  }

  const std::vector<TagPlace>& tags_;
  std::vector<const Data*> stack_;
  std::deque<km::data> values_;  // a deque: addresses stay
  std::unordered_map<const Data::Field*, const km::data*> hollows_;  // looked up, never walked
  std::unordered_map<const km::data*, const Data*> stubs_;
};

}  // namespace

struct Templates::Impl {
  std::map<std::string, Compiled, std::less<>> compiled;
};

static constexpr std::string_view folder = "templates/";
static constexpr std::string_view ending = ".html";

static std::vector<std::string> template_names() {
  std::vector<std::string> names;
  for (const EmbeddedFile& file : embedded_files()) {
    if (!file.path.starts_with(folder) || !file.path.ends_with(ending)) continue;
    names.emplace_back(file.path.substr(folder.size(), file.path.size() - folder.size() - ending.size()));
  }
  return names;
}

/// Texts of all templates by name, the theme's before the embedded ones.
static std::map<std::string, std::string, std::less<>> read_templates(FileReader* theme) {
  std::map<std::string, std::string, std::less<>> texts;
  for (const std::string& name : template_names()) {
    const std::string path = fmt::format("{}{}{}", folder, name, ending);
    if (theme != nullptr && theme->kind(path) != FileKind::absent) {
      Expected<std::string> text = theme->read(path);
      if (!text) throw Fatal(fmt::format("cannot read the theme's \"{}\": {}", path, text.error()));
      texts.emplace(name, std::move(*text));
    } else {
      texts.emplace(name, std::string(find_embedded(path).value_or("")));
    }
  }
  return texts;
}

Templates::Templates(FileReader* theme) : impl_(std::make_unique<Impl>()) {
  const auto texts = read_templates(theme);
  const FindTemplate find = [&](std::string_view name, const TagPlace* asked_from) {
    const auto found = texts.find(name);
    if (found != texts.end()) return TemplateFile{fmt::format("{}{}{}", folder, name, ending), found->second};
    const std::optional<std::string> near = nearest(name, template_names());
    throw Fatal(fmt::format("{}unknown partial \"{}\"{}", asked_from ? to_string(*asked_from) + ": " : "", name,
                            near ? fmt::format("; did you mean \"{}\"?", *near) : ""));
  };
  for (const auto& [name, text] : texts) impl_->compiled.emplace(name, Compiled(prepare_template(name, find)));
}

Templates::~Templates() = default;
Templates::Templates(Templates&&) noexcept = default;
Templates& Templates::operator=(Templates&&) noexcept = default;

std::string Templates::render(std::string_view name, const Data& data) const {
  const auto found = impl_->compiled.find(name);
  if (found == impl_->compiled.end()) throw Fatal(fmt::format("there is no template \"{}{}{}\"", folder, name, ending));
  const Compiled& compiled = found->second;
  Scope scope(compiled.tags, data);
  std::ostringstream stream;
  return compiled.program->render(scope, stream).str();
}

}  // namespace portolan::render
