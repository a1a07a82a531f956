// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace cordon::job {

/// The media type that a file name's extension stands for, in whatever case;
/// `application/octet-stream` where it stands for none we know. Valid for ever.
std::string_view media_type_of(std::string_view path);

} // namespace cordon::job
