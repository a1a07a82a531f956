// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

/// Checks on a datum alone, without its surroundings. All are pure, take any bytes and are linear
/// in the length.
namespace cordon::redaction {

/// The check digit of ISO/IEC 7812-1 holds. False for anything but digits, and for none.
bool passes_luhn(std::string_view digits);

/// The first four digits and the number of digits are those of a known issuer of payment cards.
bool has_card_issuer(std::string_view digits);

/// 13–19 digits with the prefix and length of a known issuer and a right check digit.
bool is_card_number(std::string_view digits);

/// Nine digits that the Social Security Administration could have given out: area not 000, 666 or
/// 900–999, group not 00, serial not 0000.
bool is_ssn(std::string_view nine_digits);

/// 40 base64 characters with the letter and digit mix of an AWS secret key; a SHA-1 in hex has not.
bool is_aws_secret(std::string_view value);

/// The random part of a vendor's key and not a slug such as "sk-estimator-doc-link".
bool is_random_key(std::string_view body);

/// Hidden or not yet filled in: "****", "xxxxxxxx", "abc...xyz", "<key>", "${KEY}", "{key}", "%s",
/// "[REDACTED:…]".
bool is_masked(std::string_view value);

/// Masked, or a word that stands where a secret would: "undefined", "your_key_here", "changeme".
bool is_placeholder(std::string_view value);

/// How much the name before a value says about it.
enum class name_strength {
  weak,   ///< "token": lexers and language models print tokens that are no secret
  strong, ///< "password": whatever follows in quotes is one
};

/// How a value was written after its name.
enum class value_form { bare, quoted };

/// The value of `name = value` is a secret, and not a word of prose, a number, code, a placeholder.
bool is_secret_value(std::string_view value, name_strength, value_form);

} // namespace cordon::redaction
