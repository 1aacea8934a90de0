#include "load/markdown/file_trees.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/text.h"

namespace portolan::load {

namespace {

/// Display columns of the signs before a name, and whether the last of them is a branch.
struct Lead {
  std::size_t columns = 0;  ///< of the branch
  std::size_t name = 0;     ///< byte where the name begins
  bool branch = false;
};

/// The sign at `at`: its bytes; 0 for what belongs to a name.
std::size_t sign_length(std::string_view line, std::size_t at) {
  for (const std::string_view sign : {"├", "└", "│", "─", "╰", "┣", "┗", "┃", "━", "╠", "╚", "║", "═", "\xC2\xA0"}) {
    if (line.substr(at).starts_with(sign)) return sign.size();
  }
  return std::string_view(" \t|`+-\\").find(line[at]) == std::string_view::npos ? 0 : 1;
}

bool is_branch_sign(std::string_view sign) {
  return sign == "├" || sign == "└" || sign == "╰" || sign == "┣" || sign == "┗" || sign == "╠" || sign == "╚" || sign == "`" || sign == "+" || sign == "|" || sign == "\\";
}

bool is_dash(std::string_view text) { return text.starts_with("─") || text.starts_with("━") || text.starts_with("═") || text.starts_with("-"); }

Lead lead_of(std::string_view line) {
  Lead lead;
  std::size_t column = 0, at = 0;
  while (at < line.size()) {
    const std::size_t length = sign_length(line, at);
    if (length == 0) break;
    const std::string_view sign = line.substr(at, length);
    if (is_branch_sign(sign) && is_dash(line.substr(at + length))) {
      // "+-- name": what follows the dashes is the name, also one that begins with a sign.
      lead.branch = true;
      lead.columns = column;
      at += length;
      while (at < line.size() && is_dash(line.substr(at))) at += sign_length(line, at);
      while (at < line.size() && (line[at] == ' ' || line.substr(at).starts_with("\xC2\xA0"))) at += sign_length(line, at);
      lead.name = at;
      return lead;
    }
    at += length;
    ++column;
  }
  lead.name = at;
  lead.columns = column;
  return lead;
}

/// Where the name ends: at a comment, an arrow, a bracket, or two blanks.
std::size_t name_end(std::string_view line, std::size_t begin) {
  constexpr auto stops = std::to_array<std::string_view>({" #", "  ", " <-", " ←", " →", " - ", " – ", " — ", " (", "\t", " //", " :", ": ", " ["});
  std::size_t end = line.size();
  for (const std::string_view stop : stops) end = std::min(end, line.find(stop, begin));
  while (end > begin && (line[end - 1] == ' ' || line[end - 1] == '\r')) --end;
  return end;
}

bool is_name_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || std::string_view("._-/@+()[]~").find(c) != std::string_view::npos || static_cast<unsigned char>(c) >= 0x80;
}

bool is_name(std::string_view text) { return !text.empty() && text.size() <= 200 && std::all_of(text.begin(), text.end(), is_name_char) && text.find("…") == std::string_view::npos && text.find("─") == std::string_view::npos; }

/// "...", "*", "etc.": some others.
bool stands_for_others(std::string_view name) {
  return name.find("..") != std::string_view::npos || name.find_first_of("*<>{}") != std::string_view::npos || name == "etc." || name == "etc" || name.find("…") != std::string_view::npos;
}

struct Level {
  std::size_t columns = 0;
  std::string path{};
};

class TreeReader {
 public:
  explicit TreeReader(std::string_view text) : text_(text) {}

  std::vector<TreeEntry> read() {
    for (std::size_t at = 0; at < text_.size() && !failed_;) {
      const std::size_t end = std::min(text_.find('\n', at), text_.size());
      take_line(text_.substr(at, end - at), at);
      at = end + 1;
    }
    // One branch alone is a bullet or a part of some drawing.
    if (failed_ || branches_ < 2) return {};
    return std::move(entries_);
  }

 private:
  void take_line(std::string_view line, std::size_t origin) {
    if (trim(line).empty()) return;
    const Lead lead = lead_of(line);
    const std::size_t end = name_end(line, lead.name);
    const std::string_view name = line.substr(lead.name, end - lead.name);
    if (!lead.branch) return take_top(line, name, lead, origin);
    ++branches_;
    while (!levels_.empty() && levels_.back().columns >= lead.columns) levels_.pop_back();
    if (stands_for_others(name)) return;
    if (!is_name(name)) {
      failed_ = true;  // words: a tree of something else
      return;
    }
    if (levels_.size() > 60) return;
    std::string path = (levels_.empty() ? top_ : levels_.back().path) + std::string(name.starts_with("./") ? name.substr(2) : name);
    add(path, line, lead.name, end, origin);
    if (!path.ends_with('/')) path += "/";
    levels_.push_back({lead.columns, std::move(path)});
  }

