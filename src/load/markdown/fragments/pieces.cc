#include "load/markdown/fragments/pieces.h"

#include <algorithm>
#include <array>
#include <set>

#include "base/text.h"
#include "load/markdown/fragments/recognise.h"

namespace portolan::load {

namespace {

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) { return std::find(words.begin(), words.end(), word) != words.end(); }

struct Line {
  std::size_t begin = 0;
  std::size_t end = 0;           ///< without the line break
  std::size_t indent = 0;
  std::string_view words{};      ///< trimmed
  std::string_view key{};        ///< of `key:` or `key: value`, else empty
  bool opens = false;            ///< nothing but a remark behind the colon

  bool blank() const { return words.empty(); }
  bool comment() const { return words.starts_with('#'); }
  bool item() const { return words == "-" || words.starts_with("- "); }
};

bool is_key_byte(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.'; }

void find_key(Line& line) {
  std::size_t end = 0;
  while (end < line.words.size() && is_key_byte(line.words[end])) ++end;
  if (end == 0 || end >= line.words.size() || line.words[end] != ':' || line.words.front() == '-') return;
  const std::string_view rest = line.words.substr(end + 1);
  if (!rest.empty() && rest.front() != ' ' && rest.front() != '\t') return;
  line.key = line.words.substr(0, end);
  const std::string_view value = trim(rest);
  line.opens = value.empty() || value.starts_with('#') || value.starts_with('&');
}

std::vector<Line> lines_of(std::string_view text) {
  std::vector<Line> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    Line line{.begin = at, .end = end};
    const std::string_view raw = text.substr(at, end - at);
    line.indent = std::min(raw.find_first_not_of(" \t"), raw.size());
    line.words = trim(raw);
    find_key(line);
    lines.push_back(line);
    at = end + 1;
  }
  return lines;
}

/// What begins a file of another tool.
bool is_foreign_key(std::string_view key) {
  constexpr auto keys = std::to_array<std::string_view>(
      {"apiVersion", "kind", "jobs", "on", "runs-on", "steps", "stages", "pipeline", "script", "hosts", "tasks", "openapi", "swagger", "paths", "scrape_configs", "global",
       "receivers", "processors", "exporters", "pipelines", "http", "tcp", "entryPoints", "providers", "certificatesResolvers", "site_name", "repos", "updates", "rules", "groups",
       "replicaCount", "spec", "metadata", "AWSTemplateFormatVersion", "Resources", "before_script", "language", "workflows", "orbs", "plugins", "theme", "$schema", "_format_version",
       "datasources", "server", "spring", "defaults", "parameters", "dependencies", "devDependencies", "variables", "trigger", "pool", "image_pull_policy"});
  return std::find(keys.begin(), keys.end(), key) != keys.end();
}

using Lines = std::vector<Line>;

std::size_t next_with_words(const Lines& lines, std::size_t at, std::size_t end) {
  while (at < end && (lines[at].blank() || lines[at].comment())) ++at;
  return at;
}

/// A key of the top level or of a service, or a name above keys of a service.
bool begins_compose(const Lines& lines, std::size_t at, std::size_t end) {
  const Line& line = lines[at];
  if (line.key.empty()) return false;
  if (is_top_level_key(line.key) || is_service_key(line.key)) return true;
  if (!line.opens) return false;
  const std::size_t below = next_with_words(lines, at + 1, end);
  const bool deeper = below < end && lines[below].indent > line.indent;
  return deeper && (is_service_key(lines[below].key) || is_one_of(lines[below].key, {"driver", "driver_opts", "external", "internal", "ipam"}));
}

YamlPiece piece_of(const Lines& lines, std::size_t first, std::size_t last) { return {lines[first].begin, lines[last - 1].end}; }

/// A name above a list: "Backend:" with mounts below it, in a chapter about volumes.
bool begins_lists(const Lines& lines, std::size_t at, std::size_t end) {
  if (!lines[at].opens) return false;
  const std::size_t below = next_with_words(lines, at + 1, end);
  return below < end && lines[below].item();
}

/// The comment lines right above line `at` belong to it.
std::size_t with_comments_above(const Lines& lines, std::size_t at, std::size_t least) {
  while (at > least && lines[at - 1].comment()) --at;
  return at;
}

/// Lines [first, last) of a YAML document: one piece, or several where keys of the top level come again.
void add_document(const Lines& lines, std::size_t first, std::size_t last, std::vector<YamlPiece>& pieces) {
  const std::size_t start = next_with_words(lines, first, last);
  if (start >= last) return;
  const std::size_t indent = lines[start].indent;
  std::set<std::string_view> seen;
  bool compose = false, foreign = false;
  std::size_t begin = first;
  const auto close = [&](std::size_t end) {
    while (end > begin && lines[end - 1].blank()) --end;
    if (compose && !foreign && end > begin) pieces.push_back(piece_of(lines, begin, end));
  };
  for (std::size_t i = start; i < last; ++i) {
    const Line& line = lines[i];
    if (line.indent != indent || line.key.empty()) continue;
    if (is_top_level_key(line.key) && !seen.insert(line.key).second) {
      const std::size_t above = with_comments_above(lines, i, begin);
      close(above);
      begin = above;
      seen = {line.key};
      compose = foreign = false;
    }
    compose = compose || begins_compose(lines, i, last) || begins_lists(lines, i, last);
    foreign = foreign || is_foreign_key(line.key);
  }
  close(last);
}

std::vector<YamlPiece> pieces_of_yaml(const Lines& lines) {
  std::vector<YamlPiece> pieces;
  std::size_t first = 0;
  for (std::size_t i = 0; i <= lines.size(); ++i) {
    const bool divides = i == lines.size() || (lines[i].indent == 0 && (lines[i].words == "---" || lines[i].words.starts_with("--- ")));
    if (!divides) continue;
    add_document(lines, first, i, pieces);
    first = i + 1;
  }
  return pieces;
}

/// The end of the run of YAML that begins at line `first`.
std::size_t end_of_run(const Lines& lines, std::size_t first) {
  std::size_t end = first + 1;
  bool list_may_follow = lines[first].opens;
  for (std::size_t i = first + 1; i < lines.size(); ++i) {
    const Line& line = lines[i];
    if (line.blank() || line.comment()) continue;
    const bool level = line.indent == lines[first].indent;
    const bool goes_on = line.indent > lines[first].indent || (level && (!line.key.empty() || (line.item() && list_may_follow)));
    if (!goes_on) break;
    if (level && !line.item()) list_may_follow = line.opens;
    end = i + 1;
  }
  return end;
}

std::vector<YamlPiece> pieces_among_others(const Lines& lines) {
  std::vector<YamlPiece> pieces;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].blank() || lines[i].comment() || !begins_compose(lines, i, lines.size())) {
      if (!lines[i].blank() && is_foreign_key(lines[i].key)) i = end_of_run(lines, i) - 1;
      continue;
    }
    const std::size_t end = end_of_run(lines, i);
    const auto with_words = std::count_if(lines.begin() + static_cast<std::ptrdiff_t>(i), lines.begin() + static_cast<std::ptrdiff_t>(end),
                                          [](const Line& line) { return !line.blank() && !line.comment(); });
    if (with_words >= 2) add_document(lines, with_comments_above(lines, i, 0), end, pieces);
    i = end - 1;
  }
  return pieces;
}

