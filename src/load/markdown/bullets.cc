#include <algorithm>

#include "base/text.h"
#include "load/markdown/addresses.h"
#include "load/markdown/clause.h"
#include "load/markdown/descriptions.h"
#include "load/markdown/facts.h"
#include "load/markdown/fragments/code_keys.h"
#include "load/markdown/shapes.h"

namespace portolan::load {

namespace {

/// "**Key**: value", "`NAME`: meaning", "Key: value", "source → target".
struct KeyedBullet {
  Stretch key{};
  Stretch value{};
  bool marked = false;  // bold or code
  bool code = false;
  bool arrow = false;
};

std::size_t skip_blanks(const std::string& text, std::size_t at) {
  while (at < text.size() && text[at] == ' ') ++at;
  return at;
}

/// Length of the separator at `at`: a colon, an arrow, or a dash between blanks; 0 for none.
std::size_t separator_at(const std::string& text, std::size_t at, bool& arrow) {
  arrow = false;
  for (const std::string_view mark : {"→", "->", "=>"}) {
    if (text.compare(at, mark.size(), mark) != 0) continue;
    arrow = true;
    return mark.size();
  }
  for (const std::string_view mark : {":", "– ", "— ", "- "}) {
    if (text.compare(at, mark.size(), mark) == 0) return mark.size();
  }
  return 0;
}

std::optional<KeyedBullet> split_key(const Phrase& phrase) {
  const std::string& text = phrase.text();
  KeyedBullet bullet;
  const Mark* mark = phrase.mark_at(InlineKind::strong, 0);
  const Mark* code = phrase.mark_at(InlineKind::code, 0);
  std::size_t end = 0;
  if (mark || code) {
    bullet.marked = true;
    bullet.code = code != nullptr;
    end = mark ? mark->end : code->end;
  } else {
    // A plain key is short: "Dev: …", "Base Image: …".
    end = text.find(':');
    const std::size_t arrow = std::min(text.find("→"), text.find("->"));
    if (arrow < end) end = arrow;
    if (end == std::string::npos || end > 40 || split_words(text.substr(0, end)).size() > 4) return std::nullopt;
  }
  std::size_t key_end = end;
  // "**Key:** value": the colon stands inside.
  while (key_end > 0 && (text[key_end - 1] == ':' || text[key_end - 1] == ' ')) --key_end;
  const bool colon_inside = key_end < end;
  std::size_t at = skip_blanks(text, end);
  if (!colon_inside) {
    // "**web** (Django): …" – the bracket explains the key.
    if (at < text.size() && text[at] == '(') {
      const std::size_t close = text.find(')', at);
      const std::size_t next = close == std::string::npos ? at : skip_blanks(text, close + 1);
      bool ignored = false;
      if (close != std::string::npos && next < text.size() && separator_at(text, next, ignored) > 0) at = next;
    }
    const std::size_t length = at < text.size() ? separator_at(text, at, bullet.arrow) : 0;
    if (length == 0 && at < text.size()) return std::nullopt;
    at += length;
  }
  bullet.key = {&phrase, 0, key_end};
  bullet.value = {&phrase, skip_blanks(text, at), text.size()};
  return bullet;
}

const Block* first_paragraph(const Block& item) {
  return !item.children.empty() && item.children.front().kind == BlockKind::paragraph ? &item.children.front() : nullptr;
}

/// `Dev:` in a nested list: the facts of the bullet above, for one environment.
bool names_environment(const Stretch& key) {
  const auto named = environments_of_heading(key);
  return named.size() == 1 && key.words().size() <= 2;
}

/// Descriptions that are themselves claims: "- **nginx**: the only way in".
void add_role_claims(Reading& reading, const Spanned<std::string>& service, const Stretch& value, const Frame& frame) {
  const std::string lower = to_lower(value.text());
  for (const std::string_view words : {"only way in", "single entry point", "only entry point", "only public entry point", "only entrance"}) {
    const std::size_t at = lower.find(words);
    if (at == std::string::npos) continue;
    reading.add(Exposure{.kind = ExposureKind::single_entry_point, .subjects = {service}},
                Stretch{value.phrase, value.begin + at, value.begin + at + words.size()}, frame);
    return;
  }
}

class ListReader {
 public:
  explicit ListReader(Reading& reading) : reading_(reading) {}

  /// `key` is that of the bullet above, when it had no value of its own: "- **Port**:" with "Dev: 5173" below it.
  void read(const Block& list, const Frame& frame, std::optional<Key> key) {
    for (const Block& item : list.children) read_item(item, frame, key);
  }

