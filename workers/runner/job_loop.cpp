// SPDX-License-Identifier: Apache-2.0
#include "job_loop.hpp"

#include <cstring>

namespace cordon::runner {

namespace {

/// Two streams come with every job.
constexpr size_t streams_of_a_job = 2;

void wipe(std::string& text) {
  explicit_bzero(text.data(), text.size());
}

bool send_report(control_channel& channel, const finished_job& job) {
  std::vector<int> fds;
  for (const auto* fd : {&job.verdict, &job.artifacts})
    if (*fd)
      fds.push_back(fd->get());
  return channel.write(jail::encode(job.report), fds);
}

bool serve(control_channel& channel, control_channel::frame& frame, job_resources& resources,
           expected<pid_namespace>& ahead) {
  auto order = jail::decode_job_order(frame.body);
  if (!order || frame.fds.size() != streams_of_a_job)
    return false;
  finished_job job;
  if (ahead) {
    job = run_job(*order, frame, resources, std::move(*ahead), channel);
  } else {
    job.report.run = order->run;
    job.report.problem = ahead.error().text();
  }
  // The next job's program inherits this memory.
  wipe(frame.body);
  if (order->allowed_imports)
    for (auto& name : *order->allowed_imports)
      wipe(name);
  // The worker reads the streams to their end, so the ends kept here go first.
  frame.fds.clear();
  return !job.worker_is_gone && send_report(channel, job);
}

} // namespace

void serve_jobs(control_channel& channel, job_resources& resources) {
  auto ahead = pid_namespace::make(resources.cgroup.oom());
  control_channel::frame frame;
  while (channel.read(frame)) {
    if (jail::kind_of(frame.body) == jail::message_kind::cancel)
      continue; // of a run that ended meanwhile
    if (!serve(channel, frame, resources, ahead))
      return;
    ahead = pid_namespace::make(resources.cgroup.oom());
  }
}

} // namespace cordon::runner
