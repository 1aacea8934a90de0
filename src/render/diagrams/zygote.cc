#include "render/diagrams/zygote.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstdint>
#include <cstring>
#include <exception>

#include "render/diagrams/graphviz.h"
#include "render/diagrams/layout_wire.h"

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define PORTOLAN_SANITIZED 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define PORTOLAN_SANITIZED 1
#endif

namespace portolan::render {

namespace {

using Clock = std::chrono::steady_clock;

struct Pair {
  int ours = -1, theirs = -1;
};

}  // namespace

static constexpr std::uint64_t most_numbers = 8u << 20;  // 64 MB: no layout comes near

/// Children say nothing: their messages are Graphviz's, about names that no user knows.
static void silence() {
  const int nowhere = open("/dev/null", O_RDWR | O_CLOEXEC);
  if (nowhere < 0) return;
  for (const int stream : {0, 1, 2}) dup2(nowhere, stream);
}

static std::optional<Pair> make_pair_of_sockets() {
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) return std::nullopt;
  return Pair{ends[0], ends[1]};
}

static bool send_bytes(int socket, const void* data, std::size_t size) {
  const char* bytes = static_cast<const char*>(data);
  while (size > 0) {
    const ssize_t sent = send(socket, bytes, size, MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) return false;
    bytes += sent;
    size -= static_cast<std::size_t>(sent);
  }
  return true;
}

static bool receive_bytes(int socket, void* data, std::size_t size, Clock::time_point until) {
  char* bytes = static_cast<char*>(data);
  while (size > 0) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now()).count();
    if (left <= 0) return false;
    pollfd ready{socket, POLLIN, 0};
    if (const int polled = poll(&ready, 1, static_cast<int>(left)); polled < 0 && errno == EINTR) {
      continue;
    } else if (polled <= 0) {
      return false;
    }
    const ssize_t got = recv(socket, bytes, size, 0);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    bytes += got;
    size -= static_cast<std::size_t>(got);
  }
  return true;
}

/// On the wire: how many, then so many doubles of this machine.
static bool send_numbers(int socket, const std::vector<double>& numbers) {
  const std::uint64_t count = numbers.size();
  return send_bytes(socket, &count, sizeof count) && send_bytes(socket, numbers.data(), numbers.size() * sizeof(double));
}

static std::optional<std::vector<double>> receive_numbers(int socket, Clock::time_point until) {
  std::uint64_t count = 0;
  if (!receive_bytes(socket, &count, sizeof count, until) || count > most_numbers) return std::nullopt;
  std::vector<double> numbers(count);
  if (!receive_bytes(socket, numbers.data(), count * sizeof(double), until)) return std::nullopt;
  return numbers;
}

/// Hands the file descriptor `passed` over to the process at the other end.
static bool send_descriptor(int socket, int passed) {
  char byte = 'g';
  iovec data{&byte, 1};
  alignas(cmsghdr) char room[CMSG_SPACE(sizeof(int))] = {};
  msghdr message{};
  message.msg_iov = &data;
  message.msg_iovlen = 1;
  message.msg_control = room;
  message.msg_controllen = sizeof room;
  cmsghdr* const header = CMSG_FIRSTHDR(&message);
  header->cmsg_level = SOL_SOCKET;
  header->cmsg_type = SCM_RIGHTS;
  header->cmsg_len = CMSG_LEN(sizeof(int));
  std::memcpy(CMSG_DATA(header), &passed, sizeof passed);
  ssize_t sent;
  do sent = sendmsg(socket, &message, MSG_NOSIGNAL);
  while (sent < 0 && errno == EINTR);
  return sent == 1;
}

