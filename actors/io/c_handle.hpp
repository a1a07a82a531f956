// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

namespace cordon::io {

/// Gives what a C library made back to its function `Free`.
template <auto Free>
struct freed_by {
  template <class T>
  void operator()(T* handle) const noexcept {
    Free(handle);
  }
};

/// Owns one handle of a C library; the size of a pointer.
template <class T, auto Free>
using c_handle = std::unique_ptr<T, freed_by<Free>>;

} // namespace cordon::io
