// SPDX-License-Identifier: Apache-2.0
#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include "warm_interpreter.hpp"

#include "import_hook.hpp"
#include "interpreter.hpp"
#include "memory_layout.hpp"
#include "preloading.hpp"
#include "program.hpp"
#include "python_exception.hpp"
#include "random_seed.hpp"
#include "resource_tracker.hpp"

namespace cordon::runner {

namespace {

/// Type and message; clears it.
std::string text_of_exception() {
  const py_ref exception = take_exception();
  if (!exception)
    return "no exception";
  std::string text = Py_TYPE(exception.get())->tp_name;
  const py_ref message(PyObject_Str(exception.get()));
  const char* utf8 = message ? PyUnicode_AsUTF8(message.get()) : nullptr;
  if (utf8 && *utf8)
    text.append(": ").append(utf8);
  PyErr_Clear();
  return text;
}

expected<void> warm_for_programs(const jail::setup& setup) {
  if (!setup.programs_fork)
    preload_random_without_fork_handler();
  preload_modules(setup.preload);
  if (setup.programs_fork)
    fork_resource_tracker();
  if (!prepare_for_programs() || (!setup.any_import && !install_import_hook(setup.allowed_imports)))
    return fail(errc::system,
                "the interpreter does not take what programs need: " + text_of_exception(),
                "interpreter");
  freeze_heap();
  use_up_gaps();
  collapse_object_memory();
  return {};
}

} // namespace

expected<void> warm_interpreter(const jail::setup& setup) {
  if (auto r = start_interpreter(setup.packages); !r)
    return r;
  return setup.role == jail::role::run ? warm_for_programs(setup) : expected<void>{};
}

} // namespace cordon::runner
