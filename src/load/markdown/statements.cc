#include "load/markdown/statements.h"

#include <algorithm>

#include "base/text.h"
#include "load/markdown/addresses.h"
#include "load/markdown/fragments/fragments.h"
#include "load/markdown/reading.h"
#include "load/markdown/shapes.h"

namespace portolan::load {

namespace {

/// Service names that a YAML fence defines: keys one level below a line `services:`.
void learn_from_fence(Reading& reading, const Block& fence) {
  if (!fence.info.starts_with("yaml") && !fence.info.starts_with("yml")) return;
  std::optional<std::size_t> parent, indent;
  for (const std::string_view line : split(fence.text, '\n')) {
    const std::string_view words = trim(line);
    if (words.empty() || words.front() == '#') continue;
    const std::size_t depth = line.find_first_not_of(' ');
    if (words == "services:") {
      parent = depth;
      indent.reset();
    } else if (parent && depth <= *parent) {
      parent.reset();
    } else if (parent && (!indent || depth == *indent) && words.find(':') != std::string_view::npos) {
      indent = depth;
      reading.learn_service(words.substr(0, words.find(':')));
    }
  }
}

/// The bold or coded lower-case word that a bullet begins with; "" for none.
std::string name_of_bullet(const Block& item) {
  if (item.children.empty() || item.children[0].inlines.empty()) return "";
  const Inline& first = item.children[0].inlines[0];
  if (first.kind != InlineKind::strong && first.kind != InlineKind::code) return "";
  std::string name = plain_text({first});
  while (name.ends_with(':')) name.pop_back();
  return name == to_lower(name) && looks_like_service(name) && !parse_key(name) ? name : "";
}

/// Under a heading about services every such bullet is one; elsewhere, when all bullets of a list begin so and most names are known.
void learn_from_list(Reading& reading, const Block& list, bool about_services) {
  std::vector<std::string> names;
  for (const Block& item : list.children) {
    if (std::string name = name_of_bullet(item); !name.empty()) names.push_back(std::move(name));
  }
  const auto known = std::count_if(names.begin(), names.end(), [&](const std::string& name) { return reading.knows_service(name); });
  const bool roll_call = names.size() == list.children.size() && static_cast<std::size_t>(known) * 2 >= names.size() && names.size() > 1;
  if (!about_services && !roll_call) return;
  for (const std::string& name : names) reading.learn_service(name);
}

/// Names in the first column of tables of services, and bold or coded names of bullets under headings about services.
void learn_from_blocks(Reading& reading, const std::vector<Block>& blocks, const std::vector<Inline>& title) {
  const Phrase heading(title, {});
  bool about_services = topic_of(whole(heading)) == Key::service;
  for (const Block& block : blocks) {
    if (block.kind == BlockKind::paragraph) {
      const Phrase label(block.inlines, block.span);
      if (label.mark_at(InlineKind::strong, 0)) about_services = topic_of(whole(label)) == Key::service;
    } else if (block.kind == BlockKind::code) {
      learn_from_fence(reading, block);
    } else if (block.kind == BlockKind::table && !block.header.cells.empty() && parse_key(plain_text(block.header.cells[0].inlines)) == Key::service) {
      for (const TableRow& row : block.rows) {
        if (row.cells.empty()) continue;
        const std::string name(trim(plain_text(row.cells[0].inlines)));
        if (name == to_lower(name)) reading.learn_service(name);
      }
    } else if (block.kind == BlockKind::list) {
      learn_from_list(reading, block, about_services);
    }
  }
}

/// The headings above a section, outermost first, the section's own last.
class Headings {
 public:
  void enter(const Reading& reading, const Section& section, std::size_t index) {
    while (!levels_.empty() && levels_.back().level >= section.level) levels_.pop_back();
    const Phrase title(section.title_inlines, section.title.span);
    const Stretch words = whole(title);
    Level level{.level = section.level};
    level.environments = environments_of_heading(words);
    level.mood = mood_of_heading(words);
    level.services = services_of_heading(reading, words);
    level.topic = topic_of(words);
    levels_.push_back(std::move(level));
    index_ = index;
  }

  /// The nearest heading that says something decides; a doubt above covers all below.
  Frame frame() const {
    Frame frame;
    frame.section = index_;
    for (const Level& level : levels_) {
      if (!level.environments.empty()) frame.scope = {level.environments, Scope::Source::heading};
      if (level.mood.modality != Modality::stated) frame.mood = level.mood;
      if (!level.services.empty()) {
        frame.services = level.services;
        if (frame.topic == Key::service) frame.topic.reset();  // from here on one of them is meant
      }
      if (level.topic) frame.topic = level.topic;
    }
    return frame;
  }

 private:
  struct Level {
    int level = 0;
    std::vector<Spanned<std::string>> environments{};
    Mood mood{};
    std::vector<Spanned<std::string>> services{};
    std::optional<Key> topic{};
  };
  std::vector<Level> levels_;
  std::size_t index_ = 0;
};

class SectionReader {
 public:
  SectionReader(Reading& reading, Frame frame) : reading_(reading), outer_(std::move(frame)), frame_(outer_) {}

