#include "check/knowledge/process.h"

#include <doctest/doctest.h>

#include <fmt/format.h>

#include "base/text.h"

using namespace portolan;

static CommandLine command_of(std::string_view text) {
  CommandLine line;
  for (const std::string_view word : split_words(text)) line.arguments.emplace_back(word);
  return line;
}

TEST_CASE("workers_of reads each server's own options") {
  struct Case { std::string_view command, workers; };
  for (const Case& c : {
           Case{"gunicorn app -w 3", "3 process"},
           Case{"gunicorn app -c gunicorn.conf.py", "?"},
           Case{"celery -A app worker -c 2", "2 process"},
           Case{"celery -A app worker -c2 -Q scans", "2 process"},
           Case{"celery -A app worker --concurrency=4 --concurrency=8", "8 process"},
           Case{"celery -A app worker --concurrency 4 -P threads", "4 thread"},
           Case{"celery -A app worker --pool=gevent --concurrency=100", "100 green thread"},
           Case{"celery -A app worker --pool solo -c 3", "1 process"},
           Case{"celery -A app worker --autoscale=10,3", "3-10 process"},
           Case{"celery -A app worker --autoscale 5", "0-5 process"},
           Case{"celery -A app worker --autoscale=many", "unreadable"},
           Case{"celery -A app worker -c $COUNT", "unreadable"},
           Case{"celery -A app worker", "?"},
           Case{"celery -A app beat -c 2", "?"},
       }) {
    CAPTURE(c.command);
    const Stack stack;
    Service service;
    service.command = command_of(c.command);
    const check::Workers found = check::workers_of(stack, service);
    std::string told = found.unreadable ? "unreadable" : found.count ? fmt::format("{} {}", *found.count, found.kind) : "?";
    if (found.most && !found.unreadable) told = fmt::format("{}-{} {}", *found.least, *found.most, found.kind);
    CHECK(told == c.workers);
  }
}
