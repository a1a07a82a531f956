// SPDX-License-Identifier: Apache-2.0
#include "cli_text.hpp"

namespace cordon::workers::cli_text {

const std::string_view worker_description =
    R"text(Serves jobs: reads them from the jobs topic, runs each in the sandbox and publishes its
result on the reply topic. Runs until it is stopped; logs are JSON lines on standard error.)text";

const std::string_view worker_footer = R"text(Examples:
  cordon worker --config cordon.toml
  cordon worker --bootstrap-servers kafka-1:9092,kafka-2:9092 --slots 8

SIGTERM or SIGINT drains it: nothing new is taken, what runs ends within worker.drain_timeout. A
second one, half a second later or more, ends it at once. http.listen serves /metrics, /healthz and
/readyz.

Exit codes:
  0    drained
  1    a job outlasted the drain
  2    the command line or the configuration is wrong
  3    it could not go on; the log tells why
  130  ended by a second signal)text";

const std::string_view up_description =
    R"text(Starts all that it takes in one command: a worker, an embedded broker and a private Redis.
Prints the broker's address once it serves; submit, result and cancel find it by themselves.)text";

const std::string_view up_footer =
    R"text(It is for trying out. The embedded broker keeps everything in memory, at most 5 MiB or 100,000
batches a partition; it drops the oldest silently and has no transactions. Where it drops a job
that was not done, cordon up says so and exits with 1.

Examples:
  cordon up
  cordon up --slots 2        and in another terminal: cordon submit hello.py

Exit codes:
  0    stopped by SIGTERM or SIGINT
  1    the embedded broker dropped jobs, or a job outlasted the drain
  2    the command line or the configuration is wrong
  3    it could not go on; the log tells why
  130  ended by a second signal)text";

} // namespace cordon::workers::cli_text
