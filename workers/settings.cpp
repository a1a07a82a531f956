// SPDX-License-Identifier: Apache-2.0
#include "settings.hpp"

#include "settings_tables.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <vector>

namespace cordon::workers {

namespace {

// What the contract names for the parts that come later.
constexpr std::array<std::string_view, 4> undelivered_tables = {"chat", "agent", "task", "tasks"};
constexpr std::array<std::string_view, 2> undelivered_keys = {"max_delay", "max_job_bytes"};

std::vector<setting> joined_tables() {
  const auto programs = program_settings();
  const auto services = service_settings();
  std::vector<setting> all(programs.begin(), programs.end());
  all.insert(all.end(), services.begin(), services.end());
  return all;
}

std::string joined(const setting& s, char separator) {
  return std::string(s.table) + separator + std::string(s.key.name);
}

} // namespace

std::span<const setting> settings() {
  static const std::vector<setting> all = joined_tables();
  return all;
}

std::string name_of(const setting& s) {
  return joined(s, '.');
}

std::string flag_of(const setting& s) {
  std::string flag = "--" + joined(s, '-');
  std::replace(flag.begin(), flag.end(), '_', '-');
  return flag;
}

std::string variable_of(const setting& s) {
  std::string name = "CORDON_" + joined(s, '_');
  std::transform(name.begin(), name.end(), name.begin(),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return name;
}

const setting* find_setting(std::string_view table, std::string_view key) {
  const auto all = settings();
  const auto found = std::find_if(all.begin(), all.end(), [&](const setting& s) {
    return s.table == table && s.key.name == key;
  });
  return found == all.end() ? nullptr : &*found;
}

bool is_undelivered_table(std::string_view table) {
  return std::find(undelivered_tables.begin(), undelivered_tables.end(), table)
         != undelivered_tables.end();
}

bool is_undelivered_key(std::string_view key) {
  return std::find(undelivered_keys.begin(), undelivered_keys.end(), key) != undelivered_keys.end();
}

} // namespace cordon::workers
