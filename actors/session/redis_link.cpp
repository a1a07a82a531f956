// SPDX-License-Identifier: Apache-2.0
#include "session/redis_link.hpp"

#include "session/redis_reply.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <vector>

namespace cordon::session {

namespace {

constexpr size_t read_bytes = 64 << 10;
constexpr int reads_a_turn = 16; // then the loop's others get theirs
constexpr size_t written_bytes_a_turn = 4 << 20;
constexpr size_t max_reply_bytes = 64 << 20;

// The key is of no use: it shows that Redis runs scripts and takes writes, which a PING would not.
constexpr std::string_view probe_script = "return redis.call('SET', KEYS[1], '', 'PX', 1000)";
constexpr std::string_view probe_key = "cordon:probe";

command_ptr format(std::initializer_list<std::string_view> arguments) {
  return format_command(std::vector<std::string_view>(arguments));
}

std::string because(int errno_value) {
  return std::strerror(errno_value);
}

bool is_no_fault(int errno_value) {
  return errno_value == EAGAIN || errno_value == EWOULDBLOCK || errno_value == EINTR;
}

} // namespace

redis_link::redis_link(io::event_loop& loop, const redis_address& login, const redis_timing& timing,
                       events told)
    : loop_(loop), login_(login), timing_(timing), events_(std::move(told)),
      ticker_(loop, [this] { tick(); }), reader_(make_reader()) {}

redis_link::~redis_link() = default;

void redis_link::open(const io::socket_address& where) {
  if (auto started = connect_to(where); !started)
    return failed(started.error().what);
  watcher_->watch(io::fd_watcher::writable);
  ticker_.start(timing_.tick);
}

expected<void> redis_link::connect_to(const io::socket_address& where) {
  fd_.reset(::socket(where.storage.ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  if (!fd_ || !reader_)
    return fail(errc::system, "no socket: " + because(errno));
  const int on = 1; // a unix socket refuses this, and needs it as little
  ::setsockopt(fd_.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  if (::connect(fd_.get(), reinterpret_cast<const sockaddr*>(&where.storage), where.size) != 0
      && errno != EINPROGRESS)
    return fail(errc::peer_died, "cannot be reached: " + because(errno));
  auto watcher = io::fd_watcher::make(loop_, fd_.get(), [this](int flags) { ready(flags); });
  if (!watcher)
    return tl::unexpected<error>(watcher.error());
  watcher_ = std::move(*watcher);
  return {};
}

void redis_link::ready(int flags) {
  if (stage_ == stage::connecting)
    finish_connect(flags);
  if (stage_ != stage::dead && (flags & io::fd_watcher::readable))
    read_some();
  if (stage_ != stage::dead && (flags & io::fd_watcher::writable))
    write_some();
  watch_on();
}

void redis_link::finish_connect(int flags) {
  int problem = 0;
  socklen_t size = sizeof problem;
  ::getsockopt(fd_.get(), SOL_SOCKET, SO_ERROR, &problem, &size);
  if (problem != 0)
    return failed("cannot be reached: " + because(problem));
  if (flags & io::fd_watcher::writable)
    log_in();
}

void redis_link::log_in() {
  stage_ = stage::login;
  if (!login_.password.empty() && login_.user.empty())
    queue(answer::login, format({"AUTH", login_.password}));
  else if (!login_.password.empty())
    queue(answer::login, format({"AUTH", login_.user, login_.password}));
  if (login_.database != 0)
    queue(answer::select, format({"SELECT", std::to_string(login_.database)}));
  queue(answer::probe, format({"EVAL", probe_script, "1", probe_key}));
}

void redis_link::queue(answer expected_answer, command_ptr command) {
  awaited_.push_back(expected_answer);
  to_write_.push_back(std::move(command));
}

void redis_link::send(command_ptr command) {
  if (stage_ != stage::up)
    return;
  if (awaited_.empty())
    quiet_ticks_ = 0;
  queue(answer::command, std::move(command));
  watch_on();
}

void redis_link::watch_on() {
  if (stage_ == stage::login || stage_ == stage::up)
    watcher_->watch(io::fd_watcher::readable
                    | (to_write_.empty() ? io::fd_watcher::none : io::fd_watcher::writable));
}

void redis_link::read_some() {
  std::array<char, read_bytes> buffer;
  for (int i = 0; i < reads_a_turn && stage_ != stage::dead; ++i) {
    const auto got = ::recv(fd_.get(), buffer.data(), buffer.size(), 0);
    if (got < 0 && is_no_fault(errno))
      return;
    if (got <= 0)
      return failed(got == 0 ? "closed the connection" : "lost the connection: " + because(errno));
    quiet_ticks_ = 0;
    unparsed_bytes_ += static_cast<size_t>(got);
    if (redisReaderFeed(reader_.get(), buffer.data(), static_cast<size_t>(got)) != REDIS_OK)
      return failed("does not speak Redis's protocol: "
                    + shortened(fault_of(reader_->err, reader_->errstr)));
    take_replies();
    if (unparsed_bytes_ > max_reply_bytes)
      return failed("sends a reply of more than " + std::to_string(max_reply_bytes) + " bytes");
  }
}

void redis_link::take_replies() {
  while (stage_ != stage::dead) {
    void* reply = nullptr;
    if (redisReaderGetReply(reader_.get(), &reply) != REDIS_OK)
      return failed("does not speak Redis's protocol: "
                    + shortened(fault_of(reader_->err, reader_->errstr)));
    if (!reply)
      return;
    const reply_handle owned(static_cast<redisReply*>(reply));
    unparsed_bytes_ = 0;
    take(*owned);
  }
}

void redis_link::take(const redisReply& reply) {
  if (awaited_.empty()) {
    const auto error = error_of(&reply);
    return failed(error ? "answers: " + shortened(*error) : "answers what nobody asked",
                  error.has_value());
  }
  const auto kind = awaited_.front();
  awaited_.pop_front();
  if (kind == answer::command)
    return events_.reply(reply);
  if (kind == answer::pong) {
    if (const auto error = error_of(&reply))
      failed("answers: " + shortened(*error), true);
    return;
  }
  take_login(kind, reply);
}

void redis_link::take_login(answer kind, const redisReply& reply) {
  const auto error = error_of(&reply);
  // What Redis says of an AUTH that it doesn't know quotes the password.
  if (error && kind == answer::login)
    return failed(
        "refuses the user or the password: " + shortened(error->substr(0, error->find(' '))), true);
  if (error)
    return failed("answers: " + shortened(*error), true);
  if (!status_of(&reply))
    return failed("does not answer as Redis does");
  if (kind != answer::probe)
    return;
  stage_ = stage::up;
  events_.up();
}

void redis_link::write_some() {
  size_t left = written_bytes_a_turn;
  while (!to_write_.empty() && left > 0) {
    const auto rest = to_write_.front()->view().substr(written_of_first_);
    const auto sent = ::send(fd_.get(), rest.data(), std::min(rest.size(), left), MSG_NOSIGNAL);
    if (sent < 0 && is_no_fault(errno))
      return;
    if (sent < 0)
      return failed("lost the connection: " + because(errno));
    quiet_ticks_ = 0;
    left -= static_cast<size_t>(sent);
    written_of_first_ += static_cast<size_t>(sent);
    if (static_cast<size_t>(sent) < rest.size())
      continue;
    to_write_.pop_front();
    written_of_first_ = 0;
  }
}

// Counts ticks, not time: a loop that was held up for long has not looked for answers meanwhile.
void redis_link::tick() {
  ++quiet_ticks_;
  const bool owes = stage_ != stage::up || !awaited_.empty();
  if (owes && quiet_ticks_ >= timing_.silent_ticks)
    return failed("has not answered for "
                  + std::to_string((timing_.tick * timing_.silent_ticks).count()) + " ms");
  if (!owes && quiet_ticks_ >= timing_.ping_after_ticks) {
    quiet_ticks_ = 0;
    queue(answer::pong, format({"PING"}));
    watch_on();
  }
  ticker_.start(timing_.tick);
}

void redis_link::failed(std::string why, bool refused) {
  if (stage_ == stage::dead)
    return;
  close();
  events_.down(std::move(why), refused);
}

void redis_link::close() {
  stage_ = stage::dead;
  ticker_.stop();
  if (watcher_)
    watcher_->watch(io::fd_watcher::none);
  to_write_.clear();
  awaited_.clear();
  if (fd_)
    ::shutdown(fd_.get(), SHUT_RDWR);
}

} // namespace cordon::session
