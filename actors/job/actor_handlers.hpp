// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <caf/error.hpp>
#include <caf/scheduled_actor.hpp>
#include <caf/sec.hpp>

#include <exception>
#include <string>

namespace cordon::job {

/// What a handler's exception becomes: the reason of the actor's end, text and all.
inline caf::error exit_reason_of(const std::exception_ptr& thrown) {
  try {
    std::rethrow_exception(thrown);
  } catch (const std::exception& e) {
    return caf::make_error(caf::sec::runtime_error, std::string(e.what()));
  } catch (...) {
    return caf::make_error(caf::sec::runtime_error, std::string("unknown exception"));
  }
}

/// Replaces CAF's own handlers, which print on stdout, where results go. An unexpected message is
/// dropped; an exception ends the actor, and whoever watches it learns why.
template <class Self>
void install_handlers(Self self) {
  self->set_default_handler(caf::drop);
  self->set_exception_handler(
      [](caf::scheduled_actor*, std::exception_ptr& thrown) { return exit_reason_of(thrown); });
}

} // namespace cordon::job
