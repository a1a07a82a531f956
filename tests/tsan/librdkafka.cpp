// SPDX-License-Identifier: Apache-2.0
//
// librdkafka starts its threads and takes its locks by C11's functions, which ThreadSanitizer of
// gcc 12 does not know: a thread that it has not seen begin crashes in it. A program that has these
// takes them instead of libc's, and they go the way that it does know. In glibc mtx_t, cnd_t and
// thrd_t are their POSIX counterparts (nptl/thrd_priv.h), which is checked as far as it can be.
#include <cerrno>
#include <cstdint>
#include <memory>
#include <pthread.h>
#include <threads.h>

namespace {

static_assert(sizeof(mtx_t) >= sizeof(pthread_mutex_t));
static_assert(sizeof(cnd_t) >= sizeof(pthread_cond_t));
static_assert(sizeof(thrd_t) == sizeof(pthread_t));

pthread_mutex_t* posix(mtx_t* mutex) {
  return reinterpret_cast<pthread_mutex_t*>(mutex);
}

pthread_cond_t* posix(cnd_t* condition) {
  return reinterpret_cast<pthread_cond_t*>(condition);
}

int outcome(int error) {
  switch (error) {
  case 0:
    return thrd_success;
  case EBUSY:
    return thrd_busy;
  case ETIMEDOUT:
    return thrd_timedout;
  case EAGAIN:
  case ENOMEM:
    return thrd_nomem;
  default:
    return thrd_error;
  }
}

struct beginning {
  thrd_start_t run;
  void* with;
};

void* begin(void* given) {
  const std::unique_ptr<beginning> start(static_cast<beginning*>(given));
  const intptr_t result = start->run(start->with);
  return reinterpret_cast<void*>(result);
}

} // namespace

extern "C" {

/// librdkafka counts references by atomics that are not instrumented, and the last one frees a lock
/// or a buffer: ordered, but not to be seen. cordon itself has no such lock and frees by delete.
const char* __tsan_default_suppressions() {
  return "race_top:pthread_rwlock_destroy\nrace_top:free\n";
}

int thrd_create(thrd_t* thread, thrd_start_t run, void* with) {
  auto start = std::make_unique<beginning>(beginning{run, with});
  const int error = pthread_create(thread, nullptr, begin, start.get());
  if (error == 0)
    start.release(); // the thread's own now
  return outcome(error);
}

int thrd_join(thrd_t thread, int* result) {
  void* returned = nullptr;
  const int error = pthread_join(thread, &returned);
  if (error == 0 && result != nullptr)
    *result = static_cast<int>(reinterpret_cast<intptr_t>(returned));
  return outcome(error);
}

int mtx_init(mtx_t* mutex, int type) {
  pthread_mutexattr_t attributes;
  pthread_mutexattr_init(&attributes);
  if ((type & mtx_recursive) != 0)
    pthread_mutexattr_settype(&attributes, PTHREAD_MUTEX_RECURSIVE);
  const int error = pthread_mutex_init(posix(mutex), &attributes);
  pthread_mutexattr_destroy(&attributes);
  return outcome(error);
}

int mtx_lock(mtx_t* mutex) {
  return outcome(pthread_mutex_lock(posix(mutex)));
}

int mtx_trylock(mtx_t* mutex) {
  return outcome(pthread_mutex_trylock(posix(mutex)));
}

int mtx_unlock(mtx_t* mutex) {
  return outcome(pthread_mutex_unlock(posix(mutex)));
}

void mtx_destroy(mtx_t* mutex) {
  pthread_mutex_destroy(posix(mutex));
}

int cnd_init(cnd_t* condition) {
  return outcome(pthread_cond_init(posix(condition), nullptr));
}

int cnd_signal(cnd_t* condition) {
  return outcome(pthread_cond_signal(posix(condition)));
}

int cnd_broadcast(cnd_t* condition) {
  return outcome(pthread_cond_broadcast(posix(condition)));
}

int cnd_wait(cnd_t* condition, mtx_t* mutex) {
  return outcome(pthread_cond_wait(posix(condition), posix(mutex)));
}

int cnd_timedwait(cnd_t* condition, mtx_t* mutex, const timespec* until) {
  return outcome(pthread_cond_timedwait(posix(condition), posix(mutex), until));
}

void cnd_destroy(cnd_t* condition) {
  pthread_cond_destroy(posix(condition));
}

} // extern "C"
