// SPDX-License-Identifier: Apache-2.0
#include "resource_tracker.hpp"

#include "python_ref.hpp"

namespace cordon::runner {

namespace {

/// Stands in for multiprocessing.util in the tracker's module, which calls spawnv_passfds() for the
/// tracker alone; the last descriptor to pass is the tracker's end of its pipe.
constexpr const char* fork_instead_of_exec = R"(
import os, types
from multiprocessing import resource_tracker, util

def fork_tracker(executable, arguments, fds):
    pid = os.fork()
    if pid:
        return pid
    try:
        null = os.open(os.devnull, os.O_RDWR)
        # The tracker closes its streams; what the program had buffered must not come out twice.
        os.dup2(null, 0)
        os.dup2(null, 1)
        os.closerange(3, fds[-1])
        os.closerange(fds[-1] + 1, 1024)
        resource_tracker.main(fds[-1])
    finally:
        os._exit(0)

resource_tracker.util = types.SimpleNamespace(
    spawnv_passfds=fork_tracker,
    _args_from_interpreter_flags=util._args_from_interpreter_flags)
)";

} // namespace

void fork_resource_tracker() {
  py_ref globals(PyDict_New());
  py_ref done(globals
                  ? PyRun_String(fork_instead_of_exec, Py_file_input, globals.get(), globals.get())
                  : nullptr);
  // A Python without multiprocessing has no tracker either.
  PyErr_Clear();
}

} // namespace cordon::runner
