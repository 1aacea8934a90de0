// What a diagram states: services, their ports and images, networks around them, and who calls whom.
#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "load/markdown/drawing/box_lines.h"
#include "load/markdown/drawing/drawing.h"
#include "load/markdown/drawing/node_words.h"
#include "load/markdown/facts.h"
#include "load/markdown/shapes.h"

namespace portolan::load {

namespace {

bool is_any(std::string_view word, std::initializer_list<std::string_view> list) { return std::find(list.begin(), list.end(), word) != list.end(); }

/// Behind the sign that a bullet begins with; the whole line for another one.
Stretch item_of(const Phrase& phrase) {
  for (const std::string_view sign : {"• ", "- ", "* ", "· ", "– "}) {
    if (phrase.text().starts_with(sign)) return {&phrase, sign.size(), phrase.size()};
  }
  return whole(phrase);
}

bool is_item(const Phrase& phrase) { return item_of(phrase).begin > 0; }

struct Node {
  const DrawnNode* drawn = nullptr;
  std::vector<Phrase> lines{};
  NodeWords words{};
  Frame frame{};
  bool around = false;  ///< holds other nodes
  bool groups = false;  ///< holds boxes: "Backend" around them is a part of the stack, no service
};

class DrawingReader {
 public:
  DrawingReader(Reading& reading, const Drawing& drawing, const Frame& frame) : reading_(reading), drawing_(drawing) {
    for (const DrawnNode& drawn : drawing.nodes) {
      Node node{.drawn = &drawn, .frame = frame};
      for (const Spanned<std::string>& line : drawn.lines) node.lines.emplace_back(line.value, line.span);
      nodes_.push_back(std::move(node));
    }
    for (const DrawnNode& drawn : drawing.nodes) {
      if (!drawn.parent) continue;
      nodes_[*drawn.parent].around = true;
      nodes_[*drawn.parent].groups = nodes_[*drawn.parent].groups || drawn.boxed;
    }
    for (const DrawnArrow& arrow : drawing.arrows) linked_.push_back(arrow.from), linked_.push_back(arrow.to);
    std::sort(linked_.begin(), linked_.end());
    for (Node& node : nodes_) {
      if (!node.lines.empty() && !node.groups) node.words = read_node_words(reading, whole(node.lines.front()));
    }
    for (std::size_t i = 0; i < nodes_.size(); ++i) frame_node(i);
  }

  /// Whether words with arrow signs between them, or boxes without arrows, speak of services.
  bool about_services() const {
    std::size_t told = 0;
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      const Node& node = nodes_[i];
      const bool loose = !node.drawn->boxed && !is_linked(i) && !is_caption(i) && !drawing_.arrows.empty();
      if (loose && !node.lines.front().text().ends_with(':')) return false;  // a list of something, with arrow signs in some lines
    }
    for (const DrawnArrow& arrow : drawing_.arrows) {
      const NodeWords &from = nodes_[arrow.from].words, &to = nodes_[arrow.to].words;
      if (!from.named() || !to.named() || (from.services.empty() && to.services.empty())) continue;
      const bool plain = from.outside.value.empty() && to.outside.value.empty() && from.ports.empty() && to.ports.empty() && !arrow.label;
      told += plain ? 1 : 2;  // "db → database" alone may be a new name
    }
    if (!drawing_.arrows.empty()) return told > 1;
    return std::any_of(nodes_.begin(), nodes_.end(), [](const Node& node) { return node.drawn->boxed && !node.words.services.empty(); });
  }

  void read() {
    for (std::size_t i = 0; i < nodes_.size() && !reading_.full(); ++i) {
      if (!nodes_[i].words.services.empty()) {
        read_service(nodes_[i]);
        join_networks(i);
      } else if (nodes_[i].drawn->boxed) {
        read_surrounding(nodes_[i]);
      }
    }
    for (const DrawnArrow& arrow : drawing_.arrows) {
      if (!reading_.full()) read_arrow(arrow);
    }
  }

 private:
  bool is_linked(std::size_t node) const { return std::binary_search(linked_.begin(), linked_.end(), node); }

