// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <Python.h>

#include "jail/messages.hpp"
#include "return_value.hpp"

#include <string>

namespace cordon::runner {

/// How a program ended: the verdict in the making.
struct program_end {
  jail::claim claim = jail::claim::none;
  int exit_code = 0;
  int os_error = 0;      ///< errno of an uncaught OSError
  std::string exception; ///< class name of what was not caught
  std::string message;
  std::string traceback;
  std::string refused_import; ///< module of an uncaught refusal of the import hook
  runner::return_value returned;
};

/// Takes the Python error that is set, if one is, as the interpreter takes an uncaught one: shows
/// it on stderr, or reads the exit code of a SystemExit. Leaves none set.
program_end end_of_program();

/// Flushes the program's stdout and stderr; false where stdout's buffer is lost.
bool flush_streams();

/// What Py_FinalizeEx does that a program can see, without what only frees memory: joins threads,
/// runs atexit functions, flushes the streams (a failure is exit code 120), clears __main__.
void run_exit_hooks(PyObject* globals, program_end&);

/// Writes u32 size and the encoded verdict, without a return value that does not fit; nothing else
/// may follow but the end.
void write_verdict(const program_end&, char* memory);

} // namespace cordon::runner
