// SPDX-License-Identifier: Apache-2.0
#include "job/job.hpp"

namespace cordon::job {

std::string_view to_string(job_type type) {
  switch (type) {
  case job_type::execute:
    return "execute";
  case job_type::validate:
    return "validate";
  case job_type::redact:
    return "redact";
  case job_type::chat:
    return "chat";
  case job_type::task:
    return "task";
  }
  return "";
}

} // namespace cordon::job
