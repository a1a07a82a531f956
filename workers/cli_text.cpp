// SPDX-License-Identifier: Apache-2.0
#include "cli_text.hpp"

namespace cordon::workers::cli_text {

const std::string_view overview =
    R"text(cordon runs programs that nobody should have to trust: it checks
their source, runs them in a sandbox, removes sensitive data from
their output and prints the result as JSON.

Usage: cordon COMMAND [OPTIONS]

Commands:
  run FILE           run one Python program; '-' reads it from standard input
  run --jobs FILE    run a file of jobs, one JSON object a line
  worker             serve jobs from Kafka: the daemon
  up                 try it all out: a worker, a broker and a Redis in one command
  submit FILE        send a program or jobs through the broker and print the replies
  result ID          print the stored result of a job
  cancel ID          cancel a job
  topics create      create the topics
  dead-letters list  what could not be served; also: show, replay
  doctor             show what isolates programs on this machine and what is missing

  cordon COMMAND --help tells more about a command.
  cordon --version prints the version.

Settings come from flags, then CORDON_… variables, then the file that --config or CORDON_CONFIG
names, then defaults.

Example:
  echo 'print(context["name"])' | cordon run --context '{"name": "Alice"}' -

Exit codes:
  0    succeeded
  1    did not succeed
  2    the command line or the configuration is wrong
  3    SandboxError: the sandbox failed, not the program; or a broker or
       Redis can't be reached
  130  interrupted
)text";

const std::string_view run_description =
    R"text(Runs one Python program, or a file of jobs, through the whole pipeline: check the source,
run it in the sandbox, redact its output. The result is printed as JSON, one line a job.)text";

const std::string_view run_footer = R"text(Examples:
  cordon run hello.py
  cordon run --context '{"name": "Alice"}' --file data/in.csv --timeout 5 report.py
  cordon run --file data/in.csv=table.csv --profile data report.py
  generate | cordon run -
  cordon run --profile data --artifacts out plot.py
  cordon run --jobs jobs.jsonl --slots 8 --audit audit.jsonl > results.jsonl

A line of --jobs is an object such as {"id": "1", "code": "print(1)"}. A job without an id gets its
line number; results come in the order of finishing.

Exit codes:
  0    the program succeeded; with --jobs: every line has its result
  1    it did not: it failed, was rejected or timed out; the result tells why. Or an
       artifact can't be written, which standard error tells
  2    the command line or the configuration is wrong
  3    SandboxError: the sandbox failed, not the program
  130  interrupted)text";

const std::string_view doctor_description =
    R"text(Shows which layers isolate programs on this machine, which are missing, what that means
and what to do about it.)text";

const std::string_view doctor_footer = R"text(Examples:
  cordon doctor
  cordon doctor --json --config cordon.toml

Exit codes:
  0    every layer is there that the profiles require
  1    something required is missing
  2    the command line or the configuration is wrong
  3    SandboxError: the check itself failed
  130  interrupted)text";

} // namespace cordon::workers::cli_text
