// The words that the grammar knows, as tables: synonyms of table headers and bullet keys, services, servers, products.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/statement.h"

namespace portolan::load {

/// What a column, a bullet's key or an aspect speaks about.
enum class Key {
  service, description, image, container_port, host_port, port, port_mapping, network, driver, internal, members, volume, path, memory, restart, workers,
  server, command, health, health_test, interval, timeout, retries, start_period, waits_for, variable, value, meaning, secret, file, used_by, route,
  target, environment, aspect,
};

/// In any case, with or without a trailing colon: "Host Port", "published", "depends on".
std::optional<Key> parse_key(std::string_view text);

/// Words that many stacks use for a service or its role: "nginx", "database", "worker". Lower case.
bool is_role_word(std::string_view lower);
/// Two-word roles: "reverse proxy", "web server".
bool is_role_pair(std::string_view first, std::string_view second);
/// A name that Compose would accept and that reads like one: "web", "api-gateway", "timetracker_db".
bool looks_like_service(std::string_view text);
/// "service", "container", "server" after a service's name.
bool is_service_suffix(std::string_view lower);

/// "-", "none", "n/a", "internal only": the cell says that there is nothing.
bool says_nothing(std::string_view text);
/// "gunicorn", "runserver", "uvicorn" …, lower case.
bool is_server_word(std::string_view lower);
/// The image that goes by the product's name: "PostgreSQL" → true.
bool is_product_word(std::string_view lower);
bool is_restart_policy(std::string_view lower);
/// "DB_PASSWORD", "DEBUG": upper case, digits and underscores, at least two letters.
bool is_variable_name(std::string_view text);
/// Bytes of "512M", "1G", "512 MiB", "200mb": the number with Docker's units.
std::optional<std::int64_t> parse_bytes(std::string_view text);
/// "four", "12": a number of things, 1 to 99; words up to twelve.
std::optional<int> parse_count(std::string_view lower);
std::optional<bool> parse_yes_no(std::string_view text);

}  // namespace portolan::load
