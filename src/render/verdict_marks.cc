#include "render/verdict_marks.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "base/utf8.h"
#include "render/facts/claims.h"
#include "render/pieces.h"

namespace portolan::render {

namespace {

struct TellingSpan {
  Span operator()(const PublishesPort& fact) const { return fact.host_port ? fact.host_port->span : fact.container_port ? fact.container_port->span : Span{}; }
  Span operator()(const UsesImage& fact) const { return fact.image.span; }
  Span operator()(const MountsVolume& fact) const { return fact.source.span; }
  Span operator()(const JoinsNetwork& fact) const { return fact.network.span; }
  Span operator()(const RestartPolicy& fact) const { return fact.policy.span; }
  Span operator()(const MemoryLimit& fact) const { return fact.bytes.span; }
  Span operator()(const WorkerCount& fact) const { return fact.count.span; }
  Span operator()(const HealthFact& fact) const { return fact.value.span; }
  Span operator()(const HasVariable& fact) const { return fact.value ? fact.value->span : fact.name.span; }
  Span operator()(const ServiceExists& fact) const { return fact.service.span; }
  Span operator()(const ReadsSecret& fact) const { return fact.secret.span; }
  Span operator()(const RunsServer& fact) const { return fact.server.span; }
  Span operator()(const ComparesAspect& fact) const { return fact.value.span; }
  Span operator()(const NamesFile& fact) const { return fact.path.value.empty() && fact.anchor ? fact.anchor->span : fact.path.span; }
  Span operator()(const SetsKey& fact) const { return fact.value ? fact.value->span : fact.path.empty() ? Span{} : fact.path.back().span; }
  Span operator()(const CountsThings& fact) const { return fact.count.span; }
  Span operator()(const KeepsSecrets& fact) const { return fact.words.span; }
  Span operator()(const NamesAddress& fact) const { return fact.port.span; }
  Span operator()(const BuildStep& fact) const { return fact.value.span; }
  Span operator()(const SetsDirective& fact) const { return fact.value.span; }
  Span operator()(const UsesVersion& fact) const { return fact.version.span; }
  template <class Fact>
  Span operator()(const Fact&) const {
    return {};
  }
};

/// What is worse is shown, when several claims are about the same words.
int weight(Outcome outcome) {
  switch (outcome) {
    case Outcome::contradicted: return 4;
    case Outcome::unverifiable: return 3;
    case Outcome::planned: return 2;
    case Outcome::verified: return 1;
    case Outcome::not_judged: return 0;
  }
  return 0;
}

std::string evidence_text(const PageContext& page, const Claim& claim) {
  std::vector<std::string> places;
  for (const Span& span : claim.evidence) {
    if (span.known() && places.size() < 3) places.push_back(source_text(page, span));
  }
  return join(places, ", ");
}

Mark plain_mark(const PageContext& page, const Claim& claim, const Span& span) {
  const std::string where = evidence_text(page, claim);
  switch (claim.outcome) {
    case Outcome::verified:
      return {.span = span, .open = fmt::format("<mark class=\"good\" title=\"verified{}\">", where.empty() ? "" : ": " + escape_html(where)),
              .close = "</mark>", .block_class = "v-ok"};
    case Outcome::planned: return {.span = span, .open = "<span class=\"v-plan\" title=\"planned\">", .close = "</span>", .block_class = "v-plan"};
    case Outcome::not_judged:
      return {.span = span, .open = fmt::format("<span class=\"v-unk\" title=\"not judged: {}\">", escape_html(claim.reason)), .close = "</span>",
              .block_class = "v-unk"};
    default:
      return {.span = span, .open = fmt::format("<span class=\"v-unk\" title=\"can't be checked: {}\">", escape_html(claim.reason)),
              .close = "</span>", .block_class = "v-unk"};
  }
}

class Numbering {
 public:
  Numbering(const PageContext& page, std::vector<Contradiction>& list) : page_(page), list_(list) {}

  const Contradiction& of(const Claim& claim, const Statement& statement) {
    const Finding* finding = find_finding(page_.report(), claim, statement, page_.sources());
    for (const Contradiction& known : list_) {
      if (finding != nullptr && known.finding == finding) return known;
    }
    const int number = static_cast<int>(list_.size()) + 1;
    list_.push_back({number, &claim, finding, finding ? finding_id(finding->fingerprint) : fmt::format("C-{}", number)});
    return list_.back();
  }

