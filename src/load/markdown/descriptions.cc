#include "load/markdown/descriptions.h"

#include <algorithm>
#include <initializer_list>

#include "base/text.h"
#include "load/markdown/facts.h"
#include "model/image.h"

namespace portolan::load {

namespace {

bool is_any(std::string_view word, std::initializer_list<std::string_view> list) { return std::find(list.begin(), list.end(), word) != list.end(); }

bool is_front_server(std::string_view lower) { return is_any(lower, {"nginx", "caddy", "apache"}); }

/// Words between "runs" and the server that change nothing: "runs the Django development server".
bool is_attribute(const Stretch& stretch, const Word& word) {
  if (word.code || is_any(word.lower, {"the", "a", "an", "its", "own", "app", "application", "server", "development", "dev", "production", "asgi", "wsgi"})) return true;
  if (word.lower.find_first_not_of("0123456789.") == std::string::npos) return true;
  const char first = stretch.phrase->text()[word.begin];  // a name: "Django", "React"
  return first >= 'A' && first <= 'Z';
}

/// What comes before the server in its clause says that it runs: nothing but names ("Django runserver"), or a verb of running.
bool is_led_to(const Stretch& stretch, const std::vector<Word>& words, std::size_t at) {
  std::size_t i = at;
  const auto opens = [&](std::size_t index) {
    return index == 0 || words[index - 1].ends_clause || (words[index].begin > 0 && stretch.phrase->text()[words[index].begin - 1] == '(');
  };
  while (!opens(i) && is_attribute(stretch, words[i - 1])) --i;
  if (opens(i)) return true;
  const std::string& before = words[i - 1].lower;
  if (is_any(before, {"runs", "run", "running", "starts", "start", "started", "uses", "launches", "executes"})) return true;
  const bool joined = is_any(before, {"by", "with", "on", "under", "through", "via", "using"});
  if (!joined || i < 2) return false;
  if (is_any(words[i - 2].lower, {"served", "run", "runs", "running", "started", "deployed", "hosted", "launched", "serves"})) return true;
  // "Django with Gunicorn": names alone before it; "built with" has a verb.
  std::size_t k = i - 1;
  while (k > 0 && !words[k - 1].ends_clause && is_attribute(stretch, words[k - 1])) --k;
  return before != "by" && k < i - 1 && (k == 0 || words[k - 1].ends_clause);
}

/// What follows the server says that it is the one who acts: "Vite serves it".
bool acts(const std::vector<Word>& words, std::size_t at) {
  if (at + 1 >= words.size() || words[at].ends_clause) return false;
  return is_any(words[at + 1].lower, {"serves", "runs", "answers", "handles", "listens", "hosts"});
}

/// Vite and nginx are also what a page was built with, and what stands before a service: only a phrase that begins with the word speaks of the server itself.
bool is_subject(const Stretch& stretch, const std::vector<Word>& words, std::size_t at) {
  const bool first = std::all_of(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(at), [](const Word& word) { return is_any(word.lower, {"the", "a", "an"}); });
  if (!first) return false;
  if (at + 1 == words.size()) return true;
  const Word& next = words[at + 1];
  const char letter = stretch.phrase->text()[next.begin];
  if (words[at].ends_clause) return !(letter >= 'A' && letter <= 'Z');  // "Vite, React, TypeScript" lists what it is made of
  return is_any(next.lower, {"dev", "development", "server", "with", "on", "at", "in", "for", "behind"});
}

bool says_it_runs(const Stretch& stretch, const std::vector<Word>& words, std::size_t at) {
  const std::string& word = words[at].lower;
  const bool two_sided = word == "vite" || is_front_server(word);
  if (!is_server_word(word) && !is_front_server(word)) return false;
  if (words[at].code && two_sided) return at == 0;
  const bool negated = std::any_of(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(at), [](const Word& other) {
    return is_any(other.lower, {"not", "no", "without", "instead", "never", "unlike", "than", "replaces"});
  });
  if (negated) return false;
  if (acts(words, at)) return true;
  if (!two_sided) return is_led_to(stretch, words, at);
  const bool by_verb = at >= 1 && is_any(words[at - 1].lower, {"runs", "running", "starts"});
  const bool served = at >= 2 && is_any(words[at - 1].lower, {"by", "with"}) && is_any(words[at - 2].lower, {"served", "run"});
  return by_verb || served || is_subject(stretch, words, at);
}

/// How many words at `at` call the reloading of changed code by a name: "hot reload", "live code reloading"; 0 for none.
std::size_t reload_length(const std::vector<Word>& words, std::size_t at) {
  if (words[at].code) return 0;
  if (is_any(words[at].lower, {"hot-reload", "hot-reloading", "live-reload", "live-reloading", "auto-reload", "auto-reloading", "hmr"})) return 1;
  if (!is_any(words[at].lower, {"hot", "live", "auto", "automatic"})) return 0;
  std::size_t next = at + 1;
  if (next < words.size() && is_any(words[next].lower, {"module", "code"}) && !words[at].ends_clause) ++next;
  const bool named = next < words.size() && !words[next - 1].ends_clause && (is_any(words[next].lower, {"reload", "reloading", "reloads"}) || (next == at + 2 && words[next].lower == "replacement"));
  return named ? next - at + 1 : 0;
}

}  // namespace

void add_description_facts(Reading& reading, const Spanned<std::string>& service, const Stretch& stretch, const Frame& frame) {
  const std::vector<Word> words = stretch.words();
  const auto is = [&](std::size_t i, std::string_view word) { return i < words.size() && !words[i].code && words[i].lower == word; };
  const auto part = [&](std::size_t first, std::size_t last) { return Stretch{stretch.phrase, words[first].begin, words[std::min(last, words.size() - 1)].end}; };
  bool server_said = false;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string text = stretch.phrase->text().substr(words[i].begin, words[i].end - words[i].begin);
    const bool version_follows = i + 1 < words.size() && !words[i].ends_clause && !words[i + 1].lower.empty() && words[i + 1].lower[0] >= '0' && words[i + 1].lower[0] <= '9' &&
                                 words[i + 1].lower.find_first_not_of("0123456789.") == std::string::npos;
    if (!words[i].code && is_product_word(words[i].lower) && version_follows) {  // "PostgreSQL 15"
      reading.add(UsesImage{.service = service, .image = part(i, i + 1).take()}, part(i, i + 1), frame);
    } else if (words[i].code && text.find(':') != std::string::npos && text.find(' ') == std::string::npos && parse_image(text) && text.find('/') != 0 &&
               is_product_word(std::string_view(text).substr(0, text.find(':')))) {  // `postgres:15-alpine`
      reading.add(UsesImage{.service = service, .image = part(i, i).take()}, part(i, i), frame);
    }
    if (!server_said && says_it_runs(stretch, words, i)) {
      reading.add(RunsServer{.service = service, .server = part(i, i).take()}, part(i, i), frame);
      server_said = true;
    }
    if ((is(i, "workers") || is(i, "worker")) && i > 0) {  // "4 workers", "4 Gunicorn workers", "4 worker processes"
      const std::size_t at = is_server_word(words[i - 1].lower) && i > 1 ? i - 2 : i - 1;
      if (const auto count = parse_count(words[at].lower); count && !words[at].code) {
        reading.add(WorkerCount{.service = service, .count = {*count, part(at, at).span()}}, part(at, i), frame);
      }
    }
    if (is(i, "port") || is(i, "ports")) {
      std::size_t last = i;
      while (last + 1 < words.size() && (parse_digits(words[last + 1].lower) || (is(last + 1, "and") && last > i))) ++last;
      if (last == i) continue;
      const std::vector<Spanned<int>> ports = ports_in(part(i, last));
      std::size_t end = last;
      bool host = i > 0 && is(i - 1, "host");
      if (!words[last].ends_clause && (is(last + 1, "on") || is(last + 1, "of"))) {
        const std::size_t noun = is(last + 2, "the") || is(last + 2, "your") ? last + 3 : last + 2;
        if (is(noun, "host") || is(noun, "machine")) {
          host = true;
          end = noun;
        }
      }
      for (const Spanned<int>& port : ports) {
        PublishesPort fact{.service = service};
        (host ? fact.host_port : fact.container_port) = port;
        if (host) fact.published = true;
        reading.add(std::move(fact), part(i, end), frame);
      }
      i = last;
    }
    if (const std::size_t length = reload_length(words, i); length > 0) {  // "Vite with hot reload"
      const bool without = i > 0 && (is(i - 1, "no") || is(i - 1, "without"));
      reading.add(ReloadsCode{.service = service, .reloads = !without}, part(without ? i - 1 : i, i + length - 1), frame);
      i += length - 1;
    }
    if (is(i, "health") && (is(i + 1, "check") || is(i + 1, "checks"))) {
      const bool without = i > 0 && (is(i - 1, "no") || is(i - 1, "without"));
      reading.add(HealthFact{.service = service, .aspect = without ? HealthAspect::absent : HealthAspect::present}, part(without ? i - 1 : i, i + 1), frame);
    }
  }
}

}  // namespace portolan::load
