#include "render/diagrams/layout_workers.h"

#include <future>
#include <map>
#include <mutex>
#include <semaphore>
#include <vector>

#include "render/diagrams/grid.h"
#include "render/diagrams/layout_wire.h"
#include "render/diagrams/tidy.h"
#include "render/diagrams/zygote.h"

namespace portolan::render {

struct LayoutWorkers::Impl {
  Impl(unsigned most, const LayoutLimits& limits) : zygote(limits), free_slots(static_cast<std::ptrdiff_t>(most)) {}

  Zygote zygote;
  std::counting_semaphore<> free_slots;
  std::mutex mutex;
  std::map<std::vector<double>, std::shared_future<Layout>> known;
};

/// Beautiful first. Ortho takes over a minute at 200 nodes, curves take it at 1,000.
static std::vector<Splines> attempts_for(const LayoutInput& input) {
  std::size_t size = input.nodes.size();
  for (const LayoutEdge& edge : input.edges) size += edge.label_width > 0 ? 1 : 0;
  if (size <= 40 && input.edges.size() <= 60) return {Splines::ortho, Splines::spline, Splines::polyline, Splines::line};
  if (size <= 200 && input.edges.size() <= 800) return {Splines::spline, Splines::polyline, Splines::line};
  if (size <= 1000 && input.edges.size() <= 4000) return {Splines::line};
  return {};
}

static Layout compute(const Zygote& zygote, const LayoutInput& input) {
  for (const Splines splines : attempts_for(input)) {
    const auto numbers = zygote.ask(to_numbers(input, splines));
    if (!numbers) continue;
    auto layout = read_answer(*numbers, input);
    if (!layout) continue;
    clear_borders(*layout);
    return *std::move(layout);
  }
  return lay_grid(input);
}

LayoutWorkers::LayoutWorkers(unsigned most, LayoutLimits limits) : impl_(std::make_unique<Impl>(most == 0 ? 1 : most, limits)) {}

LayoutWorkers::~LayoutWorkers() = default;

Layout LayoutWorkers::layout(const LayoutInput& input) {
  std::promise<Layout> promise;
  std::shared_future<Layout> future;
  bool first = false;
  {
    const std::lock_guard lock(impl_->mutex);
    auto& known = impl_->known[to_numbers(input, Splines::ortho)];
    first = !known.valid();
    if (first) known = promise.get_future().share();
    future = known;
  }
  if (!first) return future.get();
  impl_->free_slots.acquire();
  try {
    promise.set_value(compute(impl_->zygote, input));
  } catch (...) {
    promise.set_exception(std::current_exception());
  }
  impl_->free_slots.release();
  return future.get();
}

}  // namespace portolan::render