  /// A line without a branch: the root, a folder that the tree below belongs to, or only signs ("│").
  void take_top(std::string_view line, std::string_view name, const Lead& lead, std::size_t origin) {
    if (name.empty()) return;
    if (lead.name > 0 && line.find_first_not_of(" \t") != lead.name) {
      // "│   more words": the explanation of the line above goes on.
      return;
    }
    if (branches_ == 0 && entries_.empty() && root_.empty() && top_lines_ == 0) {
      ++top_lines_;
      root_ = std::string(name);
      while (root_.ends_with('/')) root_.pop_back();
      if (!is_name(name) || root_.find(' ') != std::string::npos) root_.clear();
      if (root_ == "." || root_ == "~") root_.clear();
      return;
    }
    ++top_lines_;
    if (!is_name(name)) return;
    // A second tree in the same fence: its top is a folder beside the first one.
    levels_.clear();
    top_ = std::string(name);
    if (!top_.ends_with('/')) {
      top_.clear();
      return;
    }
    add(top_, line, lead.name, lead.name + name.size(), origin);
  }

  void add(const std::string& path, std::string_view line, std::size_t begin, std::size_t end, std::size_t origin) {
    TreeEntry entry{.path = path, .root = root_, .begin = origin + begin, .end = origin + end};
    const std::size_t remark = line.find_first_not_of(" \t#<-←→–—/:()", end);
    entry.remark = entry.remark_end = origin + end;
    if (remark != std::string_view::npos && remark < line.size()) {
      entry.remark = origin + remark;
      entry.remark_end = origin + line.size();
    }
    entries_.push_back(std::move(entry));
  }

  std::string_view text_;
  std::vector<TreeEntry> entries_;
  std::vector<Level> levels_;
  std::string root_, top_;
  std::size_t branches_ = 0, top_lines_ = 0;
  bool failed_ = false;
};

/// Something that is certainly a file or a folder: a tree of processes, menus or services has none.
bool has_files(const std::vector<TreeEntry>& entries) {
  const auto is_file = [](const TreeEntry& entry) {
    const std::size_t slash = entry.path.ends_with('/') ? entry.path.size() - 1 : entry.path.rfind('/');
    const std::string_view name = std::string_view(entry.path).substr(slash == std::string::npos ? 0 : slash + 1);
    const std::size_t dot = name.rfind('.');
    return entry.path.ends_with('/') || (dot != std::string_view::npos && dot + 1 < name.size()) || name == "Dockerfile" || name == "Makefile";
  };
  return static_cast<std::size_t>(std::count_if(entries.begin(), entries.end(), is_file)) * 2 > entries.size();
}

}  // namespace

std::vector<TreeEntry> read_tree(std::string_view text) {
  std::vector<TreeEntry> entries = TreeReader(text).read();
  const bool in_container = !entries.empty() && entries.front().root.starts_with('/');  // "/app": nobody's folder here
  return !in_container && has_files(entries) ? entries : std::vector<TreeEntry>{};
}

bool read_file_tree(Reading& reading, const Block& fence, const Frame& outer) {
  const std::string_view language = std::string_view(fence.info).substr(0, fence.info.find_first_of(" \t"));
  constexpr auto languages = std::to_array<std::string_view>({"", "text", "txt", "plaintext", "plain", "tree", "bash", "sh", "shell", "console", "markdown", "md", "ascii", "directory", "none"});
  if (fence.content == FileId::none || std::find(languages.begin(), languages.end(), language) == languages.end()) return false;
  const std::vector<TreeEntry> entries = read_tree(reading.sources().text(fence.content));
  for (const TreeEntry& entry : entries) {
    if (reading.full()) break;
    const Span place{fence.content, static_cast<std::uint32_t>(entry.begin), static_cast<std::uint32_t>(entry.end)};
    Frame frame = outer;
    if (entry.remark < entry.remark_end) {
      const Span words{fence.content, static_cast<std::uint32_t>(entry.remark), static_cast<std::uint32_t>(entry.remark_end)};
      const Phrase remark(reading.sources().text(words).substr(0, longest_phrase), words);
      // "# optional", "# not committed": whether it must be there.
      if (Mood mood = mood_of(whole(remark)); mood.modality != Modality::stated) frame.mood = std::move(mood);
    }
    reading.add(NamesFile{.path = {entry.path, place}, .anchor = {}, .listed = true, .root = entry.root}, place, std::string(reading.sources().text(place)), frame);
  }
  return !entries.empty();
}

}  // namespace portolan::load
