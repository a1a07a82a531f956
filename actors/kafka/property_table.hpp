// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>

namespace cordon::kafka {

/// What librdkafka says of one of its properties.
struct known_property {
  std::string type;  ///< "integer", "boolean", "enum value", "string", "see dedicated API", …
  std::string range; ///< "0 .. 900000" or "none, gzip, …"; "" where anything goes
};

/// Every property of the librdkafka that is linked, by name. Thread-safe.
const std::map<std::string, known_property>& property_table();

} // namespace cordon::kafka
