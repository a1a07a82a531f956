// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "redaction/detectors.hpp"
#include "redaction/redactor.hpp"

#include <string>
#include <utility>

/// Data that look real, put together at run time so that no scanner takes this folder for a leak.
namespace cordon::redaction::samples {

inline const std::string ssn = std::string("123") + "-45-" + "6789";
inline const std::string visa = std::string("4111") + "111111111111";
inline const std::string visa_spaced = std::string("4111") + " 1111 1111 1111";
inline const std::string amex_dashed = std::string("3782") + "-822463-10005";
inline const std::string email = std::string("alice") + "@example.com";
inline const std::string aws_id = std::string("AKIA") + "IOSFODNN7EXAMPLE";
inline const std::string aws_secret = std::string("wJalrXUtnFEMI/K7MDENG") + "/bPxRfiCYEXAMPLEKEY";
inline const std::string openai_key = std::string("sk-") + "abCD1234efGH5678ijKL9012mnOP3456";
inline const std::string github_key = std::string("ghp_") + "16C7e42F292c6912E7710c838347Ae178B4a";
inline const std::string password = std::string("Hunter2") + "!Hunter2";
inline const std::string token = std::string("9f86d081884c7d65") + "9a2feaa0c55ad015";
inline const std::string db_url = std::string("postgres") + "://app:s3cret@db.local:5432/app";

inline std::string pem(const std::string& label = "RSA PRIVATE KEY") {
  const std::string dashes(5, '-');
  return dashes + "BEGIN " + label + dashes + "\nMIIEpAIBAAKCAQEA\nq83vEjRWeJq8\n" + dashes + "END "
         + label + dashes;
}

inline std::string placeholder(const std::string& kind) {
  return "[REDACTED:" + kind + "]";
}

inline std::shared_ptr<const redactor> make_redactor(std::vector<std::string> kinds) {
  return redactor::make({std::move(kinds), false}).value();
}

/// One for all kinds; compiled once, since that takes milliseconds.
inline const redactor& all_kinds() {
  static const auto shared = [] {
    const auto kinds = known_kinds();
    return make_redactor({kinds.begin(), kinds.end()});
  }();
  return *shared;
}

} // namespace cordon::redaction::samples