  /// A title says for which environment what is under it is meant: that of a box around, or words above.
  static void apply_title(Frame& frame, const Phrase& title) {
    const std::size_t count = title.words().size();
    if (count == 0 || count > 5) return;
    if (auto named = environments_of_heading(whole(title)); !named.empty()) frame.scope = {std::move(named), Scope::Source::heading};
    if (Mood mood = mood_of_heading(whole(title)); mood.modality != Modality::stated) frame.mood = std::move(mood);
  }

  void frame_node(std::size_t index) {
    Node& node = nodes_[index];
    if (node.drawn->parent) {
      const Node& outer = nodes_[*node.drawn->parent];  // stands before it
      node.frame = outer.frame;
    } else if (const Node* caption = caption_of(index)) {
      apply_title(node.frame, caption->lines.front());
    }
    if (node.around && node.words.services.empty() && !node.lines.empty()) apply_title(node.frame, node.lines.front());
    if (node.around) return;
    for (const Phrase& line : node.lines) {
      if (Mood mood = mood_of_remark(whole(line)); mood.modality != Modality::stated) node.frame.mood = std::move(mood);
    }
  }

  bool is_caption(std::size_t index) const {
    const Node& node = nodes_[index];
    if (node.drawn->boxed || node.drawn->parent || is_linked(index) || node.lines.empty() || node.lines.front().words().size() > 4) return false;
    return !environments_of_heading(whole(node.lines.front())).empty();
  }

  /// The nearest row of captions above; of these the last one that begins left of the node.
  const Node* caption_of(std::size_t index) const {
    const CellArea& area = nodes_[index].drawn->area;
    const Node* best = nullptr;
    for (std::size_t i = 0; i < index; ++i) {
      const CellArea& other = nodes_[i].drawn->area;
      if (other.top >= area.top || !is_caption(i)) continue;
      const bool nearer = !best || other.top > best->drawn->area.top || (other.top == best->drawn->area.top && other.left <= area.left + 2);
      if (nearer) best = &nodes_[i];
    }
    return best;
  }

  // ---- services

  void read_service(const Node& node) {
    for (const Spanned<std::string>& service : node.words.services) {
      if (node.drawn->boxed) {
        // The scraps of text in a box name parts; to describe a service they are too short.
        reading_.add(ServiceExists{.service = service, .description = {}}, service.span, node.lines.front().shown(reading_.sources(), 0, node.lines.front().size()), node.frame);
      }
      for (const WrittenPort& port : node.words.ports) add_written_port(reading_, service, port, whole(node.lines.front()), node.frame);
      if (!node.words.network.value.empty()) reading_.add(JoinsNetwork{.service = service, .network = node.words.network}, node.words.remark, node.frame);
      if (node.words.remark.phrase && node.words.ports.empty()) read_box_line(reading_, service, node.words.remark, node.frame);
      for (std::size_t i = 1; i < node.lines.size(); ++i) read_box_line(reading_, service, item_of(node.lines[i]), node.frame);
    }
  }

  // ---- what stands around services

  /// "frontend-network", "Docker network: backend", "backend network" as the title of a box.
  static Spanned<std::string> network_of(const Node& node) {
    if (node.lines.empty()) return {};
    const Phrase& title = node.lines.front();
    std::vector<Word> words = title.words();
    std::erase_if(words, [](const Word& word) { return is_any(word.lower, {"docker", "the", "bridge", "compose", "internal"}); });
    if (words.empty() || words.size() > 2) return {};
    const auto is_noun = [](const Word& word) { return word.lower == "network" || word.lower == "net"; };
    const auto take = [&](const Word& word) { return title.take(word.begin, word.end); };
    if (words.size() == 2 && is_noun(words[0]) != is_noun(words[1])) {
      const Spanned<std::string> name = take(is_noun(words[0]) ? words[1] : words[0]);
      return looks_like_service(name.value) && name.value == to_lower(name.value) ? name : Spanned<std::string>{};
    }
    const std::string& lower = words[0].lower;
    const bool named = words.size() == 1 && (lower.ends_with("network") || lower.ends_with("-net") || lower.ends_with("_net")) && !is_noun(words[0]);
    return named && looks_like_service(lower) ? take(words[0]) : Spanned<std::string>{};
  }