/// -1 when the other end is closed.
static int receive_descriptor(int socket) {
  char byte = 0;
  iovec data{&byte, 1};
  alignas(cmsghdr) char room[CMSG_SPACE(sizeof(int))] = {};
  msghdr message{};
  message.msg_iov = &data;
  message.msg_iovlen = 1;
  message.msg_control = room;
  message.msg_controllen = sizeof room;
  ssize_t got;
  do got = recvmsg(socket, &message, MSG_CMSG_CLOEXEC);
  while (got < 0 && errno == EINTR);
  const cmsghdr* const header = got == 1 ? CMSG_FIRSTHDR(&message) : nullptr;
  if (!header || header->cmsg_type != SCM_RIGHTS) return -1;
  int passed = -1;
  std::memcpy(&passed, CMSG_DATA(header), sizeof passed);
  return passed;
}

static void limit_this_process(const LayoutLimits& limits) {
  const rlimit cpu{limits.cpu_seconds, limits.cpu_seconds}, none{0, 0};
  setrlimit(RLIMIT_CPU, &cpu);
  setrlimit(RLIMIT_CORE, &none);
#ifndef PORTOLAN_SANITIZED
  const rlimit memory{limits.memory, limits.memory};
  setrlimit(RLIMIT_AS, &memory);
#endif
  signal(SIGALRM, SIG_DFL);
  const itimerval alarm{{0, 0}, {static_cast<time_t>(limits.milliseconds / 1000), static_cast<suseconds_t>(limits.milliseconds % 1000 * 1000)}};
  setitimer(ITIMER_REAL, &alarm, nullptr);
}

[[noreturn]] static void be_child(int socket, const LayoutLimits& limits) {
  limit_this_process(limits);
  try {
    const auto numbers = receive_numbers(socket, Clock::now() + std::chrono::milliseconds(limits.milliseconds));
    const auto request = numbers ? read_request(*numbers) : std::nullopt;
    const auto layout = request ? run_graphviz(request->input, request->splines) : std::nullopt;
    _exit(layout && send_numbers(socket, to_numbers(*layout)) ? 0 : 1);
  } catch (const std::exception&) {
    _exit(1);
  }
}

[[noreturn]] static void be_zygote(int socket, const LayoutLimits& limits) {
  // Everything else that was open belongs to the parent: a pipe kept open here would keep its reader waiting.
  dup2(socket, 3);
  close_range(4, ~0u, 0);
  silence();
  signal(SIGCHLD, SIG_IGN);  // the kernel buries the children
  signal(SIGPIPE, SIG_IGN);
  for (int passed; (passed = receive_descriptor(3)) >= 0; close(passed)) {
    if (fork() != 0) continue;  // a failed fork closes the descriptor too, and the parent sees it
    close(3);
    be_child(passed, limits);
  }
  _exit(0);
}

Zygote::Zygote(const LayoutLimits& limits) : limits_(limits) {
  const std::optional<Pair> pair = make_pair_of_sockets();
  if (!pair) return;
  process_ = fork();
  if (process_ == 0) be_zygote(pair->theirs, limits);
  close(pair->theirs);
  if (process_ < 0) {
    close(pair->ours);
    process_ = 0;
    return;
  }
  socket_ = pair->ours;
}

Zygote::~Zygote() {
  if (socket_ >= 0) close(socket_);
  if (process_ <= 0) return;
  while (waitpid(process_, nullptr, 0) < 0 && errno == EINTR) {
  }
}

std::optional<std::vector<double>> Zygote::ask(const std::vector<double>& request) const {
  if (socket_ < 0) return std::nullopt;
  const std::optional<Pair> pair = make_pair_of_sockets();
  if (!pair) return std::nullopt;
  const bool passed = send_descriptor(socket_, pair->theirs);
  close(pair->theirs);
  std::optional<std::vector<double>> answer;
  if (passed && send_numbers(pair->ours, request)) {
    // The child's own alarm comes first; a second more for its start.
    answer = receive_numbers(pair->ours, Clock::now() + std::chrono::milliseconds(limits_.milliseconds + 1000));
  }
  close(pair->ours);
  return answer;
}

}  // namespace portolan::render