  void read(const std::vector<Block>& blocks) {
    for (const Block& block : blocks) note_scope(block);
    read_blocks(blocks);
  }

 private:
  void read_blocks(const std::vector<Block>& blocks) {
    for (std::size_t i = 0; i < blocks.size(); ++i) read_block(blocks[i], i > 0 ? &blocks[i - 1] : nullptr);
  }

  /// "Full production only." as a sentence of its own says so for the whole section.
  void note_scope(const Block& block) {
    if (block.kind != BlockKind::paragraph || outer_.scope.source == Scope::Source::heading) return;
    const Phrase phrase(block.inlines, block.span);
    const std::vector<Stretch> sentences = sentences_of(whole(phrase));
    const bool alone = !sentences.empty() && sentences.front().words().size() <= 3 && sentences.front().words().back().lower == "only";
    if (!alone) return;
    if (auto named = environments_in_words(sentences.front()); !named.empty()) {
      outer_.scope = {std::move(named), Scope::Source::heading};
      frame_ = outer_;
    }
  }

  void read_block(const Block& block, const Block* above) {
    if (reading_.full()) return;
    switch (block.kind) {
      case BlockKind::paragraph: return read_paragraph(block);
      case BlockKind::list:
        if (block.ordered) read_start_list(reading_, block, frame_);
        return read_list(reading_, block, frame_);
      case BlockKind::table: return is_comparison(block) && !is_rows_of_services(block) ? read_comparison(reading_, block, frame_) : read_table(reading_, block, frame_);
      case BlockKind::code: return read_fence(reading_, block, frame_, above);
      case BlockKind::quote: return read_blocks(block.children);
      default: return;
    }
  }

  /// "| Service | Container port | Production |" is a table of services with one remark, not a comparison.
  static bool is_rows_of_services(const Block& table) {
    const auto second = parse_key(plain_text(table.header.cells[1].inlines));
    return second && *second != Key::environment;
  }

  void read_paragraph(const Block& block) {
    const Phrase phrase(block.inlines, block.span);
    if (is_label(phrase)) {
      // A bold line above a list stands for a heading: "**Development:**", "**Services**:".
      frame_ = outer_;
      const Stretch words = whole(phrase);
      if (auto named = environments_of_heading(words); !named.empty()) frame_.scope = {std::move(named), Scope::Source::heading};
      if (const Mood mood = mood_of_heading(words); mood.modality != Modality::stated) frame_.mood = mood;
      if (const auto topic = topic_of(words)) frame_.topic = topic;
      if (auto services = services_of_heading(reading_, words); !services.empty()) frame_.services = std::move(services);
      return;
    }
    const std::size_t before = reading_.statements();
    const std::vector<Word> words = phrase.words();
    read_sentences(reading_, whole(phrase), frame_);
    read_flow(reading_, phrase, frame_);
    const bool about_service = std::any_of(words.begin(), words.end(), [&](const Word& word) { return reading_.knows_service(word.lower); });
    if (about_service) reading_.count_place(before, whole(phrase).span(), frame_);
    read_inline_commands(reading_, phrase, frame_);
    read_addresses(reading_, phrase, frame_);
    read_file_names(reading_, phrase, frame_);
  }

  static bool is_label(const Phrase& phrase) {
    const Mark* strong = phrase.mark_at(InlineKind::strong, 0);
    if (!strong) return false;
    std::string_view rest = trim(std::string_view(phrase.text()).substr(strong->end));
    return rest.empty() || rest == ":" || (rest.starts_with('(') && (rest.ends_with("):") || rest.ends_with(')')));
  }

  Reading& reading_;
  Frame outer_;
  Frame frame_;
};

}  // namespace

void read_statements(Plan& plan, const SourceMap& sources, const std::vector<std::string>& services, Diagnostics* problems) {
  plan.statements.clear();
  plan.commands.clear();
  plan.unread.clear();
  plan.fragments.clear();
  plan.drawings.clear();
  Reading reading(plan, sources, problems);
  for (const std::string& service : services) reading.learn_defined_service(service);
  for (const Section& section : plan.sections) learn_from_blocks(reading, section.blocks, section.title_inlines);
  Headings headings;
  for (std::size_t i = 0; i < plan.sections.size(); ++i) {
    headings.enter(reading, plan.sections[i], i);
    const Phrase title(plan.sections[i].title_inlines, plan.sections[i].title.span);
    read_file_names(reading, title, headings.frame());
    read_title(reading, whole(title), headings.frame());
    SectionReader(reading, headings.frame()).read(plan.sections[i].blocks);
  }
  state_fragments(reading);
  std::stable_sort(plan.statements.begin(), plan.statements.end(), [](const Statement& a, const Statement& b) { return a.span < b.span; });
  std::stable_sort(plan.unread.begin(), plan.unread.end(), [](const UnreadPlace& a, const UnreadPlace& b) { return a.span < b.span; });
}

}  // namespace portolan::load
