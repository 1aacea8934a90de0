#include "load/markdown/addresses.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "load/markdown/client_call.h"
#include "load/markdown/compose_call.h"
#include "load/markdown/docker_call.h"
#include "load/markdown/shell_text.h"
#include "load/markdown/url.h"

namespace portolan::load {

namespace {

bool is_any(std::string_view text, std::initializer_list<std::string_view> list) { return std::find(list.begin(), list.end(), text) != list.end(); }

/// What is said of an address holds or not, whatever may be done with it: "you can open", "will be available at" doubt nothing.
Frame with_doubts(const Stretch& sentence, const Frame& outer) {
  Frame frame = outer.narrowed(sentence);
  frame.mood = outer.mood;
  Mood mood = mood_of(sentence);
  const bool will = to_lower(mood.words.value) == "will" || to_lower(mood.words.value) == "later";
  if (mood.modality != Modality::stated && mood.modality != Modality::optional && !will) frame.mood = std::move(mood);
  for (const Word& word : sentence.words()) {
    // "If 8080 is taken, use http://localhost:8081 instead."
    if (word.lower == "instead" && !word.code) frame.mood = {Modality::alternative, sentence.phrase->take(word.begin, word.end)};
  }
  return frame;
}

/// A host that may be meant: this machine, or a name that is a service here.
bool is_known_host(const Reading& reading, std::string_view host) {
  return is_this_machine(host) || reading.is_defined_service(host) || (reading.knows_service(host) && host == to_lower(host));
}

/// "The frontend is available at": the service that the words before an address speak of, and nothing else.
Spanned<std::string> service_before(const Reading& reading, const Stretch& words) {
  constexpr auto fillers = std::to_array<std::string_view>({"is", "are", "now", "available", "reachable", "accessible", "served", "running", "runs", "at", "on", "under", "via", "through", "in", "your",
                                                            "a", "browser", "can", "be", "reached", "accessed", "lives", "listens", "then", "also", "will", "opens", "url", "address", "from", "the", "host", "→", "->", "=>"});
  const std::vector<Word> list = words.words();
  std::size_t at = 0;
  const auto services = read_services(reading, words, list, at);
  if (services.size() != 1) return {};
  // "Frontend (React):" – what stands in brackets explains.
  const bool bracket = at < list.size() && list[at].begin > 0 && words.phrase->text()[list[at].begin - 1] == '(';
  while (bracket && at < list.size() && words.phrase->text()[list[at].end] != ')') ++at;
  if (bracket && at < list.size()) ++at;
  const bool only_fillers = std::all_of(list.begin() + static_cast<std::ptrdiff_t>(at), list.end(), [&](const Word& word) {
    return !word.code && std::find(fillers.begin(), fillers.end(), word.lower) != fillers.end();
  });
  return only_fillers ? services.front() : Spanned<std::string>{};
}

/// Addresses in the value of a variable, of a health check, or of what a program binds to are none that a reader asks.
bool speaks_of_something_else(const Stretch& sentence) {
  const std::vector<Word> words = sentence.words();
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string text = sentence.phrase->text().substr(words[i].begin, words[i].end - words[i].begin);
    if (text.find('_') != std::string::npos && is_variable_name(text)) return true;
    if (text.size() > 3 && words[i].code && is_variable_name(text)) return true;
    if (is_any(words[i].lower, {"healthcheck", "health-check", "cors", "origin", "origins", "csrf", "proxy_pass", "replace", "change", "changed", "binds", "bind", "kubernetes", "kubectl", "minikube", "tunnel"})) return true;
    if (words[i].lower == "health" && i + 1 < words.size() && words[i + 1].lower.starts_with("check")) return true;
    if (words[i].code && (text.find("proxy_pass") != std::string::npos || text.find("|| exit") != std::string::npos || text.starts_with("CMD") || text.find("kubectl") != std::string::npos)) return true;
  }
  return false;
}

class AddressReader {
 public:
  AddressReader(Reading& reading, const Frame& frame) : reading_(reading), frame_(frame) {}