 private:
  void read_item(const Block& item, const Frame& around, std::optional<Key> outer_key) {
    const Block* paragraph = first_paragraph(item);
    if (!paragraph || reading_.full()) return;
    Frame outer = around;
    if (item.checked == false && outer.mood.modality == Modality::stated) outer.mood = {Modality::planned, {}};  // an open task
    const Phrase phrase(paragraph->inlines, paragraph->span);
    const std::size_t before = reading_.statements();
    // What a bullet is about stands in its first thought; each later sentence has an environment and doubts of its own.
    Frame frame = outer.narrowed_by_first(whole(phrase));
    std::optional<Key> key;
    const auto bullet = split_key(phrase);
    const bool read = bullet && (read_service(*bullet, outer, frame) || read_keyed(*bullet, outer, frame, outer_key, key));
    if (!read && !read_list_of_values(phrase, frame, outer_key)) read_sentences(reading_, whole(phrase), outer.remarked(whole(phrase)));
    read_flow(reading_, phrase, frame);
    if (looks_like_fact(phrase, bullet)) reading_.count_place(before, whole(phrase).span(), frame);
    read_inline_commands(reading_, phrase, frame);
    if (key != Key::health && key != Key::health_test && outer_key != Key::health) {
      Frame asked = frame;  // each sentence doubts its own addresses
      asked.mood = outer.mood;
      read_addresses(reading_, phrase, asked);
    }
    read_file_names(reading_, phrase, frame);
    read_children(item, frame, key);
  }

  void read_children(const Block& item, const Frame& frame, std::optional<Key> key) {
    for (std::size_t i = 1; i < item.children.size(); ++i) {
      const Block& child = item.children[i];
      if (child.kind == BlockKind::list) read(child, frame, key);
      if (child.kind == BlockKind::code) read_fence(reading_, child, frame, &item.children[i - 1]);
      if (child.kind == BlockKind::table) is_comparison(child) ? read_comparison(reading_, child, frame) : read_table(reading_, child, frame);
      if (child.kind == BlockKind::paragraph) {
        const Phrase phrase(child.inlines, child.span);
        read_sentences(reading_, whole(phrase), frame);
        read_inline_commands(reading_, phrase, frame);
        read_addresses(reading_, phrase, frame);
        read_file_names(reading_, phrase, frame);
      }
    }
  }

  /// True when the bullet was one of the keyed shapes, whether or not its value could be read. Sets `key` for the bullets below, and their service.
  bool read_keyed(const KeyedBullet& bullet, const Frame& outer, Frame& frame, std::optional<Key> outer_key, std::optional<Key>& key) {
    if (outer_key && names_environment(bullet.key)) {
      frame.scope = {environments_of_heading(bullet.key), Scope::Source::own_words};
      add_key_facts(reading_, *outer_key, frame.services, bullet.value, frame);
      return true;
    }
    if (names_environment(bullet.key)) {
      frame.scope = {environments_of_heading(bullet.key), Scope::Source::own_words};
      return read_topic_value(bullet, frame);
    }
    const Spanned<std::string> name = bullet.key.take();
    const bool variable = bullet.code || name.value.find('_') != std::string::npos || (bullet.marked && frame.topic == Key::variable);
    if (is_variable_name(name.value) && variable) return read_variable(bullet, name, frame);
    if (read_yaml_line(bullet, outer, key)) return true;
    if (read_explained_value(bullet, outer, outer_key)) return true;
    if (bullet.arrow) return read_mapping(bullet, frame);
    if (read_way_in(bullet, frame)) return true;
    key = parse_key(bullet.key.text());
    if (!key) return false;
    if (bullet.value.empty()) return true;
    if (frame.services.empty() && *key == Key::network) return read_network(bullet, frame);
    if (*key == Key::description || *key == Key::aspect || *key == Key::environment) return false;
    const std::size_t before = reading_.statements();
    add_key_facts(reading_, *key, frame.services, bullet.value, frame);
    if (*key == Key::health && reading_.statements() == before && !frame.services.empty()) {
      for (const Spanned<std::string>& service : frame.services) {
        const bool absent = says_nothing(bullet.value.text());
        reading_.add(HealthFact{.service = service, .aspect = absent ? HealthAspect::absent : HealthAspect::present}, bullet.value, frame);
      }
    }
    return reading_.statements() != before;
  }

  /// "**External access**: via nginx on ports 80/443": there is no other way in.
  bool read_way_in(const KeyedBullet& bullet, const Frame& frame) {
    const std::string key = to_lower(bullet.key.take().value);
    if (key != "external access" && key != "access from outside" && key != "public access") return false;
    Clause clause(reading_, bullet.value);
    if (!clause.eat_any({"only via", "only through", "via", "through"})) return false;
    Services services = clause.services();
    if (services.empty()) return false;
    reading_.add(Exposure{.kind = ExposureKind::single_entry_point, .subjects = std::move(services)}, clause.taken(0), frame);
    return true;
  }

