#include "load/markdown/facts.h"

#include <algorithm>

#include "base/text.h"
#include "model/image.h"

namespace portolan::load {

namespace {

using Services = std::vector<Spanned<std::string>>;

const Spanned<std::string> nobody{};

/// The one token of a cell or value: code, or a single word. Brackets behind it explain: "`x` (bridge)".
std::optional<Spanned<std::string>> single_token(const Stretch& stretch) {
  const std::vector<Word> words = stretch.words();
  if (words.empty()) return std::nullopt;
  const Spanned<std::string> token = stretch.phrase->take(words[0].begin, words[0].end);
  const std::string_view rest = trim(std::string_view(stretch.phrase->text()).substr(words[0].end, stretch.end - words[0].end));
  if (!rest.empty() && rest.front() != '(' && rest.front() != ',' && rest != ".") return std::nullopt;
  if (rest.starts_with(',') && !words[0].code) return std::nullopt;
  return token;
}

bool contains_space(std::string_view text) { return text.find_first_of(" \t") != std::string_view::npos; }

void add_ports(Reading& reading, Key key, const Services& services, const Stretch& stretch, const Frame& frame) {
  for (const Spanned<std::string>& service : services) {
    if (says_nothing(stretch.text())) {
      if (key == Key::host_port) reading.add(PublishesPort{.service = service, .published = false}, stretch, frame);
      continue;
    }
    for (const Spanned<int>& port : ports_in(stretch)) {
      PublishesPort fact{.service = service};
      (key == Key::host_port ? fact.host_port : fact.container_port) = port;
      if (key == Key::host_port) fact.published = true;
      reading.add(std::move(fact), stretch, frame);
    }
  }
}

void add_image(Reading& reading, const Services& services, const Stretch& stretch, const Frame& frame) {
  const std::vector<Word> words = stretch.words();
  if (words.empty()) return;
  const Spanned<std::string> token = stretch.phrase->take(words[0].begin, words[0].end);
  const bool reference = (words[0].code || words.size() == 1) && parse_image(token.value).has_value();
  if (!reference) return;
  for (const Spanned<std::string>& service : services) reading.add(UsesImage{.service = service, .image = token}, stretch, frame);
}

void add_volume(Reading& reading, const Services& services, const Stretch& stretch, const Frame& frame) {
  if (says_nothing(stretch.text())) return;
  for (const Stretch& part : parts_of(stretch)) {
    const std::string_view text = part.text();
    const std::size_t arrow = text.find("→");
    const bool arrowed = arrow != std::string_view::npos;
    const Stretch left{part.phrase, part.begin, arrowed ? part.begin + arrow : part.end};
    auto source = single_token(left);
    if (!source || contains_space(source->value)) continue;
    MountsVolume fact{.source = *source};
    if (arrowed) {
      auto target = single_token({part.phrase, part.begin + arrow + std::string_view("→").size(), part.end});
      if (!target || !target->value.starts_with('/')) continue;
      fact.target = std::move(*target);
    } else if (const std::size_t colon = source->value.find(":/"); colon != std::string::npos) {  // `postgres_data:/var/lib/postgresql/data:ro`
      std::string path = source->value.substr(colon + 1);
      path = path.substr(0, path.find(':'));
      const std::uint32_t begin = source->span.begin + static_cast<std::uint32_t>(colon) + 1;
      fact.target = Spanned<std::string>{path, {source->span.file, begin, begin + static_cast<std::uint32_t>(path.size())}};
      fact.source = {source->value.substr(0, colon), {source->span.file, source->span.begin, begin - 1}};
    } else if (!stretch.phrase->mark_at(InlineKind::code, part.phrase->take(part.begin, part.end).span.known() ? part.words()[0].begin : part.begin) &&
               source->value.find_first_of("_-/.") == std::string::npos) {
      continue;  // a plain word is no volume: "Volumes: none needed"
    }
    if (fact.source.value.starts_with('/')) continue;  // a path alone: anonymous, or the target
    for (const Spanned<std::string>& service : services.empty() ? Services{nobody} : services) {
      fact.service = service;
      reading.add(fact, part, frame);
    }
  }
}

/// "db (healthy)", "db": a service and nothing else but its condition.
std::optional<WaitsFor> dependency_in(const Reading& reading, const Stretch& part) {
  const std::vector<Word> words = part.words();
  std::size_t at = 0;
  const Services dependencies = read_services(reading, part, words, at);
  if (dependencies.size() != 1) return std::nullopt;
  WaitsFor fact{.dependency = dependencies[0]};
  for (std::size_t i = at; i < words.size(); ++i) {
    const std::string& word = words[i].lower;
    if (word == "healthy" || word == "service_healthy") {
      fact.condition = DependencyCondition::healthy;
    } else if (word == "started" || word == "service_started" || word == "running") {
      fact.condition = DependencyCondition::started;
    } else if (word == "completed" || word == "finished" || word == "service_completed_successfully") {
      fact.condition = DependencyCondition::completed;
    } else if (word != "must" && word != "be" && word != "is" && word != "to" && word != "until" && word != "condition") {
      return std::nullopt;
    }
  }
  return fact;
}

void add_waits(Reading& reading, const Services& services, const Stretch& stretch, const Frame& frame) {
  const std::vector<Stretch> parts = parts_of(stretch);
  std::vector<WaitsFor> facts;
  for (const Stretch& part : parts) {
    auto fact = dependency_in(reading, part);
    if (!fact) return;  // prose, and half of a list would be a guess
    facts.push_back(std::move(*fact));
  }
  for (std::size_t i = 0; i < parts.size(); ++i) {
    for (const Spanned<std::string>& service : services) {
      facts[i].service = service;
      reading.add(facts[i], parts[i], frame);
    }
  }
}

/// "5s", "1m30s", "10": a duration or a count; "5-10s" stays as written.
bool is_measure(std::string_view text) {
  return !text.empty() && text.front() >= '0' && text.front() <= '9' && text.find_first_not_of("0123456789.smhu-–") == std::string_view::npos;
}

void add_health(Reading& reading, HealthAspect aspect, const Services& services, const Stretch& stretch, const Frame& frame) {
  const std::vector<Word> words = stretch.words();
  if (words.empty() || says_nothing(stretch.text())) return;
  HealthFact fact{.aspect = aspect};
  if (aspect == HealthAspect::test) {
    // The probe as code: a command, a URL, or the path of "GET /health/".
    const auto code = std::find_if(words.begin(), words.end(), [](const Word& word) { return word.code; });
    if (code == words.end()) return;
    std::size_t begin = code->begin;
    const std::string_view text = std::string_view(stretch.phrase->text()).substr(begin, code->end - begin);
    if (text.starts_with("GET ") || text.starts_with("HEAD ")) begin += text.find(' ') + 1;
    fact.value = stretch.phrase->take(begin, code->end);
  } else {
    fact.value = stretch.phrase->take(words[0].begin, words[0].end);
    if (!is_measure(fact.value.value)) return;
  }
  for (const Spanned<std::string>& service : services) {
    fact.service = service;
    reading.add(fact, stretch, frame);
  }
}

void add_workers(Reading& reading, const Services& services, const Stretch& stretch, const Frame& frame) {
  const std::vector<Word> words = stretch.words();
  if (words.empty()) return;
  const auto count = parse_digits(words[0].lower);
  if (!count || (words.size() > 1 && !words[0].ends_clause && words[1].lower != "workers" && words[1].lower != "processes" && words[1].lower != "gunicorn")) return;
  const Spanned<int> spanned{*count, stretch.phrase->take(words[0].begin, words[0].end).span};
  for (const Spanned<std::string>& service : services.empty() ? Services{nobody} : services) reading.add(WorkerCount{.service = service, .count = spanned}, stretch, frame);
}

void add_servers(Reading& reading, Key key, const Services& services, const Stretch& stretch, const Frame& frame) {
  for (const Word& word : stretch.words()) {
    // `python manage.py runserver 0.0.0.0:8000`: the server stands inside the code.
    for (const std::string_view part : split_words(word.lower)) {
      const bool front = key == Key::server && (part == "nginx" || part == "caddy" || part == "apache");
      if (!is_server_word(part) && !front) continue;
      const std::size_t begin = word.begin + static_cast<std::size_t>(part.data() - word.lower.data());
      const Spanned<std::string> server = stretch.phrase->take(begin, begin + part.size());
      for (const Spanned<std::string>& service : services.empty() ? Services{nobody} : services) {
        reading.add(RunsServer{.service = service, .server = server}, Stretch{stretch.phrase, begin, begin + part.size()}, frame);
      }
      return;
    }
  }
}

/// `--workers 4`, `-w 4` inside a command.
void add_command(Reading& reading, const Services& services, const Stretch& stretch, const Frame& frame) {
  add_servers(reading, Key::command, services, stretch, frame);
  const std::string& text = stretch.phrase->text();
  for (const std::string_view option : {"--workers ", "--workers=", " -w "}) {
    const std::size_t at = text.find(option, stretch.begin);
    if (at == std::string::npos || at >= stretch.end) continue;
    const std::size_t begin = at + option.size();
    const std::size_t end = std::min(text.find_first_not_of("0123456789", begin), stretch.end);
    if (const auto count = parse_digits(std::string_view(text).substr(begin, end - begin))) {
      for (const Spanned<std::string>& service : services) {
        reading.add(WorkerCount{.service = service, .count = {*count, stretch.phrase->span(begin, end)}}, Stretch{stretch.phrase, at, end}, frame);
      }
      return;
    }
  }
}

void add_memory(Reading& reading, const Services& services, const Stretch& stretch, const Frame& frame) {
  const auto words = stretch.words();
  if (words.empty()) return;
  const std::size_t last = words.size() > 1 && !words[0].ends_clause && (words[1].lower.size() <= 3) ? 1 : 0;  // "512 MB"
  auto bytes = parse_bytes(stretch.phrase->take(words[0].begin, words[last].end).value);
  if (!bytes) bytes = parse_bytes(stretch.phrase->take(words[0].begin, words[0].end).value);
  if (!bytes || *bytes < 1024) return;  // a bare number is no limit that anybody writes
  const Span span = stretch.phrase->take(words[0].begin, words[last].end).span;
  for (const Spanned<std::string>& service : services) reading.add(MemoryLimit{.service = service, .bytes = {*bytes, span}}, stretch, frame);
}

void add_named(Reading& reading, Key key, const Services& services, const Stretch& stretch, const Frame& frame) {
  if (says_nothing(stretch.text())) return;
  for (const Stretch& part : parts_of(stretch)) {
    const auto token = single_token(part);
    if (!token || contains_space(token->value)) continue;
    if (key == Key::variable) {
      const std::string name = token->value.substr(0, token->value.find('='));
      if (!is_variable_name(name)) continue;
      HasVariable fact{.name = {name, {token->span.file, token->span.begin, token->span.begin + static_cast<std::uint32_t>(name.size())}}};
      if (name.size() < token->value.size()) {
        const std::uint32_t begin = fact.name.span.end + 1;
        fact.value = Spanned<std::string>{token->value.substr(name.size() + 1), {token->span.file, begin, token->span.end}};
      }
      for (const Spanned<std::string>& service : services.empty() ? Services{nobody} : services) {
        fact.service = service;
        reading.add(fact, part, frame);
      }
      continue;
    }
    if (!looks_like_service(token->value)) continue;
    for (const Spanned<std::string>& service : services) {
      if (key == Key::network) reading.add(JoinsNetwork{.service = service, .network = *token}, part, frame);
      if (key == Key::secret) reading.add(ReadsSecret{.service = service, .secret = *token}, part, frame);
    }
  }
}

}  // namespace

std::vector<Stretch> parts_of(const Stretch& words) {
  std::vector<Stretch> parts;
  const std::string& text = words.phrase->text();
  std::size_t begin = words.begin;
  int depth = 0;
  const auto cut = [&](std::size_t at, std::size_t length) {
    const Stretch part{words.phrase, begin, at};
    if (!part.empty()) parts.push_back(part);
    begin = at + length;
  };
  for (std::size_t i = words.begin; i < words.end; ++i) {
    if (const Mark* code = words.phrase->mark_at(InlineKind::code, i)) {
      i = std::max(i, std::min(code->end, words.end) - 1);
      continue;
    }
    if (text[i] == '(') ++depth;
    if (text[i] == ')') --depth;
    if (depth > 0) continue;
    if (text[i] == ',' || text[i] == ';') cut(i, 1);
    if (text.compare(i, 5, " and ") == 0) cut(i, 5);
  }
  cut(words.end, 0);
  return parts;
}

std::vector<Spanned<int>> ports_in(const Stretch& stretch) {
  std::vector<Spanned<int>> ports;
  for (const Word& word : stretch.words()) {
    std::string_view text = word.lower;
    if (text == "and" || text == "port" || text == "ports" || text == "/") continue;
    // Words behind the number explain it: "5173 (Vite)"; before it they mean something else.
    const bool bracketed = word.begin > stretch.begin && stretch.phrase->text()[word.begin - 1] == '(';
    if (bracketed && !ports.empty()) break;
    std::size_t begin = word.begin;
    if (const std::size_t colon = text.rfind(':'); colon != std::string_view::npos) {  // 127.0.0.1:8080
      begin += colon + 1;
      text.remove_prefix(colon + 1);
    }
    for (;;) {
      const std::size_t slash = text.find('/');
      const std::string_view number = text.substr(0, slash);
      const auto port = parse_digits(number);
      if (port && *port >= 1 && *port <= 65535) {
        ports.push_back({*port, stretch.phrase->span(begin, begin + number.size())});
      } else if (number != "tcp" && number != "udp") {
        return word.begin == stretch.begin || ports.empty() ? std::vector<Spanned<int>>{} : ports;
      }
      if (slash == std::string_view::npos) break;
      begin += slash + 1;
      text.remove_prefix(slash + 1);
    }
  }
  return ports;
}

void add_key_facts(Reading& reading, Key key, const Services& services, const Stretch& words, const Frame& frame) {
  const bool may_lack_service = key == Key::volume || key == Key::variable || key == Key::workers || key == Key::server || key == Key::restart;
  if (services.empty() && !may_lack_service) return;
  switch (key) {
    case Key::port:
    case Key::container_port:
    case Key::host_port: return add_ports(reading, key, services, words, frame);
    case Key::image: return add_image(reading, services, words, frame);
    case Key::volume: return add_volume(reading, services, words, frame);
    case Key::waits_for: return add_waits(reading, services, words, frame);
    case Key::workers: return add_workers(reading, services, words, frame);
    case Key::server: return add_servers(reading, key, services, words, frame);
    case Key::command: return add_command(reading, services, words, frame);
    case Key::memory: return add_memory(reading, services, words, frame);
    case Key::network:
    case Key::secret:
    case Key::variable: return add_named(reading, key, services, words, frame);
    case Key::health:
    case Key::health_test: return add_health(reading, HealthAspect::test, services, words, frame);
    case Key::interval: return add_health(reading, HealthAspect::interval, services, words, frame);
    case Key::timeout: return add_health(reading, HealthAspect::timeout, services, words, frame);
    case Key::retries: return add_health(reading, HealthAspect::retries, services, words, frame);
    case Key::start_period: return add_health(reading, HealthAspect::start_period, services, words, frame);
    case Key::restart: {
      const auto policy = single_token(words);
      if (!policy || !is_restart_policy(to_lower(policy->value))) return;
      for (const Spanned<std::string>& service : services.empty() ? Services{nobody} : services) reading.add(RestartPolicy{.service = service, .policy = *policy}, words, frame);
      return;
    }
    default: return;
  }
}

}  // namespace portolan::load
