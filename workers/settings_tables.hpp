// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "settings.hpp"

#include <span>

namespace cordon::workers {

/// [worker], [execution], [audit].
std::span<const setting> program_settings();
/// [intake], [publish], [session], [http].
std::span<const setting> service_settings();

} // namespace cordon::workers
