// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/unique_fd.hpp"

#include <string>
#include <string_view>
#include <sys/types.h>
#include <vector>

namespace cordon::test {

struct command_options {
  std::string input = {};                    ///< standard input; its end follows
  std::string folder = {};                   ///< working directory; "": that of the tests
  std::vector<std::string> environment = {}; ///< all of it; empty: that of the tests
};

struct command_outcome {
  int exit_code = -1; ///< 128 + signal where one ended it
  std::string out;
  std::string err;
};

/// A program beside the tests, its streams in pipes. Destruction kills it where it still runs. Not
/// thread-safe.
class command {
public:
  /// Throws std::runtime_error where the program can't be started.
  explicit command(const std::vector<std::string>& arguments, command_options options = {});
  ~command();

  command(const command&) = delete;
  command& operator=(const command&) = delete;

  pid_t pid() const { return pid_; }
  void send_signal(int signal) const;
  /// Stops reading standard output, as `head` does.
  void close_output() { out_.reset(); }
  /// Reads the streams to their end and waits for the program's. Past a generous deadline it is
  /// killed, which its exit code tells.
  command_outcome finish();

private:
  void feed_and_drain(command_outcome& outcome);
  int reap();

  pid_t pid_ = -1;
  std::string input_;
  io::unique_fd in_, out_, err_;
};

/// Runs a program from start to end.
command_outcome run_command(const std::vector<std::string>& arguments,
                            command_options options = {});

} // namespace cordon::test
