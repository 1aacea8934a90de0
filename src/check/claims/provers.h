// One prover for each kind of fact: what do the files of one environment say to it?
#pragma once

#include "check/claims/proof.h"

namespace portolan::check {

// prove_ports.cc
Judgement prove(const PublishesPort& fact, const Scene& scene);
// prove_image.cc
Judgement prove(const UsesImage& fact, const Scene& scene);
// prove_exposure.cc
Judgement prove(const Exposure& fact, const Scene& scene);
// prove_attachments.cc
Judgement prove(const MountsVolume& fact, const Scene& scene);
Judgement prove(const JoinsNetwork& fact, const Scene& scene);
Judgement prove(const NetworkSetting& fact, const Scene& scene);
Judgement prove(const ReadsSecret& fact, const Scene& scene);
// prove_settings.cc
Judgement prove(const ServiceExists& fact, const Scene& scene);
Judgement prove(const RestartPolicy& fact, const Scene& scene);
Judgement prove(const MemoryLimit& fact, const Scene& scene);
Judgement prove(const WaitsFor& fact, const Scene& scene);
// prove_health.cc
Judgement prove(const HealthFact& fact, const Scene& scene);
// prove_process.cc
Judgement prove(const WorkerCount& fact, const Scene& scene);
Judgement prove(const RunsServer& fact, const Scene& scene);
// prove_variables.cc
Judgement prove(const HasVariable& fact, const Scene& scene);
// prove_routes.cc
Judgement prove(const RoutesPath& fact, const Scene& scene);
// prove_comparisons.cc
Judgement prove(const ComparesAspect& fact, const Scene& scene);
// prove_documents.cc
Judgement prove(const RunsCommand& fact, const Scene& scene);
// prove_files.cc
Judgement prove(const NamesFile& fact, const Scene& scene);
// prove_connections.cc
Judgement prove(const Connects& fact, const Scene& scene);
// prove_build_steps.cc
Judgement prove(const BuildStep& fact, const Scene& scene);
// prove_directives.cc
Judgement prove(const SetsDirective& fact, const Scene& scene);
// prove_addresses.cc
Judgement prove(const NamesAddress& fact, const Scene& scene);
// prove_keys.cc
Judgement prove(const SetsKey& fact, const Scene& scene);
// prove_counts.cc
Judgement prove(const CountsThings& fact, const Scene& scene);
// prove_order.cc
Judgement prove(const StartsInOrder& fact, const Scene& scene);
// prove_data.cc
Judgement prove(const KeepsData& fact, const Scene& scene);
Judgement prove(const ReadOnly& fact, const Scene& scene);
// prove_sources.cc
Judgement prove(const MountsCode& fact, const Scene& scene);
Judgement prove(const ReloadsCode& fact, const Scene& scene);
// prove_secrets.cc
Judgement prove(const KeepsSecrets& fact, const Scene& scene);
// prove_pending.cc
Judgement prove(const UsesVersion& fact, const Scene& scene);
// prove_containers.cc: a command of plain `docker`
Judgement prove_containers(const RunsCommand& fact, const Scene& scene);

}  // namespace portolan::check
