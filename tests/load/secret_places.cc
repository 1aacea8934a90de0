// What commands, statements of SQL, headers, addresses and settings give away, and what stands there without being a secret.
#include <doctest/doctest.h>

#include <string>

#include "load/compose/secrecy.h"
#include "load/secret_text.h"

using namespace portolan;

/// The text with what is marked in it replaced by bullets.
static std::string shown(const std::string& text) {
  SourceMap sources;
  const FileId file = sources.add("a.txt", text);
  load::mark_secret_text(sources, file);
  return sources.shown({file, 0, static_cast<std::uint32_t>(text.size())});
}

TEST_CASE("secrets on command lines are hidden") {
  struct Case {
    std::string text, shown;
  };
  for (const Case& c : {
           Case{"mysql -uroot -p'hunter two' db", "mysql -uroot -p'••••••' db"},
           Case{"mysql -uroot -phunter2 db", "mysql -uroot -p•••••• db"},
           Case{"/usr/bin/mysqldump --user=root -p\"hunter2\"", "/usr/bin/mysqldump --user=root -p\"••••••\""},
           Case{"test: [\"CMD\", \"mysqladmin\", \"ping\", \"-phunter2\"]", "test: [\"CMD\", \"mysqladmin\", \"ping\", \"-p••••••\"]"},
           Case{"\"mysql -u root -p\\\"hunter2\\\" -e x\"", "\"mysql -u root -p\\\"••••••\\\" -e x\""},
           Case{"command: [redis-cli, -a, hunter2, ping]", "command: [redis-cli, -a, ••••••, ping]"},
           Case{"- redis-cli\n  - -a\n  - \"hunter2\"\n  - ping", "- redis-cli\n  - -a\n  - \"••••••\"\n  - ping"},
           Case{"redis-cli \\\n  -a hunter2", "redis-cli \\\n  -a ••••••"},
           Case{"mc alias set local http://m:9000 AKEY1 hunter2", "mc alias set local http://m:9000 •••••• ••••••"},
           Case{"mc config host add l http://m:9000 AKEY1 hunter2 --api s3v4", "mc config host add l http://m:9000 •••••• •••••• --api s3v4"},
           Case{"htpasswd -bc /etc/x admin hunter2", "htpasswd -bc /etc/x admin ••••••"},
           Case{"htpasswd -nbB admin hunter2", "htpasswd -nbB admin ••••••"},
           Case{"vault login hunter2-x", "vault login ••••••"},
           Case{"echo hunter2 | docker login -u me --password-stdin", "echo •••••• | docker login -u me --password-stdin"},
           Case{"printf '%s' \"hunter2\" | docker secret create db -", "printf '%s' \"••••••\" | docker secret create db -"},
           Case{"echo root:hunter2 | chpasswd", "echo •••••• | chpasswd"},
           Case{"docker login -u me -p hunter2 r.example.org", "docker login -u me -p •••••• r.example.org"},
           Case{"mongosh -u root -p hunter2 --eval x", "mongosh -u root -p •••••• --eval x"},
           Case{"sqlcmd -S localhost -U sa -P 'Hunter2!' -Q 'SELECT 1'", "sqlcmd -S localhost -U sa -P '••••••' -Q 'SELECT 1'"},
           Case{"rabbitmqctl add_user me hunter2", "rabbitmqctl add_user me ••••••"},
           Case{"aws configure set aws_secret_access_key hunter2", "aws configure set aws_secret_access_key ••••••"},
           Case{"openssl enc -pass pass:hunter2", "openssl enc -pass pass:••••••"},
           Case{"curl -ume:hunter2 http://x", "curl -ume:•••••• http://x"},
           Case{"curl --header='X-Token: hunter2' http://x", "curl --header='X-Token: ••••••' http://x"},
           Case{"curl -H \"X-Api-Key: hunter2\" http://x", "curl -H \"X-Api-Key: ••••••\" http://x"},
           // Not secrets.
           Case{"mysql -uroot -p db", "mysql -uroot -p db"},
           Case{"mysql -p3306", "mysql -p3306"},
           Case{"mysql -p\"$PASSWORD\" x", "mysql -p\"$PASSWORD\" x"},
           Case{"docker run --name mongo -p 27017:27017 mongo", "docker run --name mongo -p 27017:27017 mongo"},
           Case{"docker run -p 80:80 web", "docker run -p 80:80 web"},
           Case{"image: mysql:8\nports: ['3306']", "image: mysql:8\nports: ['3306']"},
           Case{"vault login is done once", "vault login is done once"},
           Case{"vault login <token>", "vault login <token>"},
           Case{"htpasswd -c /etc/x admin", "htpasswd -c /etc/x admin"},
           Case{"echo ready | grep ready", "echo ready | grep ready"},
           Case{"echo \"$TOKEN\" | docker login --password-stdin", "echo \"$TOKEN\" | docker login --password-stdin"},
           Case{"mc alias list local", "mc alias list local"},
           Case{"aws configure set region eu-central-1", "aws configure set region eu-central-1"},
           Case{"curl -H \"X-Page: hunter2\" http://x", "curl -H \"X-Page: hunter2\" http://x"},
       }) {
    CAPTURE(c.text);
    CHECK(shown(c.text) == c.shown);
  }
}