/// "...", "… other services …", "[...]", "(same as above)", "<your keys>": the writer left something out.
bool leaves_out(std::string_view words) {
  if (words.starts_with("- ")) words = trim(words.substr(2));
  if (words.empty()) return false;
  if (words.starts_with("...") || words.starts_with("…") || words.starts_with("[...") || words.starts_with("[…")) return true;
  const bool framed = (words.front() == '(' && words.back() == ')') || (words.front() == '<' && words.back() == '>');
  return framed && words.find(": ") == std::string_view::npos;
}

}  // namespace

FenceClaim claim_of(std::string_view info) {
  const std::string language = to_lower(info.substr(0, info.find_first_of(" \t,{:")));
  if (language.empty()) return FenceClaim::nothing;
  if (is_one_of(language, {"yaml", "yml", "docker-compose", "compose", "dockercompose", "docker-compose.yml", "docker-compose.yaml", "compose.yaml", "compose.yml"})) return FenceClaim::yaml;
  if (is_one_of(language, {"bash", "sh", "shell", "console", "zsh", "terminal", "shell-session", "shellscript", "text", "txt", "plain", "plaintext", "docker", "dockerfile", "conf",
                           "config", "ini", "none", "env", "dotenv", "properties", "code"})) {
    return FenceClaim::loose;
  }
  return FenceClaim::foreign;
}

std::vector<YamlPiece> find_yaml_pieces(std::string_view text, FenceClaim claim) {
  if (claim == FenceClaim::foreign) return {};
  const Lines lines = lines_of(text);
  return claim == FenceClaim::yaml ? pieces_of_yaml(lines) : pieces_among_others(lines);
}

std::string mended_yaml(std::string_view piece) {
  std::string out(piece);
  for (std::size_t at = 0; at < out.size();) {
    const std::size_t end = std::min(out.find('\n', at), out.size());
    const std::string_view line = std::string_view(out).substr(at, end - at);
    if (leaves_out(trim(line))) {
      std::fill(out.begin() + static_cast<std::ptrdiff_t>(at), out.begin() + static_cast<std::ptrdiff_t>(end), ' ');
    } else {
      for (std::size_t i = at; i < end && (out[i] == ' ' || out[i] == '\t'); ++i) out[i] = ' ';
    }
    at = end + 1;
  }
  return out;
}

bool join_texts(std::string& piece) {
  bool joined = false;
  for (std::size_t at = piece.find("\"\n"); at != std::string::npos; at = piece.find("\"\n", at + 2)) {
    const std::size_t next = piece.find_first_not_of(" \t", at + 2);
    if (next == std::string::npos || piece[next] != '"') continue;
    const std::size_t end = piece.find('\n', next);
    // A key in quotes is none of it.
    if (piece.substr(next, end - next).find("\":") != std::string::npos) continue;
    piece[at] = piece[next] = ' ';
    joined = true;
  }
  return joined;
}

std::vector<YamlPiece> leading_comments(std::string_view text, const YamlPiece& piece) {
  std::vector<YamlPiece> comments;
  for (std::size_t at = piece.begin; at < piece.end;) {
    const std::size_t end = std::min(text.find('\n', at), piece.end);
    const std::string_view words = trim(text.substr(at, end - at));
    if (!words.empty() && words.front() != '#') break;
    const std::size_t begin = words.empty() ? std::string_view::npos : words.find_first_not_of("# \t");
    if (begin != std::string_view::npos) {
      const std::size_t from = static_cast<std::size_t>(words.data() - text.data());
      comments.push_back({from + begin, from + words.size()});
    }
    at = end + 1;
  }
  return comments;
}

}  // namespace portolan::load