  /// "**`restart: unless-stopped`**: …": a line of a compose file, explained.
  bool read_yaml_line(const KeyedBullet& bullet, const Frame& frame, std::optional<Key>& key) {
    const Spanned<std::string> line = bullet.key.take();
    const std::size_t colon = line.value.find(':');
    if (!bullet.key.phrase->mark_at(InlineKind::code, 0)) return false;
    key = parse_key(std::string_view(line.value).substr(0, colon));
    // What the readers of bullets have no shape for: `container_name: x`, `command: …`, `test: [...]`.
    const bool left_to_yaml = !key || *key == Key::health || *key == Key::health_test || *key == Key::command;
    if (left_to_yaml && read_code_key(reading_, line, frame.services, frame)) return true;
    if (!key) return false;
    if (colon == std::string::npos || frame.services.empty()) return true;
    std::size_t begin = line.value.find_first_not_of(" -", colon + 1), end = line.value.size();
    if (begin == std::string::npos) return true;
    if (line.value[begin] == '"' && line.value.back() == '"' && end > begin + 1) {
      ++begin;
      --end;
    }
    const Span place{line.span.file, line.span.begin + static_cast<std::uint32_t>(begin), line.span.begin + static_cast<std::uint32_t>(end)};
    const Phrase value(std::string_view(line.value).substr(begin, end - begin), place);
    if (*key == Key::port) {
      read_port_line(value, frame);
    } else if (*key != Key::health && *key != Key::command) {
      add_key_facts(reading_, *key, frame.services, whole(value), frame);
    }
    return true;
  }

  /// "`./data:/srv`: explained" below "**Volumes**:".
  bool read_explained_value(const KeyedBullet& bullet, const Frame& frame, std::optional<Key> outer_key) {
    if (!bullet.code || bullet.arrow || !outer_key || frame.services.empty()) return false;
    if (*outer_key == Key::port) return read_code_item(reading_, "ports", bullet.key.take(), frame.services, frame);
    if (*outer_key == Key::waits_for) return read_code_item(reading_, "depends_on", bullet.key.take(), frame.services, frame);
    if (*outer_key != Key::volume && *outer_key != Key::network && *outer_key != Key::secret) return false;
    const std::size_t before = reading_.statements();
    add_key_facts(reading_, *outer_key, frame.services, bullet.key, frame);
    return reading_.statements() != before;
  }

  /// "5433:5432" as Compose writes it.
  void read_port_line(const Phrase& value, const Frame& frame) {
    const std::size_t colon = value.text().find(':');
    if (colon == std::string::npos) return;
    const auto host = parse_digits(std::string_view(value.text()).substr(0, colon)), container = parse_digits(std::string_view(value.text()).substr(colon + 1));
    if (!host || !container) return;
    for (const Spanned<std::string>& service : frame.services) {
      reading_.add(PublishesPort{.service = service,
                                 .container_port = Spanned<int>{*container, value.span(colon + 1, value.size())},
                                 .host_port = Spanned<int>{*host, value.span(0, colon)},
                                 .published = true},
                   whole(value), frame);
    }
  }

  bool read_variable(const KeyedBullet& bullet, const Spanned<std::string>& name, const Frame& frame) {
    HasVariable fact{.name = name};
    const std::vector<Word> words = bullet.value.words();
    // Only code that is the whole value is the value; "True/False" and prose explain.
    const bool literal = words.size() == 1 && words[0].code;
    const bool described = words.size() > 1 && words[0].code && words[0].end < bullet.value.end && bullet.value.phrase->text().compare(words[0].end, 2, " (") == 0;
    if (literal || described) fact.value = bullet.value.phrase->take(words[0].begin, words[0].end);
    std::vector<Spanned<std::string>> services = frame.services;
    if (services.empty()) services.emplace_back();
    for (Spanned<std::string>& service : services) {
      fact.service = std::move(service);
      reading_.add(fact, {bullet.key.phrase, bullet.key.begin, bullet.value.end}, frame);
    }
    return true;
  }

  /// "`/api` → backend", "`postgres_data` → `/var/lib/postgresql/data`".
  bool read_mapping(const KeyedBullet& bullet, const Frame& frame) {
    const Spanned<std::string> left = bullet.key.take();
    const std::vector<Word> words = bullet.value.words();
    if (words.empty() || split_words(left.value).size() != 1) return false;
    const Spanned<std::string> right = bullet.value.phrase->take(words[0].begin, words[0].end);
    const Stretch all{bullet.key.phrase, bullet.key.begin, bullet.value.end};
    if (left.value.starts_with('/') && reading_.knows_service(right.value.substr(0, right.value.find(':')))) {
      reading_.add(RoutesPath{.path = left, .target = right}, all, frame);
      return true;
    }
    if (!left.value.starts_with('/') && right.value.starts_with('/') && right.value.size() > 1) {
      MountsVolume fact{.source = left, .target = right};
      if (!frame.services.empty()) fact.service = frame.services.front();
      reading_.add(std::move(fact), all, frame);
      return true;
    }
    return false;
  }