  void add(AskedAddress asked, FileId file, Spanned<std::string> service, Spanned<std::string> from) {
    if (!asked.host.value.empty() && !is_known_host(reading_, asked.host.value)) return;
    const Span span{file, static_cast<std::uint32_t>(asked.begin), static_cast<std::uint32_t>(asked.end)};
    const Span place = asked.host.span.known() ? asked.host.span : span;
    if (!asked.port.span.known()) asked.port.span = place;
    if (!asked.host.span.known()) asked.host.span = place;
    NamesAddress fact{.host = std::move(asked.host),
                      .port = asked.port,
                      .path = std::move(asked.path),
                      .service = std::move(service),
                      .from = std::move(from),
                      .user = std::move(asked.user),
                      .database = std::move(asked.database)};
    const std::string_view text = reading_.sources().text(file).substr(span.begin, span.end - span.begin);
    reading_.add(std::move(fact), span, Phrase(text, span).shown(reading_.sources(), 0, text.size()), frame_);
  }

  /// The commands of `line`; `from`: the service in whose container they run.
  void read_line(std::string_view line, FileId file, std::size_t origin, const Spanned<std::string>& from, int depth) {
    if (line.find("|| exit") != std::string_view::npos && from.value.empty()) return;  // a health check
    std::string_view before;
    for (const auto& [begin, end] : commands_of(line)) {
      const std::string_view command = line.substr(begin, end - begin);
      read_command(command, before, file, origin + begin, from, depth);
      before = command;
    }
  }

 private:
  void read_command(std::string_view command, std::string_view before, FileId file, std::size_t origin, const Spanned<std::string>& from, int depth) {
    if (depth == 0 && read_inside(command, file, origin)) return;
    const auto words = placed_words(command, file, origin);
    for (AskedAddress& asked : asked_addresses(words, from.value.empty() ? CalledFrom::host : CalledFrom::container)) add(std::move(asked), file, {}, from);
    if (lists_ports(before)) {
      if (auto asked = asked_by_filter(words)) add(std::move(*asked), file, {}, from);
    }
    // "kill $(lsof -ti:8000)"
    if (const std::size_t at = command.find("$("); at != std::string_view::npos && depth < 2) {
      const std::size_t close = command.rfind(')');
      if (close != std::string_view::npos && close > at) read_line(command.substr(at + 2, close - at - 2), file, origin + at + 2, from, depth + 1);
    }
  }

  /// `docker compose exec web curl …`: what a call runs in a container. True for calls of Docker.
  bool read_inside(std::string_view command, FileId file, std::size_t origin) {
    auto call = parse_compose_call(command, file, origin);
    if (!call) call = parse_docker_call(command, file, origin);
    if (!call) return false;
    const bool compose = call->containers.empty();
    const Spanned<std::string>* from = !call->containers.empty() ? &call->containers.front() : !call->services.empty() ? &call->services.front() : nullptr;
    // What is called like a service may be its container or not, so nobody can say who is asked.
    if (!compose && from && reading_.is_defined_service(from->value)) return true;
    if (!from || !is_any(call->verb.value, {"exec", "run"}) || call->arguments.empty() || !call->placeholders.empty()) return true;
    const auto outer = frame_.scope;
    if (compose && !call->files.empty()) frame_.scope = {{call->files.back()}, Scope::Source::compose_file};
    const auto shell = std::find_if(call->arguments.begin(), call->arguments.end(), [](const auto& word) { return word.value == "-c"; });
    if (is_any(call->arguments.front().value, {"sh", "bash", "/bin/sh", "/bin/bash"}) && shell != call->arguments.end() && shell + 1 != call->arguments.end()) {
      const Spanned<std::string>& script = *(shell + 1);
      const bool quoted = script.span.end - script.span.begin == script.value.size() + 2;
      if (quoted) read_line(script.value, file, script.span.begin + 1, *from, 1);
    } else {
      for (AskedAddress& asked : asked_addresses(call->arguments, CalledFrom::container)) add(std::move(asked), file, {}, *from);
    }
    frame_.scope = outer;
    return true;
  }

