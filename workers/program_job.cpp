// SPDX-License-Identifier: Apache-2.0
#include "program_job.hpp"

#include "io/unique_fd.hpp"
#include "job/base64.hpp"
#include "job/job_parser.hpp"
#include "job/json_check.hpp"
#include "job/json_write.hpp"
#include "job/utf8.hpp"

#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

namespace cordon::workers {

namespace {

/// A longer one would not fit a job; base64 and escapes only make it longer.
constexpr size_t max_input_bytes = job::max_job_bytes;

expected<std::string> read_stream(int fd, const std::string& where) {
  std::string bytes;
  char buffer[64 * 1024];
  for (;;) {
    const auto got = read(fd, buffer, sizeof buffer);
    if (got < 0 && errno == EINTR)
      continue;
    if (got < 0)
      return system_failure("cannot read it", where, errno);
    if (got == 0)
      return bytes;
    bytes.append(buffer, static_cast<size_t>(got));
    if (bytes.size() > max_input_bytes)
      return fail(errc::bad_input,
                  "it is longer than a job may be, " + std::to_string(max_input_bytes) + " bytes",
                  where);
  }
}

/// "-" is standard input.
expected<std::string> read_input(const std::string& path) {
  if (path == "-")
    return read_stream(STDIN_FILENO, "standard input");
  io::unique_fd file(open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file)
    return system_failure("cannot open it", path, errno);
  return read_stream(file.get(), path);
}

expected<std::string> read_text(const std::string& path, const char* what) {
  auto text = read_input(path);
  if (!text)
    return text;
  if (const auto at = job::invalid_utf8_at(*text))
    return fail(errc::bad_input,
                std::string(what) + " must be UTF-8; byte " + std::to_string(*at) + " is not",
                path);
  return text;
}

expected<std::string> read_context(const std::string& argument) {
  const bool is_file = argument.starts_with('@');
  auto text =
      is_file ? read_text(argument.substr(1), "a context") : expected<std::string>(argument);
  if (!text)
    return text;
  if (const auto fault = job::find_json_fault(*text, job::max_job_depth))
    return fail(errc::bad_input, "it is no JSON: " + fault->what, is_file ? argument : "--context");
  return text;
}

expected<void> append_files(std::string& out, const std::vector<file_argument>& files) {
  out += '[';
  for (const auto& file : files) {
    auto content = read_input(file.path);
    if (!content)
      return tl::unexpected<error>(content.error());
    if (out.back() != '[')
      out += ',';
    job::object_writer one(out);
    one.text("path", file.name);
    one.text("data_base64", job::encode_base64(*content));
  }
  out += ']';
  return {};
}

} // namespace

expected<std::string> make_program_job(const program_arguments& options) {
  // As Python, a job would be a dictionary and succeed.
  if (options.file.ends_with(".json") || options.file.ends_with(".jsonl"))
    return fail(errc::bad_input,
                "it is a file of jobs, not a program: 'cordon run --jobs' takes one job a line",
                options.file);
  auto code = read_text(options.file, "a program");
  if (!code)
    return code;
  auto context = read_context(options.context_json);
  if (!context)
    return context;
  auto input = options.stdin_file.empty() ? expected<std::string>("")
                                          : read_text(options.stdin_file, "an input");
  if (!input)
    return input;
  std::string files;
  if (auto r = append_files(files, options.files); !r)
    return tl::unexpected<error>(r.error());
  std::string json;
  {
    job::object_writer job(json);
    job.text("type", "execute");
    job.text("profile", options.profile);
    job.text("code", *code);
    job.json("context", *context);
    job.text("stdin", *input);
    job.json("files", files);
    if (options.timeout_seconds) {
      job::object_writer limits(job.value_of("limits"));
      limits.number("timeout_seconds", *options.timeout_seconds);
    }
  }
  return json;
}

} // namespace cordon::workers