 private:
  const PageContext& page_;
  std::vector<Contradiction>& list_;
};

/// Places that were not understood, apart from those in which something else was.
std::vector<Mark> unread_marks(const PageContext& page, const Plan& document, const std::map<Span, const Claim*>& understood) {
  std::vector<Mark> marks;
  for (const UnreadPlace& place : document.unread) {
    const Span span = page.sources().original(place.span);
    const auto next = understood.lower_bound({span.file, span.begin, 0});
    const bool shared = next != understood.end() && next->first.file == span.file && next->first.begin < span.end;
    if (span.file != document.file || shared) continue;
    marks.push_back({.span = span, .open = "<span class=\"v-no\" title=\"not understood\">", .close = "</span>", .block_class = "v-no"});
  }
  return marks;
}

std::string_view severity_class(const Contradiction& contradiction) {
  return contradiction.finding ? class_of(contradiction.finding->diagnostic.severity) : "err";
}

Mark contradiction_mark(const Contradiction& contradiction, const Span& span) {
  const std::string_view css = severity_class(contradiction);
  return {.span = span,
          .open = fmt::format("<mark class=\"bad {}\">", css),
          .close = "</mark>",
          .after = fmt::format("<a class=\"mk {0}\" href=\"#{1}\" aria-label=\"{2}: plan and files differ\">{2}</a>", css, contradiction.id, contradiction.number),
          .block_class = fmt::format("v-bad {}", css)};
}

}  // namespace

Span telling_span(const Statement& statement) {
  const Span telling = std::visit(TellingSpan{}, statement.fact);
  return telling.known() && telling.begin < telling.end ? telling : statement.span;
}

std::string statement_text(const PageContext& page, const Statement& statement) {
  if (!page.sources().is_secret(statement.span)) return printable_utf8(statement.text);
  const std::string shown = page.sources().shown(statement.span);  // the words point into it
  std::string out;
  for (const std::string_view word : split_words(shown)) out += (out.empty() ? "" : " ") + std::string(word);
  return out;
}

VerdictMarks mark_verdicts(const PageContext& page, std::size_t plan) {
  const Plan& document = page.stack().plans.at(plan);
  std::map<Span, const Claim*> worst;  // sorted by place
  for (const Claim& claim : page.report().claims) {
    if (claim.plan != plan) continue;
    const Span span = page.sources().original(telling_span(document.statements.at(claim.statement)));
    if (span.file != document.file) continue;
    const Claim*& shown = worst[span];
    if (shown == nullptr || weight(claim.outcome) > weight(shown->outcome)) shown = &claim;
  }
  VerdictMarks out;
  out.marks = unread_marks(page, document, worst);
  Numbering numbering(page, out.contradictions);
  for (const auto& [span, claim] : worst) {
    const bool bad = claim->outcome == Outcome::contradicted;
    out.marks.push_back(bad ? contradiction_mark(numbering.of(*claim, document.statements[claim->statement]), span) : plain_mark(page, *claim, span));
  }
  std::stable_sort(out.marks.begin(), out.marks.end(), [](const Mark& a, const Mark& b) { return a.span < b.span; });
  return out;
}

/// What stands at a place, as far as it fits into a note.
static std::string first_line(const SourceMap& sources, Span span) {
  const std::string_view text = sources.text(span);
  constexpr std::size_t longest = 120;
  span.end = span.begin + static_cast<std::uint32_t>(std::min({text.find('\n'), text.size(), longest}));
  const std::string line = sources.shown(span);
  return std::string(trim(line)) + (span.end - span.begin < text.size() ? " …" : "");
}

Html contradiction_note(const PageContext& page, const Contradiction& contradiction) {
  const Claim& claim = *contradiction.claim;
  const Statement& statement = page.stack().plans.at(claim.plan).statements.at(claim.statement);
  const Finding* finding = contradiction.finding;
  std::vector<Data> files;
  const auto add = [&](const Span& span, const std::string& words) {
    if (!span.known() || files.size() == 4) return;
    files.emplace_back().set("label", sentence(words)).set("words", first_line(page.sources(), span)).set("place", source_link(page, span));
  };
  if (finding) {
    for (const Related& related : finding->diagnostic.related) add(related.span, related.message);
  } else {
    for (const Span& span : claim.evidence) add(span, "Files say");
  }
  Data data;
  data.set("id", contradiction.id).set("css", std::string(severity_class(contradiction))).set("number", fmt::to_string(contradiction.number));
  data.set("chip", severity_chip(finding ? finding->diagnostic.severity : Severity::error));
  data.set("message", sentence(finding ? finding->diagnostic.message : claim.reason)).set("help", finding ? sentence(finding->diagnostic.help) : "");
  data.set("plan_words", statement_text(page, statement)).set("plan_place", source_link(page, statement.span));
  data.set_flag("has_files", !files.empty()).set_list("files", std::move(files));
  data.set("card", finding ? page.link_to(page.links().findings(*page.stack_index) + "#" + contradiction.id) : "");
  return {page.render("parts/contradiction", data)};
}

}  // namespace portolan::render
