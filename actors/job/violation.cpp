// SPDX-License-Identifier: Apache-2.0
#include "job/violation.hpp"

namespace cordon::job {

std::string_view to_string(severity value) {
  switch (value) {
  case severity::low:
    return "low";
  case severity::medium:
    return "medium";
  case severity::high:
    return "high";
  }
  return "";
}

} // namespace cordon::job
