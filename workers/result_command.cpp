// SPDX-License-Identifier: Apache-2.0
#include "result_command.hpp"

#include "artifact_folder.hpp"
#include "client_configuration.hpp"
#include "indented.hpp"
#include "printable.hpp"
#include "session/keys.hpp"
#include "session/result_reader.hpp"
#include "stop_signals.hpp"
#include "user_json.hpp"

#include <algorithm>
#include <cstdio>
#include <optional>
#include <unistd.h>

namespace cordon::workers {

namespace {

using clock = session::result_reader::clock;

// A signal is heeded between two waits.
constexpr auto one_wait = std::chrono::milliseconds(250);

/// For a person who may wonder; nothing in a pipe.
void tell(const std::string& text) {
  if (isatty(STDERR_FILENO) != 0)
    std::fprintf(stderr, "cordon: %s\n", printable(text).c_str());
}

std::string seconds_text(double seconds) {
  char text[32];
  std::snprintf(text, sizeof text, "%g s", seconds);
  return text;
}

void tell_waiting(const result_options& options) {
  tell("waiting for the result of " + options.id
       + (options.wait_seconds ? " for up to " + seconds_text(*options.wait_seconds)
                               : "; Ctrl-C ends the wait"));
}

/// The result, or nothing: not there in time, or a signal came.
expected<std::optional<std::string>> find_result(session::result_reader& reader,
                                                 const std::string& key,
                                                 const result_options& options,
                                                 const stop_signals& signals) {
  auto at_once = reader.get(key);
  if (!options.wait || !at_once || *at_once)
    return at_once;
  tell_waiting(options);
  const auto start = clock::now();
  const auto wanted = std::chrono::duration<double>(options.wait_seconds.value_or(0));
  for (;;) {
    const auto now = clock::now();
    const bool is_last = options.wait_seconds && now - start + one_wait >= wanted;
    const auto deadline =
        is_last ? start + std::chrono::duration_cast<clock::duration>(wanted) : now + one_wait;
    auto found = reader.wait(key, deadline);
    if (!found || *found || is_last || signals.seen())
      return found;
  }
}

/// The content of an artifact, from the result or from Redis.
expected<std::string> content_of(const listed_artifact& artifact, session::result_reader& reader) {
  if (artifact.content)
    return *artifact.content;
  if (artifact.ref.empty())
    return fail(errc::not_found, "the result says that its content was left out", artifact.name);
  auto found = reader.get(artifact.ref);
  if (!found)
    return tl::unexpected(found.error());
  if (!*found)
    return fail(errc::not_found, "it has expired", artifact.name);
  return **std::move(found);
}

expected<void> write_one(const listed_artifact& artifact, session::result_reader& reader,
                         const artifact_folder& folder) {
  if (const auto parts = parts_of_name(artifact.name); !parts)
    return tl::unexpected(parts.error());
  const auto content = content_of(artifact, reader);
  if (!content)
    return tl::unexpected(content.error());
  return folder.write(artifact.name, *content);
}

/// Writes all that can be written; the first failure's code.
exit_code write_artifacts(const std::string& json, session::result_reader& reader,
                          const std::string& path) {
  const auto artifacts = artifacts_of(json);
  if (!artifacts)
    return complain(artifacts.error(), exit_code::not_succeeded);
  const auto folder = artifact_folder::open(path);
  if (!folder)
    return complain(folder.error(), exit_code::usage);
  auto code = exit_code::succeeded;
  for (const auto& artifact : *artifacts)
    if (const auto written = write_one(artifact, reader, *folder); !written)
      code = complain(written.error(), written.error().code == errc::peer_died
                                           ? exit_code::unavailable
                                           : exit_code::not_succeeded);
  return code;
}

error no_result(const result_options& options) {
  const auto waited =
      options.wait_seconds ? " after waiting " + seconds_text(*options.wait_seconds) : "";
  return {errc::not_found,
          "there is no result of it" + waited
              + ": the job is not done, its result has expired, or it is another user's (--user)",
          options.id};
}

} // namespace

exit_code show_result(const result_options& options) {
  const auto configuration = load_client_configuration(options.configuration);
  if (!configuration)
    return complain(configuration.error(), exit_code::usage);
  const stop_signals signals([] {});
  auto reader = session::result_reader::connect(
      configuration->session.redis, configuration->session.redis_password, server_patience);
  if (!reader)
    return complain(reader.error(), code_of(reader.error()));
  const auto key = session::result_key(user_json(options.user), options.id);
  const auto found = find_result(*reader, key, options, signals);
  if (!found)
    return complain(found.error(), code_of(found.error()));
  if (!*found && signals.seen()) {
    tell("no longer waiting for the result of " + options.id + ": there was none yet");
    return exit_code::interrupted;
  }
  if (!*found)
    return complain(no_result(options), exit_code::not_succeeded);
  const std::string text = isatty(STDOUT_FILENO) != 0 ? indented(**found) : **found;
  if (std::puts(text.c_str()) < 0 || std::fflush(stdout) != 0)
    return complain({errc::system, "it cannot be written", "standard output"},
                    exit_code::unavailable);
  return options.artifacts.empty() ? exit_code::succeeded
                                   : write_artifacts(**found, *reader, options.artifacts);
}

} // namespace cordon::workers
