// The families of sentences that the grammar knows: one file each, every function one shape or a few that begin alike.
#pragma once

#include "load/markdown/sentences/said.h"

namespace portolan::load {

/// A shape takes a clause from its first word on. True when it was read.
using Shape = bool (*)(const Said& said);
/// A shape that goes on behind "web and db", "all services", "only nginx".
using Predicate = bool (*)(const Said& said, const Subject& subject);

// exposure.cc: who is reachable from where
bool read_only_peers(const Said& said);    ///< "only the backend can reach postgres"
bool read_all_traffic(const Said& said);   ///< "all traffic enters through port 80"
bool read_no_port(const Said& said);       ///< "no exposed database port"
bool read_peers(const Said& said, const Subject& subject);        ///< "is only accessible by backend"
bool read_publishing(const Said& said, const Subject& subject);   ///< "publishes no port", "has a published port"
bool read_exposure(const Said& said, const Subject& subject);     ///< "is not exposed to the host", "is hidden from the internet"
bool read_internal(const Said& said, const Subject& subject);     ///< "is internal only", "is reachable inside the Docker network only"
bool read_isolation(const Said& said, const Subject& subject);    ///< "is isolated on `back`"
bool read_entry_point(const Said& said, const Subject& subject);  ///< "is the single entry point"

// ports.cc
bool read_port(const Said& said, const Subject& subject);  ///< "is published on port 80", "listens on port 8000"

// order.cc: who waits for whom
bool read_order(const Said& said);                             ///< "first db and redis, then backend", "db → redis → backend"
bool read_wait_for_check(const Said& said);                    ///< "wait until the health check of db passes": there is one
bool read_waiting(const Said& said, const Subject& subject);   ///< "waits until db is healthy"
bool read_first(const Said& said, const Subject& subject);     ///< "start first, followed by backend"

// settings.cc: what a key of the compose file sets
bool read_automatic_restart(const Said& said);                    ///< "automatic restart of all services"
bool read_replica_count(const Said& said);                        ///< "three replicas of backend"
bool read_health_checks(const Said& said);                        ///< "health checks for db and redis"
bool read_health(const Said& said, const Subject& subject);       ///< "has a health check"
bool read_restart(const Said& said, const Subject& subject);      ///< "restarts unless it was stopped"
bool read_limit(const Said& said, const Subject& subject);        ///< "is limited to 512 MB"
bool read_replicas(const Said& said, const Subject& subject);     ///< "runs in three replicas"
bool read_networks(const Said& said, const Subject& subject);     ///< "joins `front` and `back`"
bool read_process(const Said& said, const Subject& subject);      ///< "runs Gunicorn with 3 workers"
bool read_read_only(const Said& said, const Subject& subject);    ///< "has a read-only file system", "mounts `x` read-only"
bool read_read_only_mount(const Said& said);                      ///< "`nginx.conf` is mounted read-only"
bool read_code(const Said& said);                                 ///< "`back` is internal", "`DEBUG` is `False`"

// data.cc: what outlives a container
bool read_data_of(const Said& said);                            ///< "the data of db survives a restart", "PostgreSQL data is stored in `pg`"
bool read_volume_keeps(const Said& said);                       ///< "`pg` keeps the data of db"
bool read_keeping(const Said& said, const Subject& subject);    ///< "keeps its data in `pg`", "is stateless"

// sources.cc: how code gets into a container, and what happens when it changes
bool read_sources(const Said& said);                              ///< "the source code is mounted", "no bind mounts", "code is baked into the image"
bool read_reload(const Said& said);                               ///< "hot reload is enabled", "code changes need a rebuild"
bool read_mounts(const Said& said, const Subject& subject);       ///< "mounts the source code"
bool read_reloading(const Said& said, const Subject& subject);    ///< "reloads on changes"

// secret_places.cc
bool read_secret_place(const Said& said);  ///< "no secrets in the code", "passwords come from `.env`"

// counts.cc
bool read_count(const Said& said);  ///< "there are three compose files", "the stack consists of five containers"

}  // namespace portolan::load
