// What a document says, typed and placed, before anybody asked whether it is true.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/span.h"
#include "model/service.h"

namespace portolan {

/// Names of services are as the document writes them: binding to the model happens in check/claims/bind.cc.
/// A port table's row, "port 5433 on the host". `published` false: the document says that it is not published; unset, with a container port
/// alone: "port 8080", which does not say on which side.
struct PublishesPort {
  Spanned<std::string> service{};
  std::optional<Spanned<int>> container_port{};
  std::optional<Spanned<int>> host_port{};
  std::optional<bool> published{};
  std::string purpose{};
};

struct UsesImage {  // "PostgreSQL 15", `postgres:15-alpine`; base image of a build as well
  Spanned<std::string> service{};
  Spanned<std::string> image{};
};

struct ServiceExists {  // a bullet or row that introduces a service
  Spanned<std::string> service{};
  std::string description{};
};

enum class ExposureKind {
  only_exposed,         ///< only SUBJECTS are reachable from outside
  exposed,              ///< SUBJECTS are reachable from outside
  not_exposed,          ///< SUBJECTS are not reachable from outside (not published to other machines)
  not_published,        ///< SUBJECTS publish no host port
  only_accessible_by,   ///< SUBJECTS can be reached by PEERS and by nobody else
  isolated,             ///< SUBJECTS have no way to the internet and none from it
  single_entry_point,   ///< every way in leads through SUBJECTS (or through `port`)
};

struct Exposure {
  ExposureKind kind = ExposureKind::exposed;
  std::vector<Spanned<std::string>> subjects{};
  std::vector<Spanned<std::string>> peers{};
  std::optional<Spanned<int>> port{};
};

struct MountsVolume {
  Spanned<std::string> service{};  ///< empty when the document does not say which
  Spanned<std::string> source{};
  std::optional<Spanned<std::string>> target{};
};

struct JoinsNetwork {
  Spanned<std::string> service{};
  Spanned<std::string> network{};
};

struct NetworkSetting {  // a row of a network table: driver, internal
  Spanned<std::string> network{};
  std::optional<Spanned<std::string>> driver{};
  std::optional<Spanned<bool>> internal{};
};

struct RestartPolicy {
  Spanned<std::string> service{};  ///< empty in a comparison of whole environments: every service
  Spanned<std::string> policy{};
};

struct MemoryLimit {
  Spanned<std::string> service{};
  Spanned<std::int64_t> bytes{};
};

struct WorkerCount {  // processes of a server ("Gunicorn with 4 workers")
  Spanned<std::string> service{};  ///< empty in a comparison of whole environments
  Spanned<int> count{};
};

struct WaitsFor {
  Spanned<std::string> service{};
  Spanned<std::string> dependency{};
  std::optional<DependencyCondition> condition{};
};

enum class HealthAspect { present, absent, test, interval, timeout, retries, start_period };

struct HealthFact {
  Spanned<std::string> service{};
  HealthAspect aspect = HealthAspect::present;
  Spanned<std::string> value{};  ///< as written; "" for present and absent
};

struct HasVariable {  // a row of a variable table, a bullet `NAME`: meaning, "DEBUG=True"
  Spanned<std::string> service{};  ///< empty when the document does not say which
  Spanned<std::string> name{};
  std::optional<Spanned<std::string>> value{};
  bool described = false;  ///< `value` is a plain word, which may describe the value rather than be it: "weak"
};

struct ReadsSecret {
  Spanned<std::string> service{};
  Spanned<std::string> secret{};
};

struct RoutesPath {  // "/api → backend:8000"
  Spanned<std::string> path{};
  Spanned<std::string> target{};
};

struct RunsServer {  // "Gunicorn", "runserver", "uvicorn": the word must stand in the service's command
  Spanned<std::string> service{};  ///< empty in a comparison of whole environments
  Spanned<std::string> server{};
};

/// A row of a comparison table that is read but whose aspect has no prover.
struct ComparesAspect {
  std::string aspect{};
  Spanned<std::string> value{};
};

/// One `docker compose …` (or `docker-compose …`) call in a shell fence or code span; or a `docker …` call that names containers.
struct RunsCommand {
  std::string text{};                           ///< one line, without prompt and comment
  std::string comment{};                        ///< the comment line above it, "" for none
  bool legacy_spelling = false;                 ///< `docker-compose`
  std::vector<Spanned<std::string>> files{};    ///< of -f
  std::vector<Spanned<std::string>> profiles{};
  Spanned<std::string> verb{};                  ///< "up", "exec", "logs" …; "" when none
  std::vector<Spanned<std::string>> services{};   ///< operands that name services
  std::vector<Spanned<std::string>> arguments{};  ///< what follows them
  std::vector<Spanned<std::string>> env_files{};  ///< of --env-file
  std::vector<Spanned<std::string>> containers{};  ///< that plain `docker` acts on; empty for Compose calls
  std::optional<Spanned<std::string>> made_container{};  ///< of `docker run --name`: a container that no compose file makes