TEST_CASE("secrets of statements and settings are hidden") {
  struct Case {
    std::string text, shown;
  };
  for (const Case& c : {
           Case{"CREATE USER a IDENTIFIED BY 'hunter2';", "CREATE USER a IDENTIFIED BY '••••••';"},
           Case{"alter user a identified with x by \"hunter2\"", "alter user a identified with x by \"••••••\""},
           Case{"CREATE USER a WITH PASSWORD 'hunter2';", "CREATE USER a WITH PASSWORD '••••••';"},
           Case{"SET PASSWORD = PASSWORD('hunter2')", "SET PASSWORD = PASSWORD('••••••')"},
           Case{"return 200 \"token hunter2\";", "return 200 \"token ••••••\";"},
           Case{"set $api_token \"hunter2\";", "set $api_token \"••••••\";"},
           Case{"set $api_token hunter2;", "set $api_token ••••••;"},
           Case{"proxy_set_header X-Api-Key hunter2;", "proxy_set_header X-Api-Key ••••••;"},
           Case{"requirepass hunter2", "requirepass ••••••"},
           Case{"token abc12345\n", "token ••••••\n"},
           Case{"x.basicauth.users=me:hunter2,you:hunter3", "x.basicauth.users=me:••••••,you:••••••"},
           Case{"com.example.basicauth: me:hunter2", "com.example.basicauth: me:••••••"},
           Case{"export AUTH=neo4j/hunter2", "export AUTH=••••••"},
           Case{"ERLANG_COOKIE=swordfish", "ERLANG_COOKIE=••••••"},
           Case{"KEY=hunter2", "KEY=••••••"},
           // Not secrets.
           Case{"Written BY 'the team'", "Written BY 'the team'"},
           Case{"the password is kept in a vault", "the password is kept in a vault"},
           Case{"return 200 \"ok 12345678\";", "return 200 \"ok 12345678\";"},
           Case{"set $upstream web01;", "set $upstream web01;"},
           Case{"proxy_set_header Host $host;", "proxy_set_header Host $host;"},
           Case{"the token v1 is old", "the token v1 is old"},
           Case{"token bucket\n", "token bucket\n"},
           Case{"AUTH_TYPE=basic COOKIE_DOMAIN=example.org SALT_ROUNDS=12", "AUTH_TYPE=basic COOKIE_DOMAIN=example.org SALT_ROUNDS=12"},
           Case{"basicauth is on", "basicauth is on"},
       }) {
    CAPTURE(c.text);
    CHECK(shown(c.text) == c.shown);
  }
}

TEST_CASE("secrets of addresses and known tokens are hidden") {
  struct Case {
    std::string text, shown;
  };
  for (const Case& c : {
           Case{"https://oauth2:hunter2@git.example.org/a/b.git", "https://oauth2:••••••@git.example.org/a/b.git"},
           Case{"https://0123456789abcdef0@o1.ingest.sentry.io/4", "https://••••••@o1.ingest.sentry.io/4"},
           Case{"https://hooks.slack.com/services/T00000000/B00000000/XXXX0000", "https://hooks.slack.com/services/••••••"},
           Case{"https://discord.com/api/webhooks/123456789012/aBcD1234efGh?wait=1 x", "https://discord.com/api/webhooks/123456789012/•••••• x"},
           Case{"https://api.telegram.org/bot123456:ABC-DEF1234ghIkl/sendMessage", "https://api.telegram.org/bot••••••/sendMessage"},
           Case{"hvs.CAESIJ0123456789abcd", "••••••"},
           Case{"sk-proj-0123456789abcdefghij", "••••••"},
           Case{"dckr_pat_0123456789abcdefg", "••••••"},
           // Not secrets.
           Case{"https://anna@example.org/x", "https://anna@example.org/x"},
           Case{"https://n8n.example.org/webhook/orders", "https://n8n.example.org/webhook/orders"},
           Case{"https://example.org/docs/webhooks/how-to-2", "https://example.org/docs/webhooks/how-to-2"},
           Case{"ssh://git@example.org:22/a", "ssh://git@example.org:22/a"},
           Case{"sk-learn, hf_hub, SG.1, pypi-server", "sk-learn, hf_hub, SG.1, pypi-server"},
       }) {
    CAPTURE(c.text);
    CHECK(shown(c.text) == c.shown);
  }
}

TEST_CASE("a variable holds a secret by its name, unless its value tells of none") {
  for (const char* name : {"AUTH", "NEO4J_AUTH", "ERLANG_COOKIE", "SALT", "AUTH_SALT", "CERT_PEM", "DB_PASSWORD", "API_KEY"}) {
    CAPTURE(name);
    CHECK(load::holds_secret(name, "hunter2"));
  }
  for (const char* name : {"AUTH_TYPE", "AUTH_URL", "COOKIE_DOMAIN", "SALT_ROUNDS", "PEM_FILE", "AUTHOR", "PWD", "KEYBOARD", "MAX_TOKENS", ""}) {
    CAPTURE(name);
    CHECK_FALSE(load::holds_secret(name, "hunter2"));
  }
  for (const char* value : {"basic", "none", "true", "LDAP", ""}) {
    CAPTURE(value);
    CHECK_FALSE(load::holds_secret("REGISTRY_AUTH", value));
  }
  CHECK(load::holds_secret("DB_PASSWORD", "basic"));
}
