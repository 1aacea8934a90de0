// One way to use several threads: map a list, keep its order.
#pragma once

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

namespace portolan {

/// Applies `f` to every item on at most `jobs` threads and returns the results in the order of the items, so the number of threads
/// never shows. `f` must not touch shared mutable state; it returns its diagnostics with its value. The exception of the first
/// item (in order) that threw is thrown again.
template <class Item, class F>
auto parallel_map(const std::vector<Item>& items, unsigned jobs, F&& f) {
  using Result = std::invoke_result_t<F&, const Item&>;
  std::vector<std::optional<Result>> slots(items.size());
  std::vector<std::exception_ptr> failures(items.size());
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    for (std::size_t i; (i = next.fetch_add(1)) < items.size();) {
      try {
        slots[i].emplace(f(items[i]));
      } catch (...) {
        failures[i] = std::current_exception();
      }
    }
  };
  const std::size_t threads = std::min<std::size_t>(std::max(1u, jobs), items.size());
  if (threads <= 1) {
    work();
  } else {
    std::vector<std::jthread> pool;
    pool.reserve(threads);
    for (std::size_t i = 0; i < threads; ++i) pool.emplace_back(work);
  }
  for (const std::exception_ptr& failure : failures) {
    if (failure) std::rethrow_exception(failure);
  }
  std::vector<Result> results;
  results.reserve(items.size());
  for (auto& slot : slots) results.push_back(std::move(*slot));
  return results;
}

}  // namespace portolan