  void join_networks(std::size_t index) {
    const Node& node = nodes_[index];
    if (!node.drawn->boxed && !is_linked(index)) return;
    for (auto outer = node.drawn->parent; outer; outer = nodes_[*outer].drawn->parent) {
      const Spanned<std::string> network = network_of(nodes_[*outer]);
      if (network.value.empty()) continue;
      for (const Spanned<std::string>& service : node.words.services) {
        reading_.add(JoinsNetwork{.service = service, .network = network}, service.span, service.value, node.frame);
      }
    }
  }

  /// Lines of a box that is no service: "Volumes: a, b", "Networks: backend", bullets below such a key, sentences.
  void read_surrounding(const Node& node) {
    std::optional<Key> key;
    for (const Phrase& line : node.lines) {
      const std::size_t before = reading_.statements();
      const std::size_t colon = line.text().find(':');
      const auto own_key = colon == std::string::npos ? std::nullopt : parse_key(std::string_view(line.text()).substr(0, colon));
      if (is_item(line)) {
        if (key == Key::volume) read_volume_item(line, node.frame);
        continue;
      }
      key = own_key;
      if (own_key) {
        const Stretch value{&line, colon + 1, line.size()};
        if (*own_key == Key::volume) add_key_facts(reading_, Key::volume, {}, value, node.frame);
        if (*own_key == Key::network) read_networks(value, node.frame);
      } else if (!read_optional(line, node.frame)) {
        read_sentences(reading_, whole(line), node.frame);
      }
      const std::vector<Word> words = line.words();
      const bool about_service = &line != &node.lines.front() && std::any_of(words.begin(), words.end(), [&](const Word& word) { return reading_.knows_service(word.lower); });
      if (about_service) reading_.count_place(before, line.span(), node.frame);
    }
  }

  /// "• postgres_data (database)".
  void read_volume_item(const Phrase& line, const Frame& frame) {
    const Stretch item = item_of(line);
    const std::vector<Word> words = item.words();
    if (words.empty()) return;
    add_key_facts(reading_, Key::volume, {}, {&line, words[0].begin, words[0].end}, frame);
  }

  void read_networks(const Stretch& value, const Frame& frame) {
    for (const Stretch& part : parts_of(value)) {
      const Spanned<std::string> name = part.take();
      if (looks_like_service(name.value) && !says_nothing(name.value)) reading_.add(NetworkSetting{.network = name}, part, frame);
    }
  }

  /// "Optional: PostgreSQL database (separate container)".
  bool read_optional(const Phrase& line, const Frame& around) {
    const std::size_t colon = line.text().find(':');
    if (colon == std::string::npos) return false;
    const Spanned<std::string> word = line.take(0, colon);
    const Modality modality = is_any(to_lower(word.value), {"optional", "optionally"}) ? Modality::optional : is_any(to_lower(word.value), {"later", "planned", "future"}) ? Modality::planned : Modality::stated;
    if (modality == Modality::stated) return false;
    Frame frame = around;
    frame.mood = {modality, word};
    const Stretch rest{&line, colon + 1, line.size()};
    std::vector<Spanned<std::string>> services = read_node_words(reading_, rest).services;
    std::size_t at = 0;
    if (services.empty()) services = read_services(reading_, rest, rest.words(), at);
    for (const Spanned<std::string>& service : services) reading_.add(ServiceExists{.service = service, .description = {}}, {&line, 0, line.size()}, frame);
    return !services.empty();
  }

  // ---- arrows

  /// An arrow back to whoever called.
  bool is_answer(const DrawnArrow& arrow) const {
    return std::any_of(drawing_.arrows.begin(), drawing_.arrows.end(), [&](const DrawnArrow& other) { return other.from == arrow.to && other.to == arrow.from; });
  }

