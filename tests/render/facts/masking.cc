#include "render/facts/masking.h"

#include <doctest/doctest.h>

#include "tests/render/facts/estate.h"

using namespace portolan;
using namespace portolan::render;

TEST_CASE("a secret value is hidden wherever it was interpolated into") {
  SourceMap sources;
  const FileId file = sources.add("compose.yml", "command: redis-server --requirepass hunter2!\n");
  sources.mark_secret({file, 36, 44});
  Environment environment;
  Service& service = environment.services.emplace_back(test::make_service("cache", "redis:7"));
  service.environment.push_back(test::make_variable("REDIS_PASSWORD", "s3cr3t-s3cr3t"));
  service.environment.back().secret = true;
  service.environment.push_back(test::make_variable("TOKEN", "db"));
  service.environment.back().secret = true;
  const Masking masking = find_secrets(environment, sources);

  CHECK(shown(masking, "redis://:s3cr3t-s3cr3t@cache:6379/0") == "redis://:••••••@cache:6379/0");
  CHECK(shown(masking, "connects to db") == "connects to db");  // too short to be looked for
  CHECK(shown(masking, "redis-server --requirepass hunter2!", {file, 9, 44}) == "redis-server --requirepass ••••••");
  CHECK(shown(masking, "bell \a") == "bell ␇");
}

TEST_CASE("a secret that comes from an env file is hidden by its definition") {
  SourceMap sources;
  const FileId env = sources.add(".env", "KEY=from-the-env-file\n");
  sources.mark_secret({env, 4, 21});
  Environment environment;
  environment.resolved = make_map();
  Value command = make_string("run --key from-the-env-file");
  command.origins.push_back({.kind = OriginKind::variable, .span = {}, .name = "KEY", .definition = {env, 4, 21}});
  environment.resolved.set({"command", {}}, std::move(command));
  CHECK(shown(find_secrets(environment, sources), "run --key from-the-env-file") == "run --key ••••••");
}

TEST_CASE("shown_value tells how a variable is set without its secret") {
  SourceMap sources;
  const FileId file = sources.add("compose.yml", "DB: ${DB_NAME:-shop}\n");
  const Masking masking = find_secrets(Environment{}, sources);
  Variable passed;
  passed.name.value = "HOME";
  CHECK(shown_value(masking, passed) == "from the shell");

  Variable secret = test::make_variable("PASSWORD", "hunter2");
  secret.secret = true;
  CHECK(shown_value(masking, secret) == "set, hidden");

  Variable interpolated = test::make_variable("DB", "of-this-machine");
  interpolated.interpolated = {"DB_NAME"};
  interpolated.value->span = {file, 4, 20};
  CHECK(shown_value(masking, interpolated) == "${DB_NAME:-shop}");

  CHECK(shown_value(masking, test::make_variable("DEBUG", "True")) == "True");
}
