// SPDX-License-Identifier: Apache-2.0
#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include "interpreter.hpp"

#include "memory_layout.hpp"
#include "python_ref.hpp"
#include "root_filesystem.hpp"

#include <cstdlib>
#include <string_view>

namespace cordon::runner {

namespace {

expected<void> check(const PyStatus& status, const char* what) {
  if (!PyStatus_Exception(status))
    return {};
  return fail(errc::system, std::string(what) + ": " + (status.err_msg ? status.err_msg : "?"),
              status.func ? status.func : "interpreter");
}

/// What a program sees as its environment: nothing of the worker's.
void set_environment() {
  clearenv();
  setenv("PATH", "/usr/bin:/bin", 1);
  setenv("HOME", "/tmp", 1);
  setenv("LANG", "C.UTF-8", 1);
  setenv("MPLCONFIGDIR", "/tmp", 1);
  setenv("MPLBACKEND", "Agg", 1);
  // A runner must have one thread when it forks; numerical libraries start theirs at import.
  setenv("OPENBLAS_NUM_THREADS", "1", 1);
  setenv("OMP_NUM_THREADS", "1", 1);
  setenv("MKL_NUM_THREADS", "1", 1);
}

expected<void> initialize() {
  PyPreConfig early;
  PyPreConfig_InitPythonConfig(&early);
  early.isolated = 1;
  early.use_environment = 0;
  early.parse_argv = 0;
  if (auto r = check(Py_PreInitialize(&early), "cannot prepare the interpreter"); !r)
    return r;
  PyConfig config;
  PyConfig_InitPythonConfig(&config);
  config.isolated = 1;
  config.use_environment = 0;
  config.user_site_directory = 0;
  config.parse_argv = 0;
  PyConfig_SetBytesString(&config, &config.home, "/usr");
  PyConfig_SetBytesString(&config, &config.executable, "/usr/bin/python3");
  char* const argv[] = {const_cast<char*>(program_path)};
  PyConfig_SetBytesArgv(&config, 1, argv);
  wchar_t* original[] = {const_cast<wchar_t*>(L"/usr/bin/python3"), const_cast<wchar_t*>(L"-I"),
                         const_cast<wchar_t*>(L"/job/main.py")};
  PyConfig_SetWideStringList(&config, &config.orig_argv, 3, original);
  const auto status = Py_InitializeFromConfig(&config);
  PyConfig_Clear(&config);
  return check(status, "cannot start the interpreter");
}

/// Where Debian's packages begin in sys.path, behind the standard library; else its end.
Py_ssize_t first_system_packages(PyObject* path) {
  constexpr std::string_view last = "/dist-packages";
  const auto count = PyList_Size(path);
  for (Py_ssize_t i = 0; i < count; ++i) {
    Py_ssize_t size = 0;
    const char* folder = PyUnicode_AsUTF8AndSize(PyList_GetItem(path, i), &size);
    if (!folder)
      PyErr_Clear();
    else if (std::string_view(folder, static_cast<size_t>(size)).ends_with(last))
      return i;
  }
  return count;
}

/// As in a virtual environment: its modules come before the system's of the same name.
expected<void> add_packages(const std::string& packages) {
  const auto folder = packages + "/lib/python" CORDON_PYTHON_VERSION "/site-packages";
  py_ref name(PyUnicode_DecodeFSDefault(folder.c_str()));
  auto* path = PySys_GetObject("path");
  if (!name || !path || !PyList_Check(path)
      || PyList_Insert(path, first_system_packages(path), name.get()) != 0) {
    PyErr_Clear();
    return fail(errc::system, "cannot add the profile's packages to sys.path", folder);
  }
  return {};
}

} // namespace

expected<void> start_interpreter(const std::string& packages) {
  set_environment();
  reserve_object_memory();
  if (auto r = initialize(); !r)
    return r;
  return packages.empty() ? expected<void>{} : add_packages(packages);
}

void freeze_heap() {
  py_ref gc(PyImport_ImportModule("gc"));
  for (const char* method : {"collect", "freeze"}) {
    py_ref done(gc ? PyObject_CallMethod(gc.get(), method, nullptr) : nullptr);
    PyErr_Clear();
  }
}

} // namespace cordon::runner