  /// "- **web**: Django development server": a name that is known, or a name under a heading about services.
  /// Sets what the bullets below it are about.
  bool read_service(const KeyedBullet& bullet, const Frame& outer, Frame& frame) {
    const Spanned<std::string> name = bullet.key.take();
    if (!bullet.marked || bullet.arrow || parse_key(name.value) || !reading_.names_service(name.value)) return false;
    if (!outer.services.empty()) return false;  // under a service's heading a role word is an aspect of it
    const bool about_services = outer.topic == Key::service;
    const bool lower_case = name.value == to_lower(name.value);
    const bool known = reading_.knows_service(name.value);
    if (!(known && (lower_case || about_services)) && !(about_services && lower_case)) return false;
    const std::vector<Stretch> sentences = sentences_of(bullet.value);
    const Frame first = outer.narrowed_by_first(bullet.value), remarked = outer.remarked(bullet.value);
    reading_.add(ServiceExists{.service = name, .description = bullet.value.phrase->shown(reading_.sources(), bullet.value.begin, bullet.value.end)},
                 name.span, bullet.key.phrase->shown(reading_.sources(), 0, bullet.key.phrase->size()), first);
    for (const Stretch& sentence : sentences) {
      for (const Thought& thought : thoughts_with_frames(sentence, remarked)) {
        add_description_facts(reading_, name, thought.words, thought.frame);
        add_role_claims(reading_, name, thought.words, thought.frame);
      }
    }
    frame = first;
    frame.services = {name};
    frame.topic.reset();
    return true;
  }

  /// "**Network**: `dev_network` (bridge)" where no service is meant.
  bool read_network(const KeyedBullet& bullet, const Frame& frame) {
    const std::vector<Word> words = bullet.value.words();
    const auto code = std::find_if(words.begin(), words.end(), [](const Word& word) { return word.code; });
    if (code == words.end()) return false;
    NetworkSetting fact{.network = bullet.value.phrase->take(code->begin, code->end)};
    if (!looks_like_service(fact.network.value)) return false;
    for (auto word = code + 1; word != words.end(); ++word) {
      if (word->lower == "bridge" || word->lower == "overlay" || word->lower == "macvlan") fact.driver = bullet.value.phrase->take(word->begin, word->end);
      if (word->lower == "internal") fact.internal = Spanned<bool>{true, bullet.value.phrase->span(word->begin, word->end)};
    }
    reading_.add(std::move(fact), bullet.value, frame);
    return true;
  }

  /// "Development: `postgres_dev_data` volume" under "Data persistence" of a service.
  bool read_topic_value(const KeyedBullet& bullet, const Frame& frame) {
    const std::vector<Word> words = bullet.value.words();
    const bool volume = words.size() == 2 && words[0].code && words[1].lower == "volume";
    if (!volume) return false;
    MountsVolume fact{.source = bullet.value.phrase->take(words[0].begin, words[0].end)};
    if (!frame.services.empty()) fact.service = frame.services.front();
    reading_.add(std::move(fact), bullet.value, frame);
    return true;
  }

  /// A bullet below "**Secrets**:" is one of them.
  bool read_list_of_values(const Phrase& phrase, const Frame& frame, std::optional<Key> outer_key) {
    const bool listed = outer_key == Key::network || outer_key == Key::secret || outer_key == Key::volume || outer_key == Key::waits_for || outer_key == Key::port ||
                        outer_key == Key::variable;
    if (!listed || frame.services.empty() || phrase.words().empty()) return false;
    const std::size_t before = reading_.statements();
    add_key_facts(reading_, *outer_key, frame.services, whole(phrase), frame);
    return reading_.statements() != before;
  }

  bool looks_like_fact(const Phrase& phrase, const std::optional<KeyedBullet>& bullet) const {
    if (bullet && bullet->marked && (parse_key(bullet->key.text()) || is_variable_name(bullet->key.take().value))) return true;
    const std::vector<Word> words = phrase.words();
    return std::any_of(words.begin(), words.end(), [&](const Word& word) { return reading_.knows_service(word.lower); });
  }

  Reading& reading_;
};

}  // namespace

void read_list(Reading& reading, const Block& list, const Frame& frame) { ListReader(reading).read(list, frame, std::nullopt); }

}  // namespace portolan::load
