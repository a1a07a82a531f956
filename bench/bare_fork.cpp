// SPDX-License-Identifier: Apache-2.0
// The floor: a warm interpreter that forks for each job, runs print(1), and ends, with no
// isolation, no limits, no result but the output in a pipe. `bare_fork WORKERS JOBS MODULES` prints
// one line a job: its wall time in microseconds.
#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

using clock_type = std::chrono::steady_clock;

void warm(const std::string& modules) {
  PyConfig config;
  PyConfig_InitIsolatedConfig(&config);
  const auto status = Py_InitializeFromConfig(&config);
  PyConfig_Clear(&config);
  if (PyStatus_Exception(status))
    Py_ExitStatusException(status);
  if (PyRun_SimpleString(("import " + modules + "\nimport gc\ngc.collect()\ngc.freeze()").c_str())
      != 0)
    std::exit(1);
}

[[noreturn]] void run_child(int output) {
  dup2(output, STDOUT_FILENO);
  PyOS_AfterFork_Child();
  PyRun_SimpleString("print(1)");
  auto* out = PySys_GetObject("stdout");
  Py_XDECREF(PyObject_CallMethod(out, "flush", nullptr));
  _exit(0);
}

void run_job() {
  int ends[2];
  if (pipe(ends) != 0)
    std::exit(1);
  PyOS_BeforeFork();
  const pid_t child = fork();
  if (child == 0)
    run_child(ends[1]);
  PyOS_AfterFork_Parent();
  close(ends[1]);
  char buffer[256];
  while (read(ends[0], buffer, sizeof buffer) > 0) {
  }
  close(ends[0]);
  waitpid(child, nullptr, 0);
}

void work(long jobs, long* microseconds) {
  for (long i = 0; i < jobs; ++i) {
    const auto start = clock_type::now();
    run_job();
    const auto took = clock_type::now() - start;
    microseconds[i] = std::chrono::duration_cast<std::chrono::microseconds>(took).count();
  }
}

/// Shared with the workers.
long* make_table(long entries) {
  void* memory = mmap(nullptr, static_cast<size_t>(entries) * sizeof(long), PROT_READ | PROT_WRITE,
                      MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED)
    std::exit(1);
  return static_cast<long*>(memory);
}

} // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    std::fprintf(stderr, "usage: bare_fork WORKERS JOBS MODULES\n");
    return 2;
  }
  const long workers = std::atol(argv[1]);
  const long jobs_each = std::atol(argv[2]) / workers;
  long* table = make_table(workers * jobs_each);
  warm(argv[3]);
  for (long i = 0; i < workers; ++i) {
    if (fork() == 0) {
      work(jobs_each, table + i * jobs_each);
      _exit(0);
    }
  }
  while (wait(nullptr) > 0) {
  }
  for (long i = 0; i < workers * jobs_each; ++i)
    std::printf("%ld\n", table[i]);
  return 0;
}
