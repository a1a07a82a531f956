// SPDX-License-Identifier: Apache-2.0
#include "session/result_reader.hpp"

#include "session/redis_address.hpp"
#include "session/redis_handles.hpp"
#include "session/redis_reply.hpp"

#include <algorithm>
#include <poll.h>
#include <vector>

namespace cordon::session {

namespace {

using std::chrono::milliseconds;

// Looks itself that often, so that a connection that died without a word costs no more.
constexpr milliseconds longest_trust{2'000};

timeval as_timeval(milliseconds time) {
  timeval value{};
  value.tv_sec = static_cast<time_t>(time.count() / 1'000);
  value.tv_usec = static_cast<suseconds_t>(time.count() % 1'000 * 1'000);
  return value;
}

/// A login and its limits: makes connections that are ready for commands.
struct server {
  redis_address address;
  milliseconds timeout;

  tl::unexpected<error> unreachable(const redisContext* context) const {
    return fail(errc::peer_died,
                "Redis cannot be reached or stopped answering: "
                    + (context ? shortened(fault_of(context->err, context->errstr))
                               : std::string("no memory")),
                address.text(), true);
  }

  tl::unexpected<error> refused(const redisReply* reply, const std::string& command) const {
    const auto error = error_of(reply);
    if (!error)
      return fail(errc::protocol, "Redis answers " + command + " with what is no answer to it",
                  address.text());
    return fail(passes_later(*error) ? errc::peer_died : errc::protocol,
                "Redis refuses " + command + ": " + shortened(*error), address.text(),
                passes_later(*error));
  }

  expected<reply_handle> ask(redisContext* context,
                             const std::vector<std::string_view>& command) const {
    const auto formatted = format_command(command);
    void* reply = nullptr;
    redisAppendFormattedCommand(context, formatted->bytes.get(), formatted->size);
    if (redisGetReply(context, &reply) != REDIS_OK || !reply)
      return unreachable(context);
    return reply_handle(static_cast<redisReply*>(reply));
  }

  expected<void> log_in(redisContext* context) const {
    std::vector<std::string_view> auth = {"AUTH", address.user, address.password};
    if (address.user.empty())
      auth.erase(auth.begin() + 1);
    auto reply = ask(context, auth);
    if (!reply)
      return tl::unexpected(reply.error());
    if (status_of(reply->get()))
      return {};
    const auto error = error_of(reply->get()).value_or("no status");
    return fail(errc::bad_input,
                "Redis refuses the user or the password: "
                    + shortened(error.substr(0, error.find(' '))),
                address.text());
  }

  expected<void> prepare(redisContext* context) const {
    if (!address.password.empty())
      if (auto in = log_in(context); !in)
        return in;
    const auto database = std::to_string(address.database);
    const std::vector<std::string_view> command =
        address.database == 0 ? std::vector<std::string_view>{"PING"}
                              : std::vector<std::string_view>{"SELECT", database};
    auto reply = ask(context, command);
    if (!reply)
      return tl::unexpected(reply.error());
    if (status_of(reply->get()))
      return {};
    const auto error = error_of(reply->get()).value_or("");
    if (error.starts_with("NOAUTH"))
      return fail(errc::bad_input, "Redis wants a password", address.text());
    return refused(reply->get(), std::string(command.front()));
  }

  expected<context_handle> connect() const {
    const auto limit = as_timeval(timeout);
    context_handle context(address.path.empty()
                               ? redisConnectWithTimeout(address.host.c_str(), address.port, limit)
                               : redisConnectUnixWithTimeout(address.path.c_str(), limit));
    if (!context || context->err != 0 || redisSetTimeout(context.get(), limit) != REDIS_OK)
      return unreachable(context.get());
    bound_replies(*context);
    if (auto ready = prepare(context.get()); !ready)
      return tl::unexpected(ready.error());
    return context;
  }
};

/// Waits for the next message of a subscription, whatever it says, or until `until`.
expected<void> await_message(const server& where, redisContext* subscribed,
                             result_reader::clock::time_point until) {
  void* reply = nullptr;
  if (redisGetReplyFromReader(subscribed, &reply) != REDIS_OK)
    return where.unreachable(subscribed);
  if (!reply) {
    const auto left = std::chrono::ceil<milliseconds>(until - result_reader::clock::now());
    pollfd one{subscribed->fd, POLLIN, 0};
    if (::poll(&one, 1, static_cast<int>(std::max<int64_t>(0, left.count()))) <= 0)
      return {};
    if (redisGetReply(subscribed, &reply) != REDIS_OK)
      return where.unreachable(subscribed);
  }
  const reply_handle dropped(static_cast<redisReply*>(reply));
  return {};
}

} // namespace

struct result_reader::state {
  server where;
  context_handle context;

  /// After an error hiredis's contexts are of no more use.
  expected<redisContext*> usable() {
    if (context && context->err == 0)
      return context.get();
    auto connected = where.connect();
    if (!connected)
      return tl::unexpected(connected.error());
    context = std::move(*connected);
    return context.get();
  }
};

result_reader::result_reader(std::unique_ptr<state> made) : state_(std::move(made)) {}
result_reader::result_reader(result_reader&&) noexcept = default;
result_reader& result_reader::operator=(result_reader&&) noexcept = default;
result_reader::~result_reader() = default;

expected<result_reader> result_reader::connect(const std::string& address,
                                               const std::string& password,
                                               std::chrono::milliseconds timeout) {
  auto parsed = parse_redis_address(address, password);
  if (!parsed)
    return tl::unexpected(parsed.error());
  auto made = std::make_unique<state>(
      state{{std::move(*parsed), std::max(timeout, milliseconds(1))}, nullptr});
  if (auto connected = made->usable(); !connected)
    return tl::unexpected(connected.error());
  return result_reader(std::move(made));
}

expected<std::optional<std::string>> result_reader::get(const std::string& key) {
  auto context = state_->usable();
  if (!context)
    return tl::unexpected(context.error());
  auto reply = state_->where.ask(*context, {"GET", key});
  if (!reply)
    return tl::unexpected(reply.error());
  if (is_nil(reply->get()))
    return std::nullopt;
  if (const auto text = text_of(reply->get()))
    return std::string(*text);
  return state_->where.refused(reply->get(), "GET " + key);
}

expected<std::optional<std::string>> result_reader::wait(const std::string& key,
                                                         clock::time_point deadline) {
  const auto& where = state_->where;
  auto subscribed = where.connect();
  if (!subscribed)
    return tl::unexpected(subscribed.error());
  auto confirmed = where.ask(subscribed->get(), {"SUBSCRIBE", key});
  if (!confirmed)
    return tl::unexpected(confirmed.error());
  if (!element_of(confirmed->get(), 2))
    return where.refused(confirmed->get(), "SUBSCRIBE " + key);
  // From here on no result can come unnoticed.
  while (true) {
    auto found = get(key);
    if (!found || *found || clock::now() >= deadline)
      return found;
    const auto until = std::min(deadline, clock::now() + longest_trust);
    if (auto heard = await_message(where, subscribed->get(), until); !heard)
      return tl::unexpected(heard.error());
  }
}

} // namespace cordon::session
