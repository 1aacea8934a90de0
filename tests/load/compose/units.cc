#include "load/compose/units.h"

#include <doctest/doctest.h>

#include "load/compose/mount.h"
#include "load/compose/port.h"
#include "load/compose/secrecy.h"

using namespace portolan;
using namespace portolan::load;

TEST_CASE("parse_port reads the short syntax") {
  struct Case { std::string_view text; std::vector<ShortPort> ports; };
  for (const Case& c : {
           Case{"80", {{"", "", 80, "tcp"}}},
           Case{"8080:80", {{"", "8080", 80, "tcp"}}},
           Case{"127.0.0.1:8080:80/udp", {{"127.0.0.1", "8080", 80, "udp"}}},
           Case{"127.0.0.1::80", {{"127.0.0.1", "", 80, "tcp"}}},
           Case{"[::1]:8080:80", {{"::1", "8080", 80, "tcp"}}},
           Case{"3000-3001", {{"", "", 3000, "tcp"}, {"", "", 3001, "tcp"}}},
           Case{"9090-9091:80-81", {{"", "9090", 80, "tcp"}, {"", "9091", 81, "tcp"}}},
           Case{"9090-9099:80", {{"", "9090-9099", 80, "tcp"}}},
           Case{"80-80:8080", {{"", "80", 8080, "tcp"}}},
       }) {
    CAPTURE(c.text);
    const auto ports = parse_port(c.text);
    REQUIRE(ports);
    CHECK(*ports == c.ports);
  }
}

TEST_CASE("parse_port says what it expected and what it found") {
  struct Case { std::string_view text, reason; };
  for (const Case& c : {
           Case{"8080:x", "expected a port from 1 to 65535, found \"x\""},
           Case{"70000", "expected a port from 1 to 65535, found \"70000\""},
           Case{"8080:", "the port of the container is missing"},
           Case{"81-80:80", "range 81-80 runs backwards"},
           Case{"8080-8081:80-82", "ranges 8080-8081 and 80-82 differ in length"},
           Case{"80/xyz", "\"xyz\" is no protocol; it is tcp, udp or sctp"},
           Case{"300.0.0.1:80:80", "\"300.0.0.1\" is no IP address"},
           Case{"::1:80:80", "an IPv6 address stands in brackets: [::1]"},
       }) {
    CAPTURE(c.text);
    const auto ports = parse_port(c.text);
    REQUIRE_FALSE(ports);
    CHECK(ports.error() == c.reason);
  }
}

TEST_CASE("parse_mount reads the short syntax") {
  struct Case { std::string_view text; ShortMount mount; };
  for (const Case& c : {
           Case{"/data", {"volume", "", "/data", false, false, "", ""}},
           Case{"db:/data", {"volume", "db", "/data", false, false, "", ""}},
           Case{"./src:/app:ro,Z", {"bind", "./src", "/app", true, false, "", "Z"}},
           Case{"~/x:/app:rslave", {"bind", "~/x", "/app", false, false, "rslave", ""}},
           Case{"db:/data:nocopy,unknown", {"volume", "db", "/data", false, true, "", ""}},
           Case{"C:\\src:/app", {"bind", "C:\\src", "/app", false, false, "", ""}},
           Case{"/a/${B:-c}:/d", {"bind", "/a/${B:-c}", "/d", false, false, "", ""}},
       }) {
    CAPTURE(c.text);
    const auto mount = parse_mount(c.text);
    REQUIRE(mount);
    CHECK(*mount == c.mount);
  }
  CHECK(parse_mount("").error() == "the text is empty");
  CHECK(parse_mount("/a:/b:ro:x").error() == "there are too many colons");
  CHECK(parse_mount("/a::ro").error() == "a part between colons is empty");
}

TEST_CASE("parse_device and clean_target") {
  CHECK(*parse_device("/dev/a") == ShortDevice{"/dev/a", "/dev/a", "rwm"});
  CHECK(*parse_device("/dev/a:/dev/b:r") == ShortDevice{"/dev/a", "/dev/b", "r"});
  CHECK(parse_device("/dev/a:/dev/b:r:x").error() == "there are too many colons");
  CHECK(clean_target("/a/./b//c/") == "/a/b/c");
  CHECK(clean_target("/a/../..") == "/");
  CHECK(clean_target("C:\\x\\") == "C:\\x\\");
}