  /// "./src ──▶ web".
  void mount_folder(const Node& from, const Node& to, const Frame& frame) {
    if (from.drawn->boxed || from.lines.size() != 1 || to.words.services.size() != 1) return;
    const Spanned<std::string> source = from.lines.front().take(0, from.lines.front().size());
    if (!source.value.starts_with("./") || source.value.find(' ') != std::string::npos) return;
    reading_.add(MountsVolume{.service = to.words.services.front(), .source = source}, whole(from.lines.front()), frame);
  }

  void read_arrow(const DrawnArrow& arrow) {
    const Node *from = &nodes_[arrow.from], *to = &nodes_[arrow.to];
    if ((arrow.both_ways || !arrow.headed) && !to->words.outside.value.empty()) std::swap(from, to);
    Frame frame = from->frame.scope.environments.empty() ? to->frame : from->frame;
    if (to->frame.mood.modality != Modality::stated) frame.mood = to->frame.mood;
    std::vector<WrittenPort> ports;
    std::optional<Phrase> label;
    if (arrow.label) {
      label.emplace(arrow.label->value, arrow.label->span);
      ports = ports_alone(whole(*label));
      if (Mood mood = mood_of_remark(whole(*label)); mood.modality != Modality::stated) frame.mood = std::move(mood);
    }
    const bool labelled = !ports.empty();
    // "nginx:80" behind "browser →" may be the port on either side: the node itself states it.
    if (!labelled && from->words.outside.value.empty()) ports = to->words.ports;
    if (!from->words.named()) {
      mount_folder(*from, *to, frame);
      // Whoever calls there: the port is one of the service.
      for (const Spanned<std::string>& service : to->words.services) {
        for (const WrittenPort& port : labelled ? ports : std::vector<WrittenPort>{}) add_written_port(reading_, service, port, whole(*label), frame);
      }
      return;
    }
    const bool outside = !from->words.outside.value.empty();
    if (outside && to->words.services.empty()) return;
    if (to->words.services.empty() && is_answer(arrow)) return;
    const auto sources = outside ? std::vector<Spanned<std::string>>{from->words.outside} : from->words.services;
    const auto targets = to->words.services.empty() && !to->words.outside.value.empty() ? std::vector<Spanned<std::string>>{to->words.outside} : to->words.services;
    for (const Spanned<std::string>& source : sources) {
      for (const Spanned<std::string>& target : targets) {
        if (equals_ignoring_case(source.value, target.value)) continue;
        const std::string text = fmt::format("{} → {}", source.value, target.value);
        if (ports.empty()) reading_.add(Connects{.from = source, .to = target}, arrow.span, text, frame);
        for (const WrittenPort& port : ports) {
          const Spanned<int>& number = outside && port.host ? *port.host : port.port;
          reading_.add(Connects{.from = source, .to = target, .port = number}, arrow.span, fmt::format("{}:{}", text, number.value), frame);
        }
      }
    }
  }

  Reading& reading_;
  const Drawing& drawing_;
  std::vector<Node> nodes_;
  std::vector<std::size_t> linked_;  // nodes that an arrow touches, sorted
};

/// Languages of fences that hold plain text.
bool is_plain(std::string_view info) {
  const std::string language = to_lower(info.substr(0, info.find_first_of(" \t,{")));
  return is_any(language, {"", "text", "txt", "plain", "plaintext", "ascii", "ascii-art", "asciiart", "diagram", "ditaa", "none"});
}

}  // namespace

bool read_drawn_fence(Reading& reading, const Block& fence, const Frame& frame) {
  if (fence.content == FileId::none || !is_plain(fence.info)) return false;
  ReadDrawing read = read_drawing(reading.sources().text(fence.content), fence.content);
  if (read.as == DrawnAs::unclear) reading.count_place(reading.statements(), fence.span, frame);
  if (read.as == DrawnAs::nothing || read.as == DrawnAs::unclear) return false;
  read.drawing.section = frame.section;
  DrawingReader reader(reading, read.drawing, frame);
  if (read.as == DrawnAs::words && !reader.about_services()) return false;
  reader.read();
  reading.add_drawing(std::move(read.drawing));
  return true;
}

}  // namespace portolan::load
