#include "load/markdown/drawing/box_lines.h"

#include <algorithm>

#include "base/text.h"
#include "load/markdown/descriptions.h"
#include "load/markdown/facts.h"
#include "model/image.h"

namespace portolan::load {

static bool is_any(std::string_view word, std::initializer_list<std::string_view> list) { return std::find(list.begin(), list.end(), word) != list.end(); }

void add_written_port(Reading& reading, const Spanned<std::string>& service, const WrittenPort& port, const Stretch& words, const Frame& frame) {
  PublishesPort fact{.service = service, .container_port = port.port, .host_port = port.host};
  if (port.host) fact.published = true;
  reading.add(std::move(fact), words, frame);
}

/// "5433", "80/443", "5433:5432", "8080 (host)".
static void read_ports(Reading& reading, const Spanned<std::string>& service, const Stretch& value, const Frame& frame) {
  if (says_nothing(value.text())) return;
  if (const auto ports = ports_alone(value); !ports.empty()) {
    for (const WrittenPort& port : ports) add_written_port(reading, service, port, value, frame);
    return;
  }
  add_key_facts(reading, Key::port, {service}, value, frame);
}

/// "Port 80/443, load balancer": the ports, then the rest of the line.
static bool read_port_words(Reading& reading, const Spanned<std::string>& service, const Stretch& line, const Frame& frame) {
  const std::vector<Word> words = line.words();
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    if (!is_any(words[i].lower, {"port", "ports"})) continue;
    std::size_t last = i;
    std::vector<WrittenPort> ports;
    while (last + 1 < words.size()) {
      const auto more = ports_alone({line.phrase, words[last + 1].begin, words[last + 1].end});
      const bool small = std::any_of(more.begin(), more.end(), [](const WrittenPort& port) { return port.port.value < 80; });
      if (more.empty() || (small && !ports.empty())) break;  // "port 8000, 4 workers"
      ports.insert(ports.end(), more.begin(), more.end());
      ++last;
    }
    if (ports.empty()) continue;
    const bool host = i > 0 && is_any(words[i - 1].lower, {"host", "published", "external"});
    for (const WrittenPort& port : ports) {
      if (host && !port.host) {
        reading.add(PublishesPort{.service = service, .host_port = port.port, .published = true}, Stretch{line.phrase, words[i].begin, words[last].end}, frame);
      } else {
        add_written_port(reading, service, port, {line.phrase, words[i].begin, words[last].end}, frame);
      }
    }
    if (last + 1 < words.size()) read_box_line(reading, service, {line.phrase, words[last + 1].begin, line.end}, frame);
    return true;
  }
  return false;
}

/// `postgres:15-alpine`, alone in its line or in brackets.
static bool read_image(Reading& reading, const Spanned<std::string>& service, const Stretch& line, const Frame& frame) {
  Spanned<std::string> token = line.take();
  if (token.value.size() > 2 && token.value.front() == '(' && token.value.back() == ')') token = line.phrase->take(line.begin + 1, line.end - 1);
  const std::size_t colon = token.value.find(':');
  if (colon == std::string::npos || token.value.find(' ') != std::string::npos || !parse_image(token.value)) return false;
  const std::string_view tag = std::string_view(token.value).substr(colon + 1);
  const auto number = parse_digits(tag);
  if ((number && *number > 79) || !is_product_word(to_lower(token.value.substr(0, colon)))) return false;  // "redis:6379" is an address
  reading.add(UsesImage{.service = service, .image = token}, line, frame);
  return true;
}

/// Boxes are narrow: "4 wrkrs".
static void read_abbreviated_workers(Reading& reading, const Spanned<std::string>& service, const Stretch& line, const Frame& frame) {
  const std::vector<Word> words = line.words();
  for (std::size_t i = 1; i < words.size(); ++i) {
    const auto count = parse_digits(words[i - 1].lower);
    if (!count || !is_any(words[i].lower, {"wrkrs", "wkrs", "procs"})) continue;
    reading.add(WorkerCount{.service = service, .count = {*count, line.phrase->span(words[i - 1].begin, words[i - 1].end)}}, Stretch{line.phrase, words[i - 1].begin, words[i].end}, frame);
  }
}

void read_box_line(Reading& reading, const Spanned<std::string>& service, const Stretch& line, const Frame& frame) {
  if (line.empty()) return;
  const std::string_view text = line.text();
  const std::size_t colon = text.find(':');
  if (colon != std::string_view::npos && colon > 0) {
    const auto key = parse_key(text.substr(0, colon));
    if (key && *key != Key::description && *key != Key::meaning && *key != Key::aspect) {
      const Stretch value{line.phrase, line.begin + colon + 1, line.end};
      if (is_any(to_lower(trim(text.substr(0, colon))), {"port", "ports"})) return read_ports(reading, service, value, frame);
      return add_key_facts(reading, *key, {service}, value, frame);
    }
  }
  if (const auto ports = ports_alone(line); !ports.empty()) {
    for (const WrittenPort& port : ports) {
      if (port.port.value < 80 && !port.host && trim(text).size() < 3) continue;  // "4": a count of anything
      add_written_port(reading, service, port, line, frame);
    }
    return;
  }
  if (read_port_words(reading, service, line, frame)) return;
  if (read_image(reading, service, line, frame)) return;
  read_abbreviated_workers(reading, service, line, frame);
  add_description_facts(reading, service, line, frame);
}

}  // namespace portolan::load
