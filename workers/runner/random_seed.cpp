// SPDX-License-Identifier: Apache-2.0
#include "random_seed.hpp"

#include "python_ref.hpp"

#include <sys/random.h>

namespace cordon::runner {

namespace {

PyObject* generator = nullptr;
PyObject* seed_from_system = nullptr;

PyObject* ignore_registration(PyObject*, PyObject*, PyObject*) {
  Py_RETURN_NONE;
}

PyMethodDef ignore_registration_method = {
    "register_at_fork",
    reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(ignore_registration)),
    METH_VARARGS | METH_KEYWORDS, nullptr};

} // namespace

void preload_random_without_fork_handler() {
  py_ref os(PyImport_ImportModule("os"));
  py_ref original(os ? PyObject_GetAttrString(os.get(), "register_at_fork") : nullptr);
  py_ref ignore(PyCFunction_New(&ignore_registration_method, nullptr));
  if (original && ignore) {
    PyObject_SetAttrString(os.get(), "register_at_fork", ignore.get());
    py_ref random(PyImport_ImportModule("random"));
    PyObject_SetAttrString(os.get(), "register_at_fork", original.get());
    py_ref base(PyImport_ImportModule("_random"));
    py_ref type(base ? PyObject_GetAttrString(base.get(), "Random") : nullptr);
    generator = random ? PyObject_GetAttrString(random.get(), "_inst") : nullptr;
    seed_from_system = type ? PyObject_GetAttrString(type.get(), "seed") : nullptr;
  }
  PyErr_Clear();
}

namespace {

/// By which processes of one multiprocessing tell each other; made at its import.
void renew_authentication_key() {
  constexpr Py_ssize_t key_bytes = 32;
  py_ref name(PyUnicode_FromString("multiprocessing.process"));
  py_ref module(name ? PyImport_GetModule(name.get()) : nullptr);
  py_ref process(module ? PyObject_CallMethod(module.get(), "current_process", nullptr) : nullptr);
  py_ref key(process ? PyBytes_FromStringAndSize(nullptr, key_bytes) : nullptr);
  if (key && getrandom(PyBytes_AS_STRING(key.get()), key_bytes, 0) == key_bytes)
    PyObject_SetAttrString(process.get(), "authkey", key.get());
  PyErr_Clear();
}

} // namespace

void seed_random() {
  renew_authentication_key();
  if (generator != nullptr && seed_from_system != nullptr)
    py_ref done(PyObject_CallOneArg(seed_from_system, generator));
  PyErr_Clear();
  py_ref name(PyUnicode_FromString("numpy.random"));
  py_ref numpy(name ? PyImport_GetModule(name.get()) : nullptr);
  if (numpy)
    py_ref done(PyObject_CallMethod(numpy.get(), "seed", nullptr));
  PyErr_Clear();
}

} // namespace cordon::runner
