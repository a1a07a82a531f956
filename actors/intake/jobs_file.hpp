// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "intake/admission.hpp"
#include "job/error.hpp"
#include "job/profile.hpp"
#include "job/run.hpp"

#include <functional>

namespace cordon::intake {

/// The pipeline's entry in its form without a broker: each line of a stream is a job. Blocks the
/// calling thread until the stream ends or `admission` closes.
///
/// A job without `id` gets its line number as text; a line that is no job is submitted as a
/// rejection; a blank line is nothing.
class jobs_file {
public:
  using submit_function = std::function<void(job::submission)>;

  jobs_file(int fd, const job::profile_map& profiles, admission& gate, submit_function submit);

  /// errc::system when the stream can't be read.
  expected<void> read_all();

private:
  const int fd_;
  const job::profile_map& profiles_;
  admission& admission_;
  submit_function submit_;
};

/// What a text from outside is to the pipeline. `default_id` is the id of a job that names none.
job::submission make_submission(std::string_view text, const job::profile_map& profiles,
                                const std::string& default_id);

} // namespace cordon::intake
