// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/job_parser.hpp"

#include <stdexcept>
#include <string>
#include <string_view>

namespace cordon::test {

/// `parse_job` with the built-in profiles and the default id "t-0-7".
inline tl::expected<job::job_ptr, job::rejection> parse(std::string_view bytes) {
  static const auto profiles = job::builtin_profiles();
  return job::parse_job(bytes, profiles, "t-0-7");
}

/// The job in `bytes`; throws what is wrong with it.
inline job::job accepted(std::string_view bytes) {
  const auto parsed = parse(bytes);
  if (!parsed)
    throw std::runtime_error("refused: " + parsed.error().message);
  return **parsed;
}

/// Why `bytes` are refused; throws where they are not.
inline job::rejection refused(std::string_view bytes) {
  auto parsed = parse(bytes);
  if (parsed)
    throw std::runtime_error("accepted: " + std::string(bytes.substr(0, 200)));
  return std::move(parsed.error());
}

/// A job of code with more members: `with(R"("id":"a")")`.
inline std::string with(std::string_view members) {
  return std::string(R"({"code":"1",)").append(members).append("}");
}

} // namespace cordon::test
