// SPDX-License-Identifier: Apache-2.0
#include "job/message_text.hpp"

#include "job/json_check.hpp"
#include "job/json_text.hpp"
#include "job/utf8.hpp"

namespace cordon::job {

namespace {

std::string not_an_object(std::string_view what, const message_rule& rule) {
  return "the message is " + std::string(what) + "; " + std::string(rule.name)
         + " is one JSON object";
}

} // namespace

tl::expected<std::string_view, std::string> find_object(std::string_view bytes,
                                                        const message_rule& rule) {
  if (bytes.empty())
    return tl::unexpected(not_an_object("empty", rule));
  if (bytes.size() > rule.max_bytes)
    return tl::unexpected("the message is " + std::to_string(bytes.size()) + " bytes long; "
                          + std::string(rule.name) + " may have " + std::to_string(rule.max_bytes));
  if (const auto at = invalid_utf8_at(bytes))
    return tl::unexpected("the message is not UTF-8: byte " + std::to_string(*at)
                          + " is not part of a character");
  if (const auto fault = find_json_fault(bytes, rule.max_depth))
    return tl::unexpected("the message can't be read as JSON: " + fault->what);
  const std::string_view text = bytes.substr(bytes.find_first_not_of(" \t\n\r"));
  if (type_of(text) != json_type::object)
    return tl::unexpected(not_an_object(to_string(type_of(text)), rule));
  return text;
}

std::string_view readable_part(std::string_view bytes, const message_rule& rule) {
  if (bytes.size() > rule.max_bytes)
    return {};
  const std::string_view text = bytes.substr(0, invalid_utf8_at(bytes).value_or(bytes.size()));
  const auto fault = find_json_fault(text, rule.max_depth);
  return fault ? text.substr(0, fault->at) : text;
}

} // namespace cordon::job
