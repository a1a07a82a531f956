// SPDX-License-Identifier: Apache-2.0
#include "indented.hpp"

#include "printable.hpp"

#include <nlohmann/json.hpp>

namespace cordon::workers {

std::string indented(const std::string& json) {
  const auto parsed = nlohmann::ordered_json::parse(json, nullptr, false);
  // JSON escapes most control characters by itself; printable does the rest.
  return printable(parsed.is_discarded() ? json : parsed.dump(2), !parsed.is_discarded());
}

} // namespace cordon::workers
