// SPDX-License-Identifier: Apache-2.0
#include "kafka/property_table.hpp"

#include "io/c_handle.hpp"

#include <cstdio>
#include <cstdlib>
#include <librdkafka/rdkafka.h>
#include <sstream>
#include <string_view>

namespace cordon::kafka {

namespace {

/// librdkafka knows its properties only as the Markdown table of its documentation.
std::string printed_table() {
  char* text = nullptr;
  size_t size = 0;
  FILE* out = open_memstream(&text, &size);
  if (!out)
    return {};
  rd_kafka_conf_properties_show(out);
  std::fclose(out);
  const io::c_handle<char, std::free> owned(text);
  return std::string(text, size);
}

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(' ');
  if (first == std::string_view::npos)
    return {};
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

/// Cuts the first column off `line`.
std::string_view take_column(std::string_view& line) {
  const auto end = line.find(" | ");
  const auto column = trimmed(line.substr(0, end));
  line.remove_prefix(end == std::string_view::npos ? line.size() : end + 3);
  return column;
}

std::string_view type_in(std::string_view description) {
  constexpr std::string_view mark = "*Type: ";
  const auto at = description.rfind(mark);
  if (at == std::string_view::npos)
    return {};
  description.remove_prefix(at + mark.size());
  return description.substr(0, description.find('*'));
}

} // namespace

const std::map<std::string, known_property>& property_table() {
  static const auto table = [] {
    std::map<std::string, known_property> read;
    std::istringstream lines(printed_table());
    for (std::string text; std::getline(lines, text);) {
      std::string_view line = text;
      const std::string name(take_column(line));
      take_column(line); // consumer, producer or both
      const std::string range(take_column(line));
      if (const auto type = type_in(line); !type.empty())
        read.try_emplace(name, known_property{std::string(type), range});
    }
    return read;
  }();
  return table;
}

} // namespace cordon::kafka
