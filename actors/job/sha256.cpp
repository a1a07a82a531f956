// SPDX-License-Identifier: Apache-2.0
#include "job/sha256.hpp"

#include "io/c_handle.hpp"

#include <array>
#include <openssl/evp.h>
#include <stdexcept>

namespace cordon::job {

std::string sha256_hex(std::string_view bytes) {
  // Fetched once: EVP_sha256() would look its provider up at every call.
  static const io::c_handle<EVP_MD, EVP_MD_free> algorithm{
      EVP_MD_fetch(nullptr, "SHA2-256", nullptr)};
  std::array<unsigned char, 32> digest{};
  unsigned int size = 0;
  if (!algorithm
      || EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, algorithm.get(), nullptr) != 1
      || size != digest.size())
    throw std::runtime_error("libcrypto computes no SHA-256");
  constexpr std::string_view digits = "0123456789abcdef";
  std::string hex;
  hex.reserve(2 * digest.size());
  for (const unsigned char byte : digest) {
    hex.push_back(digits[byte >> 4]);
    hex.push_back(digits[byte & 0x0f]);
  }
  return hex;
}

} // namespace cordon::job
