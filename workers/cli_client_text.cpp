// SPDX-License-Identifier: Apache-2.0
#include "cli_text.hpp"

namespace cordon::workers::cli_text {

const std::string_view submit_description =
    R"text(Sends a program or jobs through the broker, waits for the replies and prints them, one
line of JSON a job, in the order of their coming.)text";

const std::string_view submit_footer = R"text(Examples:
  cordon submit hello.py
  cordon submit --context '{"name": "Alice"}' --file data/in.csv --timeout 5 report.py
  cordon submit --key alice job.json
  generate | cordon submit --bootstrap-servers kafka:9092 - > replies.jsonl

A job without an id gets a new one. A line that is no JSON object is not sent: its result is
'rejected' and has the line's number as its id. A job that names a reply_to is answered there: that
topic is read beside the default one, where it exists.

Where nothing sets bootstrap.servers, a running 'cordon up' is used, else 127.0.0.1:9092.

Exit codes:
  0    all succeeded; with --no-wait: the broker has all of them
  1    some did not; the replies tell why
  2    the command line, the configuration or the file is wrong
  3    the broker can't be reached, or a reply did not come in time
  130  interrupted)text";

const std::string_view result_description =
    R"text(Prints the stored result of a job, as JSON. Workers keep results in Redis for
session.result_ttl.)text";

const std::string_view result_footer = R"text(Examples:
  cordon result 5f2c9a7be01d4c33-1
  cordon result report-7 --user alice --wait 60 --artifacts out

An id that is a number stands before --wait. Where nothing sets session.redis or
bootstrap.servers, that of a running 'cordon up' is used, else redis://127.0.0.1:6379/0.

Exit codes:
  0    here it is, and its artifacts are written where asked for
  1    there is none, or it has expired; or an artifact could not be written
  2    the command line or the configuration is wrong
  3    Redis can't be reached
  130  interrupted)text";

const std::string_view cancel_description =
    R"text(Cancels a job: one that waits never runs, one that runs is killed. It is answered
cancelled. A job that has ended, or is sent later, is not touched.)text";

const std::string_view cancel_footer = R"text(Examples:
  cordon cancel 5f2c9a7be01d4c33-1
  cordon cancel report-7 --user alice

Exit codes:
  0    the broker has the cancellation; workers follow it
  2    the command line or the configuration is wrong
  3    the broker can't be reached
  130  interrupted)text";

const std::string_view topics_description =
    R"text(Creates the topics of the configuration: jobs, replies, events, audit, control, alerts
and dead letters. Those that exist are left as they are.)text";

const std::string_view topics_footer = R"text(Examples:
  cordon topics create
  cordon topics create --partitions 24 --replication-factor 3 --config cordon.toml

The topics of audit, control and alerts have one partition. The jobs topic takes records of
3,000,000 bytes, that of dead letters 64 KiB more.

Exit codes:
  0    all are there
  1    some could not be created
  2    the command line or the configuration is wrong
  3    the broker can't be reached
  130  interrupted)text";

const std::string_view dead_letters_description =
    R"text(Shows the records that are no jobs or were given up, and sends them again.)text";

const std::string_view dead_letters_footer = R"text(Examples:
  cordon dead-letters list [--limit COUNT]          a table on a terminal, JSON lines in a pipe
  cordon dead-letters show 0:17                     one with its headers and its value
  cordon dead-letters replay 0:17                   send it again to the topic it came from
  cordon dead-letters replay --all                  send all again that are there now

A replay sends the original key, value and headers. It takes nothing from the topic of dead letters:
done again, it sends them again.

Exit codes:
  0    done
  1    there is none at that place, or some could not be replayed
  2    the command line or the configuration is wrong
  3    the broker can't be reached
  130  interrupted)text";

} // namespace cordon::workers::cli_text
