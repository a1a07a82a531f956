// SPDX-License-Identifier: Apache-2.0
#include "cancel_command.hpp"
#include "cli.hpp"
#include "dead_letters_command.hpp"
#include "doctor_command.hpp"
#include "embedded_broker.hpp"
#include "io/descriptor_limit.hpp"
#include "result_command.hpp"
#include "run_command.hpp"
#include "stop_signals.hpp"
#include "submit_command.hpp"
#include "topics_command.hpp"
#include "up_command.hpp"
#include "worker_command.hpp"

#include <csignal>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace cordon::workers;

struct dispatch {
  exit_code operator()(const run_options& options) const { return run(options); }
  exit_code operator()(const worker_options& options) const { return worker(options); }
  exit_code operator()(const up_options& options) const { return up(options); }
  exit_code operator()(const submit_options& options) const { return submit(options); }
  exit_code operator()(const result_options& options) const { return show_result(options); }
  exit_code operator()(const cancel_options& options) const { return cancel(options); }
  exit_code operator()(const topics_options& options) const { return create_topics(options); }
  exit_code operator()(const dead_letters_options& options) const { return dead_letters(options); }
  exit_code operator()(const doctor_options& options) const { return doctor(options); }
  exit_code operator()(version_request) const {
    std::puts("cordon " CORDON_VERSION);
    return exit_code::succeeded;
  }
  exit_code operator()(const help_request& help) const {
    std::fputs(help.text.c_str(), stdout);
    return exit_code::succeeded;
  }
  exit_code operator()(const usage_error& error) const {
    std::fprintf(stderr, "%s\n", error.text.c_str());
    return error.exit_code;
  }
};

/// Runs what the command line asks for.
exit_code serve(int argc, char** argv) {
  // Hidden: `cordon up` starts it.
  if (argc > 1 && std::string_view(argv[1]) == "embedded-broker")
    return serve_embedded_broker(std::vector<std::string>(argv + 2, argv + argc));
  return std::visit(dispatch{}, parse_command_line(argc, argv).command);
}

} // namespace

int main(int argc, char** argv) {
  cordon::io::raise_descriptor_limit();
  block_stop_signals();
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGCHLD, SIG_DFL); // ignored, which is inherited, it would hide how children end
  try {
    return static_cast<int>(serve(argc, argv));
  } catch (const std::exception& e) {
    std::fprintf(stderr, "cordon: %s\n", e.what());
    return static_cast<int>(exit_code::sandbox_error);
  }
}
