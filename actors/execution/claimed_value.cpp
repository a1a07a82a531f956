// SPDX-License-Identifier: Apache-2.0
#include "execution/claimed_value.hpp"

#include <cmath>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

namespace cordon::execution {

namespace {

/// Told of each part as it is read; false ends the reading.
class value_check {
public:
  using json = nlohmann::json;

  bool null() { return true; }
  bool boolean(bool) { return true; }
  bool number_integer(json::number_integer_t) { return true; }
  bool number_unsigned(json::number_unsigned_t) { return true; }
  /// Integers of more than 64 bits come as floats, too.
  bool number_float(double value, const std::string& text) {
    return std::isfinite(value) && text.find_first_of(".eE") != text.npos;
  }
  bool string(std::string&) { return true; }
  bool binary(json::binary_t&) { return false; }
  bool start_object(size_t) {
    names_.emplace_back();
    return true;
  }
  bool key(std::string& name) { return names_.back().insert(std::move(name)).second; }
  bool end_object() {
    names_.pop_back();
    return true;
  }
  bool start_array(size_t) { return true; }
  bool end_array() { return true; }
  bool parse_error(size_t, const std::string&, const json::exception&) { return false; }

private:
  std::vector<std::set<std::string>> names_; ///< of the objects that are open
};

} // namespace

bool is_unambiguous_value(std::string_view json) {
  value_check check;
  return nlohmann::json::sax_parse(json, &check);
}

} // namespace cordon::execution
