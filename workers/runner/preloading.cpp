// SPDX-License-Identifier: Apache-2.0
#include "preloading.hpp"

#include "python_ref.hpp"

#include <ctime>
#include <sys/syscall.h>
#include <unistd.h>

namespace cordon::runner {

namespace {

constexpr double patience_seconds = 5;
constexpr int patience_ticks = 1'000;
constexpr timespec tick{0, 1'000'000};

/// A thread's last breath comes after the interpreter holds it for ended.
void wait_for_kernel_thread(pid_t id) {
  const auto is_alive = [id] { return syscall(SYS_tgkill, getpid(), id, 0) == 0; };
  for (int ticks = 0; is_alive() && ticks < patience_ticks; ++ticks)
    nanosleep(&tick, nullptr);
}

void wait_for(PyObject* thread) {
  py_ref id(PyObject_GetAttrString(thread, "native_id"));
  const long number = id && PyLong_Check(id.get()) ? PyLong_AsLong(id.get()) : getpid();
  if (number == getpid())
    return;
  py_ref joined(PyObject_CallMethod(thread, "join", "d", patience_seconds));
  py_ref alive(joined ? PyObject_CallMethod(thread, "is_alive", nullptr) : nullptr);
  if (alive.get() == Py_False)
    wait_for_kernel_thread(static_cast<pid_t>(number));
}

/// Of modules that leave a thread for good nothing better is known than to go on.
void wait_for_threads() {
  py_ref name(PyUnicode_FromString("threading"));
  py_ref threading(name ? PyImport_GetModule(name.get()) : nullptr);
  py_ref all(threading ? PyObject_CallMethod(threading.get(), "enumerate", nullptr) : nullptr);
  for (Py_ssize_t i = 0; all && i < PyList_GET_SIZE(all.get()); ++i) {
    wait_for(PyList_GET_ITEM(all.get(), i));
    PyErr_Clear();
  }
  PyErr_Clear();
}

} // namespace

void preload_modules(const std::vector<std::string>& names) {
  for (const auto& name : names) {
    py_ref module(PyImport_ImportModule(name.c_str()));
    if (!module)
      PyErr_Clear();
  }
  wait_for_threads();
}

} // namespace cordon::runner