  Reading& reading_;
  Frame frame_;
};

AskedAddress asked_of(const Phrase& phrase, const UrlParts& url) {
  AskedAddress asked{.host = phrase.take(url.host_begin, url.host_end), .begin = phrase.span(url.begin, url.end).begin, .end = phrase.span(url.begin, url.end).end};
  asked.port.value = url.port;
  if (url.port_begin < url.port_end) asked.port.span = phrase.span(url.port_begin, url.port_end);
  if (url.path_begin < url.path_end) asked.path = phrase.take(url.path_begin, url.path_end);
  return asked;
}

/// A call of a program in code: its own words are read, not its URLs alone.
bool is_call(std::string_view code) {
  const std::string_view first = code.substr(0, code.find(' '));
  return first.size() < code.size() && first.find("://") == std::string_view::npos && first.find(':') == std::string_view::npos;
}

/// Most texts have none, and taking them apart into sentences costs more than looking.
bool may_have_addresses(const Phrase& phrase) {
  const bool marked = std::any_of(phrase.marks().begin(), phrase.marks().end(), [&](const Mark& mark) {
    if (mark.kind == InlineKind::link) return !find_urls(mark.url).empty();
    return mark.kind == InlineKind::code && is_call(std::string_view(phrase.text()).substr(mark.begin, mark.end - mark.begin));
  });
  return marked || !find_urls(phrase.text()).empty();
}

const Mark* code_around(const Phrase& phrase, std::size_t at) {
  for (const Mark& mark : phrase.marks()) {
    if (mark.begin > at) break;
    if (mark.kind == InlineKind::code && at < mark.end) return &mark;
  }
  return nullptr;
}

}  // namespace

void read_addresses(Reading& reading, const Phrase& phrase, const Frame& outer, const Spanned<std::string>& service) {
  const std::string& text = phrase.text();
  if (outer.topic == Key::health || !may_have_addresses(phrase)) return;  // the former are asked from inside the container
  for (const Stretch& sentence : sentences_of(whole(phrase))) {
    if (speaks_of_something_else(sentence)) continue;
    const Frame frame = with_doubts(sentence, outer);
    AddressReader reader(reading, frame);
    for (const UrlParts& found : find_urls(sentence.text())) {
      UrlParts url = found;
      for (std::size_t* at : {&url.begin, &url.end, &url.host_begin, &url.host_end, &url.port_begin, &url.port_end, &url.path_begin, &url.path_end}) *at += sentence.begin;
      const Mark* code = code_around(phrase, url.begin);
      if (code && is_call(std::string_view(text).substr(code->begin, code->end - code->begin))) continue;
      const std::size_t before = code ? code->begin : url.begin;
      const Spanned<std::string> named = service.value.empty() && before > sentence.begin ? service_before(reading, {&phrase, sentence.begin, before}) : service;
      reader.add(asked_of(phrase, url), phrase.span(url.begin, url.end).file, named, {});
    }
    for (const Mark& mark : phrase.marks()) {
      if (mark.begin < sentence.begin || mark.begin >= sentence.end) continue;
      const std::string_view words = std::string_view(text).substr(mark.begin, mark.end - mark.begin);
      const Span span = phrase.span(mark.begin, mark.end);
      if (mark.kind == InlineKind::code && is_call(words) && span.end - span.begin == words.size()) reader.read_line(words, span.file, span.begin, {}, 0);
      // "[the frontend](http://localhost:3000)": the words do not say where.
      if (mark.kind != InlineKind::link || !mark.target.known() || words.find("://") != std::string_view::npos || words.find("localhost") != std::string_view::npos) continue;
      const Phrase target(mark.url, mark.target);
      const auto urls = find_urls(mark.url);
      if (urls.size() == 1 && mark.target.end - mark.target.begin == mark.url.size()) reader.add(asked_of(target, urls.front()), mark.target.file, service, {});
    }
  }
}

void read_asked_addresses(Reading& reading, std::string_view line, FileId file, std::size_t origin, const Frame& frame) {
  AddressReader(reading, frame).read_line(line, file, origin, {}, 0);
}

void read_listed_addresses(Reading& reading, std::string_view line, const Span& span, const Frame& frame) {
  if (line.size() > longest_phrase || (line.find("://") == std::string_view::npos && line.find("localhost:") == std::string_view::npos)) return;
  // Commands are read as such; addresses in code and configuration are none that a reader opens.
  const std::string_view words = trim(line);
  constexpr auto openings = std::to_array<std::string_view>({"http://", "https://", "localhost:", "- ", "* ", "• ", "→ ", "> "});
  const bool opens = std::any_of(openings.begin(), openings.end(), [&](std::string_view opening) { return words.starts_with(opening); });
  const std::size_t colon = std::min(words.find(':'), words.find("→"));
  const bool labelled = colon != std::string_view::npos && colon < 40 && words.substr(0, colon).find_first_of("\"'`={}<>/") == std::string_view::npos && words.front() >= 'A' && words.front() <= 'Z';
  if (!opens && !labelled) return;
  const Phrase phrase(line, span);
  read_addresses(reading, phrase, frame);
}

}  // namespace portolan::load
