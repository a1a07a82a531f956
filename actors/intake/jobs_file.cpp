// SPDX-License-Identifier: Apache-2.0
#include "intake/jobs_file.hpp"

#include "intake/due_time.hpp"
#include "intake/expiry.hpp"
#include "intake/line_reader.hpp"
#include "job/job_header.hpp"
#include "job/job_parser.hpp"
#include "job/wall_clock.hpp"

namespace cordon::intake {

namespace {

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r") == text.npos;
}

job::submission too_long(const line_reader::line& line) {
  job::rejection rejected;
  rejected.header.id = std::to_string(line.number);
  rejected.malformed = true;
  rejected.message = "line " + std::to_string(line.number) + " is longer than "
                     + std::to_string(job::max_job_bytes) + " bytes";
  return {.rejected = std::make_shared<const job::rejection>(std::move(rejected))};
}

/// Without Kafka there is no place to wait in.
job::submission cannot_wait(const job::job& job, const due_time& due) {
  const std::string field(due.field);
  return {.rejected = std::make_shared<const job::rejection>(
              job::rejection{job::header_of(job),
                             field + ": jobs of a file run at once; only a worker delays jobs",
                             field, false})};
}

} // namespace

job::submission make_submission(std::string_view text, const job::profile_map& profiles,
                                const std::string& default_id) {
  auto parsed = job::parse_job(text, profiles, default_id);
  if (parsed) {
    const auto now = job::milliseconds_since_epoch();
    if (const auto due = due_time_of(**parsed, now, now))
      return cannot_wait(**parsed, *due);
    auto expired = answer_if_expired(**parsed, now, now);
    return {.job = std::move(*parsed), .answer = std::move(expired)};
  }
  return {.rejected = std::make_shared<const job::rejection>(std::move(parsed.error()))};
}

jobs_file::jobs_file(int fd, const job::profile_map& profiles, admission& gate,
                     submit_function submit)
    : fd_(fd), profiles_(profiles), admission_(gate), submit_(std::move(submit)) {}

expected<void> jobs_file::read_all() {
  line_reader lines(fd_, job::max_job_bytes, admission_.closed_fd());
  for (;;) {
    auto line = lines.next();
    if (!line)
      return tl::unexpected<error>(line.error());
    if (!*line)
      return {};
    const auto& next = **line;
    if (is_blank(next.text))
      continue;
    if (!admission_.enter())
      return {};
    submit_(next.is_too_long ? too_long(next)
                             : make_submission(next.text, profiles_, std::to_string(next.number)));
  }
}

} // namespace cordon::intake
