// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace cordon::io {

/// Lets this process have as many descriptors as the system allows it: every running program costs
/// some, and those on their way through a socket count too. Many systems begin with 1,024. Best
/// effort.
void raise_descriptor_limit();

} // namespace cordon::io
