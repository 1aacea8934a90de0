#include "load/yaml/yaml.h"

#include <istream>
#include <streambuf>

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include "load/yaml/builder.h"
#include "load/yaml/messages.h"
#include "load/yaml/text_check.h"

namespace portolan::load {

namespace {

/// Reads from memory that someone else owns, without a copy.
class ViewBuffer : public std::streambuf {
 public:
  explicit ViewBuffer(std::string_view text) {
    char* begin = const_cast<char*>(text.data());  // a streambuf for reading never writes
    setg(begin, begin, begin + text.size());
  }
};

class Events : public YAML::EventHandler {
 public:
  Events(YamlBuilder& builder, std::uint32_t shift) : builder_(builder), shift_(shift) {}

  void OnDocumentStart(const YAML::Mark& mark) override { builder_.start_document(offset(mark)); }
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override { builder_.add_null(offset(mark), anchor); }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override { builder_.add_alias(offset(mark), anchor); }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, const std::string& text) override {
    builder_.add_scalar(offset(mark), tag, anchor, text);
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, YAML::EmitterStyle::value) override {
    builder_.open(ValueKind::list, offset(mark), tag, anchor);
  }
  void OnSequenceEnd() override { builder_.close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, YAML::EmitterStyle::value) override {
    builder_.open(ValueKind::map, offset(mark), tag, anchor);
  }
  void OnMapEnd() override { builder_.close(); }

 private:
  std::uint32_t offset(const YAML::Mark& mark) const { return static_cast<std::uint32_t>(mark.pos) + shift_; }

  YamlBuilder& builder_;
  std::uint32_t shift_;  // yaml-cpp drops a byte order mark before it counts
};

}  // namespace

/// Between the scalars lie structure, comments and indentation: finds the comments, and tabs where spaces are meant.
static void read_gaps(FileId file, std::string_view source, const std::vector<Span>& leaves, YamlFile& result) {
  std::uint32_t at = 0;
  int flow = 0;
  const auto read_gap = [&](std::uint32_t end) {
    bool indentation = at == 0;
    for (; at < end; ++at) {
      const char c = source[at];
      if (c == '#' && (at == 0 || source[at - 1] == ' ' || source[at - 1] == '\t' || source[at - 1] == '\n')) {
        const auto stop = static_cast<std::uint32_t>(std::min(source.find('\n', at), source.size()));
        const std::uint32_t text_end = stop > at && source[stop - 1] == '\r' ? stop - 1 : stop;
        result.comments.push_back({{file, at, text_end}});
        at = stop;
        if (at >= end) return;
      } else if (c == '[' || c == '{') {
        ++flow;
      } else if (c == ']' || c == '}') {
        --flow;
      }
      if (source[at] == '\n') {
        indentation = true;
      } else if (indentation && c == '\t' && flow <= 0) {
        const std::size_t next = source.find_first_not_of(" \t", at);
        const bool blank = next == std::string_view::npos || source[next] == '\n' || source[next] == '\r' || source[next] == '#';
        if (!blank) result.problems.push_back(tab_in_indentation({file, at, at + 1}));
        indentation = false;
      } else if (c != ' ') {
        indentation = false;
      }
    }
  };
  for (const Span& leaf : leaves) {
    read_gap(leaf.begin);
    at = std::max(at, leaf.end);
  }
  read_gap(static_cast<std::uint32_t>(source.size()));
}

static void parse(FileId file, std::string_view source, YamlBuilder& builder, YamlFile& result) {
  const std::uint32_t shift = source.starts_with("\xef\xbb\xbf") ? 3 : 0;
  const auto fail = [&](Diagnostic problem) {
    result.problems.push_back(std::move(problem));
    result.documents.clear();
    result.readable = false;
  };
  ViewBuffer buffer(source);
  std::istream stream(&buffer);
  try {
    YAML::Parser parser(stream);
    Events events(builder, shift);
    while (parser.HandleNextDocument(events)) {
    }
  } catch (const YamlStop& stop) {
    fail(stop.problem);
  } catch (const YAML::Exception& error) {
    Diagnostic problem = explain_yaml_error(file, source, static_cast<std::size_t>(std::max(error.mark.pos, 0)) + shift, error.msg);
    // An open bracket swallows what follows, so the complaint comes far behind the cause.
    const auto bracket = builder.open_bracket();
    if (bracket && problem.message.find("is never closed") != std::string::npos) {
      problem.related.push_back({problem.span, "the file was read up to here"});
      problem.span = *bracket;
    }
    fail(std::move(problem));
  }
}

static YamlFile read_text(FileId file, std::string_view source, const YamlLimits& limits) {
  YamlFile result;
  if (auto problem = check_yaml_text(file, source, limits)) {
    result.problems.push_back(std::move(*problem));
    result.readable = false;
    return result;
  }
  YamlBuilder builder(file, source, limits, result);
  parse(file, source, builder, result);
  if (result.readable) read_gaps(file, source, builder.leaves(), result);
  return result;
}

YamlFile read_yaml(const SourceMap& sources, FileId file, const YamlLimits& limits) { return read_text(file, sources.text(file), limits); }

static void shift(Span& span, std::uint32_t distance) {
  if (!span.known()) return;
  span.begin += distance;
  span.end += distance;
}

static void shift(Value& value, std::uint32_t distance) {
  shift(value.span, distance);
  for (Origin& origin : value.origins) shift(origin.span, distance);
  for (Value& item : value.items) shift(item, distance);
  for (Entry& entry : value.entries) {
    shift(entry.key.span, distance);
    shift(entry.value, distance);
  }
}

YamlFile read_yaml_part(FileId file, std::uint32_t begin, std::string_view text, const YamlLimits& limits) {
  YamlFile result = read_text(file, text, limits);
  for (Value& document : result.documents) shift(document, begin);
  for (YamlComment& comment : result.comments) shift(comment.span, begin);
  for (Diagnostic& problem : result.problems) {
    shift(problem.span, begin);
    for (Related& related : problem.related) shift(related.span, begin);
  }
  return result;
}

}  // namespace portolan::load