  bool plain_docker() const { return !containers.empty() || made_container.has_value(); }
};

struct NamesFile {  // a file that the document refers to: `docker-compose.dev.yml`, [plan](docs/plan.md#ports); a line of a file tree
  Spanned<std::string> path{};                   ///< "" for a place in the same document
  std::optional<Spanned<std::string>> anchor{};  ///< of a link, without "#"
  bool listed = false;                           ///< in a file tree; folders end with "/"
  std::string root{};                            ///< of a file tree: the name at its top, which may be the stack's own folder
};

/// A line of YAML in a document: "restart: unless-stopped" in a fence, or in code that is explained.
struct SetsKey {
  Spanned<std::string> service{};               ///< "" for keys of the file's top level
  std::vector<Spanned<std::string>> path{};     ///< below the service, else from the top of the file: deploy, resources, limits, memory
  std::optional<Spanned<std::string>> value{};  ///< a scalar, or one item of a list as written; unset: only that the key is there
};

struct Connects {  // an arrow of a drawing or a flow: "browser → nginx:80 → web:8000"
  Spanned<std::string> from{};
  Spanned<std::string> to{};
  std::optional<Spanned<int>> port{};  ///< on `to`
};

struct CountsThings {  // "six services", "three compose files"
  Spanned<int> count{};
  Spanned<std::string> things{};  ///< what is counted, as written
};

struct StartsInOrder {  // "first db and redis, then backend": each after all before it that stand in an earlier step
  std::vector<std::vector<Spanned<std::string>>> steps{};
};

struct KeepsData {  // "data of db survives a restart", "redis keeps nothing"
  Spanned<std::string> service{};
  bool kept = true;
};

struct MountsCode {  // "the source is mounted into backend", "no bind mounts in production"
  Spanned<std::string> service{};  ///< empty: every service
  bool mounted = true;
};

struct ReloadsCode {  // "hot reload", "code changes need a rebuild"
  Spanned<std::string> service{};
  bool reloads = true;
};

struct ReadOnly {  // "nginx.conf is mounted read-only", "the file system of web is read-only"
  Spanned<std::string> service{};
  std::optional<Spanned<std::string>> path{};  ///< source or target of the mount; unset: the whole file system
};

enum class SecretPlace { environment, env_file, secret_files, not_in_files };

struct KeepsSecrets {  // "passwords come from .env", "no secrets in the code"
  SecretPlace place = SecretPlace::not_in_files;
  Spanned<std::string> words{};  ///< the file, or the words that say where
};

struct NamesAddress {  // "http://localhost:5173", `psql -h localhost -p 5433`, `lsof -i :5432`
  Spanned<std::string> host{};   ///< "localhost", or a name that only containers know
  Spanned<int> port{};           ///< without a place of its own: the one that the scheme or the program implies
  std::optional<Spanned<std::string>> path{};  ///< of a URL
  Spanned<std::string> service{};              ///< that the document says answers there; "" when it does not say
  Spanned<std::string> from{};                 ///< the service in whose container the call is made; "" for the host
  std::optional<Spanned<std::string>> user{};      ///< of a database client
  std::optional<Spanned<std::string>> database{};
};

struct BuildStep {  // an instruction of a Dockerfile in a document, or a bullet of its sketch
  Spanned<std::string> service{};      ///< whose image it is; "" when the document does not say
  Spanned<std::string> instruction{};  ///< "FROM", "EXPOSE", "CMD", in upper case
  Spanned<std::string> value{};
  std::string file{};                  ///< the Dockerfile that the document names for it, "" for none
  bool sketched = false;               ///< in words ("installs requirements.txt"), not as the line stands in a Dockerfile
};

struct SetsDirective {  // a directive of a proxy's configuration in a document: "proxy_set_header Host $host"
  Spanned<std::string> service{};
  Spanned<std::string> name{};
  Spanned<std::string> value{};
  std::string route{};  ///< path of the location around it, "" for none
};

struct UsesVersion {  // "Django 4.2", "Node 20": a version of something that is no image
  Spanned<std::string> service{};
  Spanned<std::string> product{};
  Spanned<std::string> version{};
};

using Fact = std::variant<ServiceExists, PublishesPort, UsesImage, Exposure, MountsVolume, JoinsNetwork, NetworkSetting, RestartPolicy,
                          MemoryLimit, WorkerCount, WaitsFor, HealthFact, HasVariable, ReadsSecret, RoutesPath, RunsServer, ComparesAspect,
                          RunsCommand, NamesFile, SetsKey, Connects, CountsThings, StartsInOrder, KeepsData, MountsCode, ReloadsCode, ReadOnly,
                          KeepsSecrets, NamesAddress, BuildStep, SetsDirective, UsesVersion>;

/// "publishes-port", "uses-image" …: the `kind` of the JSON contract.
std::string_view kind_of(const Fact& fact);

enum class Modality { stated, planned, optional, example, historical, alternative };

std::string_view name_of(Modality modality);

/// The words that say for which environments a statement is meant, strongest first; none: for all.
/// `words` holds phrases as written: "Basic production", "dev", "docker-compose.prod.yml". All phrases of one source are alternatives
/// of the same rank (a heading that names two environments).
struct Scope {
  std::vector<Spanned<std::string>> environments{};
  enum class Source { own_words, table_column, heading, compose_file, document } source = Source::document;
};

struct Statement {
  Fact fact{};
  Span span{};            ///< the words themselves: a table cell or row, a bullet, a sentence, a command
  std::string text{};     ///< one line, as shown in reports
  Scope scope{};
  Modality modality = Modality::stated;
  Spanned<std::string> modality_words{};  ///< "later", "optional"; empty when stated
  std::size_t section = 0;              ///< index into Plan::sections
};

}  // namespace portolan
