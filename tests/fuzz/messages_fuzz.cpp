// SPDX-License-Identifier: Apache-2.0
// What the worker reads of a runner and a runner of the worker, message by message.
#include "fuzz_input.hpp"
#include "jail/messages.hpp"

#include <string>

namespace {

using namespace cordon;
using fuzz::require;

/// What can be read is written in as many bytes, and what is written reads as the same again.
template <class Decode, class Encode>
void check(std::string_view body, Decode decode, Encode write) {
  const auto first = decode(body);
  if (!first)
    return require(first.error().code == errc::protocol, "bytes that are no message say so");
  const std::string again = write(*first);
  require(again.size() == body.size(), "a message is written in the bytes it was read from");
  const auto second = decode(again);
  require(second && write(*second) == again, "what is written reads as the same");
}

constexpr auto written = [](const auto& message) { return jail::encode(message); };

void check_views(std::string_view body) {
  if (const auto order = jail::decode_job_order(body)) {
    for (const auto text : {order->code, order->context_json, order->stdin_text})
      require(fuzz::lies_in(text, body), "a job's texts lie in its message");
    for (const auto& [path, content] : order->files)
      require(fuzz::lies_in(path, body) && fuzz::lies_in(content, body),
              "a job's files lie in its message");
  }
  if (const auto said = jail::decode_verdict(body))
    for (const auto text : {said->return_value, said->return_value_problem, said->exception,
                            said->message, said->traceback, said->refused_import})
      require(fuzz::lies_in(text, body), "a verdict's texts lie in its bytes");
}

void check_report(std::string_view body) {
  const auto report = jail::decode_report(body);
  if (!report)
    return;
  require(report->status >= 0 && report->status <= 255, "an exit code or signal is one");
  const auto& t = report->phases;
  for (const auto time : {report->wall, t.prepare, t.confine, t.program, t.reap, t.collect})
    require(time.count() >= 0, "no time is negative");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  const std::string_view body(reinterpret_cast<const char*>(bytes), size);
  check(body, jail::decode_setup, written);
  check(body, jail::decode_ready, written);
  check(body, jail::decode_job_order, written);
  check(body, jail::decode_cancel, jail::encode_cancel);
  check(body, jail::decode_born, jail::encode_born);
  check(body, jail::decode_report, written);
  check(body, jail::decode_verdict, written);
  check(body, jail::decode_analysis_request, written);
  check(body, jail::decode_analysis, written);
  check_views(body);
  check_report(body);
  return 0;
}
