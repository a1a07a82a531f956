// SPDX-License-Identifier: Apache-2.0
#include "cli.hpp"
#include "doctor_command.hpp"
#include "io/descriptor_limit.hpp"
#include "run_command.hpp"
#include "stop_signals.hpp"

#include <csignal>
#include <cstdio>

namespace {

using namespace cordon::workers;

struct dispatch {
  exit_code operator()(const run_options& options) const { return run(options); }
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

} // namespace

int main(int argc, char** argv) {
  cordon::io::raise_descriptor_limit();
  block_stop_signals();
  std::signal(SIGPIPE, SIG_IGN);
  try {
    return static_cast<int>(std::visit(dispatch{}, parse_command_line(argc, argv).command));
  } catch (const std::exception& e) {
    std::fprintf(stderr, "cordon: %s\n", e.what());
    return static_cast<int>(exit_code::sandbox_error);
  }
}
