// SPDX-License-Identifier: Apache-2.0
#include "io/event_loop.hpp"

#include <algorithm>
#include <future>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <uv.h>
#include <vector>

namespace cordon::io {

namespace {

void check(int result, const char* what) {
  if (result != 0)
    throw std::runtime_error(std::string(what) + ": " + uv_strerror(result));
}

template <class Handle>
uv_handle_t* base(Handle* handle) {
  return reinterpret_cast<uv_handle_t*>(handle);
}

void close_if_open(uv_handle_t* handle, void*) {
  if (!uv_is_closing(handle))
    uv_close(handle, nullptr);
}

} // namespace

struct event_loop::state {
  uv_loop_t loop;
  uv_async_t wake;
  std::mutex mutex;
  std::vector<task> posted; // guarded by mutex
  bool stopping = false;    // guarded by mutex
  std::thread thread;

  void run_posted() {
    std::vector<task> tasks;
    bool stop = false;
    {
      std::lock_guard guard(mutex);
      tasks.swap(posted);
      stop = stopping;
    }
    for (auto& one : tasks)
      one();
    if (stop)
      uv_stop(&loop);
  }

  void live() {
    uv_run(&loop, UV_RUN_DEFAULT);
    uv_walk(&loop, close_if_open, nullptr);
    uv_run(&loop, UV_RUN_DEFAULT); // lets the close callbacks run
  }
};

event_loop::event_loop() : state_(std::make_unique<state>()) {
  check(uv_loop_init(&state_->loop), "cannot start an event loop");
  check(uv_async_init(&state_->loop, &state_->wake,
                      [](uv_async_t* wake) { static_cast<state*>(wake->data)->run_posted(); }),
        "cannot make an event loop's wake-up");
  state_->wake.data = state_.get();
  state_->thread = std::thread([s = state_.get()] { s->live(); });
}

event_loop::~event_loop() {
  {
    std::lock_guard guard(state_->mutex);
    state_->stopping = true;
  }
  uv_async_send(&state_->wake);
  state_->thread.join();
  uv_loop_close(&state_->loop);
}

void event_loop::post(task work) {
  bool first = false;
  {
    std::lock_guard guard(state_->mutex);
    first = state_->posted.empty();
    state_->posted.push_back(std::move(work));
  }
  if (first)
    uv_async_send(&state_->wake);
}

void event_loop::run_and_wait(const task& work) {
  std::promise<void> done;
  post([&] {
    work();
    done.set_value();
  });
  done.get_future().wait();
}

uv_loop_t* event_loop::raw() {
  return &state_->loop;
}

// A handle outlives its owner until libuv has closed it, so each lives on its own.

struct fd_watcher::handle {
  uv_poll_t poll;
  callback on_ready;
  int watched = none;

  void start() {
    const int wanted = ((watched & readable) ? UV_READABLE | UV_DISCONNECT : 0)
                       | ((watched & writable) ? UV_WRITABLE : 0);
    uv_poll_start(&poll, wanted, [](uv_poll_t* p, int status, int ready) {
      static_cast<handle*>(p->data)->tell(status, ready);
    });
  }

  void tell(int status, int ready) {
    if (status == 0)
      return on_ready(((ready & (UV_READABLE | UV_DISCONNECT)) ? readable : 0)
                      | ((ready & UV_WRITABLE) ? writable : 0));
    // At POLLERR libuv has stopped (uv__poll_io), yet there may be more to read, and whoever is
    // called here may watch on without a word.
    start();
    on_ready(watched);
  }
};

expected<std::unique_ptr<fd_watcher>> fd_watcher::make(event_loop& loop, int fd,
                                                       callback on_ready) {
  std::unique_ptr<handle> made(new handle{{}, std::move(on_ready)});
  if (const int failed = uv_poll_init(loop.raw(), &made->poll, fd); failed != 0)
    return system_failure("cannot watch a descriptor", "uv_poll_init", -failed);
  made->poll.data = made.get();
  return std::unique_ptr<fd_watcher>(new fd_watcher(made.release()));
}

fd_watcher::~fd_watcher() {
  uv_close(base(&handle_->poll), [](uv_handle_t* h) { delete static_cast<handle*>(h->data); });
}

void fd_watcher::watch(int events) {
  if (std::exchange(handle_->watched, events) == events)
    return;
  if (events == none)
    uv_poll_stop(&handle_->poll);
  else
    handle_->start();
}

struct timer::handle {
  uv_timer_t timer;
  callback on_time;
};

timer::timer(event_loop& loop, callback on_time) : handle_(new handle{{}, std::move(on_time)}) {
  uv_timer_init(loop.raw(), &handle_->timer);
  handle_->timer.data = handle_;
}

timer::~timer() {
  uv_timer_stop(&handle_->timer);
  uv_close(base(&handle_->timer), [](uv_handle_t* h) { delete static_cast<handle*>(h->data); });
}

void timer::start(std::chrono::milliseconds from_now) {
  uv_update_time(handle_->timer.loop);
  uv_timer_start(
      &handle_->timer, [](uv_timer_t* t) { static_cast<handle*>(t->data)->on_time(); },
      static_cast<uint64_t>(std::max<int64_t>(0, from_now.count())), 0);
}

void timer::stop() {
  uv_timer_stop(&handle_->timer);
}

} // namespace cordon::io