TEST_CASE("parse_size counts bytes") {
  struct Case { std::string_view text; std::int64_t bytes; };
  for (const Case& c : {Case{"0", 0}, Case{"10", 10}, Case{"1k", 1024}, Case{"512m", 536870912}, Case{"512MB", 536870912}, Case{"1.5GiB", 1610612736},
                        Case{"2 g", 2147483648}, Case{"64b", 64}, Case{"-1", -1}}) {
    CAPTURE(c.text);
    CHECK(parse_size(c.text) == c.bytes);
  }
  for (const std::string_view wrong : {"", "m", "10x", "10bb", "-5", "1e3"}) {
    CAPTURE(wrong);
    CHECK(parse_size(wrong).error() == "expected a size such as \"512m\", found \"" + std::string(wrong) + "\"");
  }
  CHECK(parse_size("9999999999p").error() == "\"9999999999p\" is more than any machine has");
}

TEST_CASE("parse_duration adds up its parts") {
  struct Case { std::string_view text, printed; };
  for (const Case& c : {Case{"90s", "1m30s"}, Case{"1h5m30.5s", "1h5m30.5s"}, Case{"1d", "24h0m0s"}, Case{"250ms", "250ms"}, Case{"2us", "2µs"}, Case{"0", "0s"}}) {
    CAPTURE(c.text);
    const auto duration = parse_duration(c.text);
    REQUIRE(duration);
    CHECK(to_string(*duration) == c.printed);
  }
  CHECK(parse_duration("10").error() == "\"10\" lacks a unit: s, m, h …");
  CHECK(parse_duration("10q").error() == "\"q\" is no unit of time in \"10q\"");
  CHECK(parse_duration("").error() == "expected a duration such as \"1m30s\", found \"\"");
  CHECK(parse_duration("s").error() == "expected a duration such as \"1m30s\", found \"s\"");
}

TEST_CASE("split_shell_words splits as a shell does, and stops where only a shell goes on") {
  struct Case { std::string_view text; std::vector<std::string> words; std::string_view ignored; };
  for (const Case& c : {
           Case{"  a  b ", {"a", "b"}, ""},
           Case{"a 'b c' \"d \\\"e\\\"\"", {"a", "b c", "d \"e\""}, ""},
           Case{"a\\ b ''", {"a b", ""}, ""},
           Case{"up && down", {"up"}, "&& down"},
           Case{"sh -c 'a && b'", {"sh", "-c", "a && b"}, ""},
       }) {
    CAPTURE(c.text);
    const auto words = split_shell_words(c.text);
    REQUIRE(words);
    CHECK(words->words == c.words);
    CHECK(words->ignored == c.ignored);
  }
  CHECK(split_shell_words("a 'b").error() == "the single quotes are never closed");
  CHECK(split_shell_words("a \"b").error() == "the double quotes are never closed");
  CHECK(split_shell_words("a \\").error() == "nothing follows the backslash at the end");
}

TEST_CASE("is_secret_variable goes by words") {
  for (const std::string_view secret : {"POSTGRES_PASSWORD", "API_KEY", "JWT_SECRET", "githubToken", "MYSQL_ROOTPASSWORD", "AWS_SECRET_ACCESS_KEY", "DB_PASS"}) {
    CAPTURE(secret);
    CHECK(is_secret_variable(secret));
  }
  for (const std::string_view open : {"KEYBOARD", "DB_PASSWORD_FILE", "TOKEN_TTL", "PWD", "PATH", "SSH_PUBLIC_KEY", "PASSENGERS", "MONKEY", "DB_USER"}) {
    CAPTURE(open);
    CHECK_FALSE(is_secret_variable(open));
  }
  CHECK(find_url_password("postgres://app:s3cret@db:5432/x") == "s3cret");
  CHECK_FALSE(find_url_password("http://db:5432/x@y"));
  CHECK_FALSE(find_url_password("postgres://app@db/x"));
}
