// SPDX-License-Identifier: Apache-2.0
#include "job/job_limits.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace cordon::job {

namespace {

constexpr double bytes_per_mb = 1 << 20;

/// One member of the job's field `limits`, in the unit that its name tells.
struct limit_rule {
  std::string_view name;
  checked<double> (*read)(std::string_view field, std::string_view json);
  double least;
  double (*get)(const limits&);
  void (*set)(limits&, double);
};

constexpr std::array limit_rules{
    limit_rule{"timeout_seconds", read_number, 0.001,
               [](const limits& from) { return static_cast<double>(from.timeout.count()) / 1000; },
               [](limits& to, double value) {
                 to.timeout = std::chrono::milliseconds(std::llround(value * 1000));
               }},
    limit_rule{"max_memory_mb", read_whole_number, min_memory_mb,
               [](const limits& from) {
                 return static_cast<double>(from.max_memory_bytes) / bytes_per_mb;
               },
               [](limits& to, double value) {
                 to.max_memory_bytes = static_cast<uint64_t>(value * bytes_per_mb);
               }},
    limit_rule{
        "max_output_bytes", read_whole_number, 0,
        [](const limits& from) { return static_cast<double>(from.max_output_bytes); },
        [](limits& to, double value) { to.max_output_bytes = static_cast<uint64_t>(value); }},
    limit_rule{"max_processes", read_whole_number, 1,
               [](const limits& from) { return static_cast<double>(from.max_processes); },
               [](limits& to, double value) { to.max_processes = static_cast<uint32_t>(value); }},
    limit_rule{"max_file_bytes", read_whole_number, 0,
               [](const limits& from) { return static_cast<double>(from.max_file_bytes); },
               [](limits& to, double value) { to.max_file_bytes = static_cast<uint64_t>(value); }},
};

constexpr auto limit_names = [] {
  std::array<std::string_view, limit_rules.size()> names;
  for (size_t i = 0; i < names.size(); ++i)
    names[i] = limit_rules[i].name;
  return names;
}();

/// What limits are called elsewhere.
struct other_name {
  std::string_view name;
  std::string_view limit;
};

constexpr std::array other_names{
    other_name{"timeout", "timeout_seconds"},       other_name{"time_limit", "timeout_seconds"},
    other_name{"timeout_s", "timeout_seconds"},     other_name{"timeout_sec", "timeout_seconds"},
    other_name{"timeout_ms", "timeout_seconds"},    other_name{"max_time", "timeout_seconds"},
    other_name{"memory", "max_memory_mb"},          other_name{"memory_mb", "max_memory_mb"},
    other_name{"memory_limit", "max_memory_mb"},    other_name{"max_memory", "max_memory_mb"},
    other_name{"memory_limit_mb", "max_memory_mb"}, other_name{"max_output", "max_output_bytes"},
    other_name{"processes", "max_processes"},       other_name{"max_file_size", "max_file_bytes"}};

/// `value` without the zeros that std::to_string adds.
std::string shown(double value) {
  std::string text = std::to_string(value);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.')
    text.pop_back();
  return text;
}

checked<double> read_limit(const limit_rule& rule, std::string_view json, const profile& policy) {
  const std::string field = "limits." + std::string(rule.name);
  auto value = rule.read(field, json);
  if (!value)
    return value;
  if (*value <= 0 && rule.least > 0)
    return refuse(field, shown_number(json) + " is not above 0");
  if (*value < rule.least)
    return refuse(field, shown_number(json) + " is below the least possible, " + shown(rule.least));
  const double ceiling = rule.get(policy.ceiling);
  if (*value > ceiling)
    return refuse(field, shown_number(json) + " is above the ceiling of profile "
                             + in_quotes(policy.name) + ", " + shown(ceiling));
  return value;
}

} // namespace

checked<limits> read_limits(std::string_view json, const profile& policy) {
  limits result = policy.defaults;
  if (json.empty())
    return result;
  if (type_of(json) != json_type::object)
    return refuse_type("limits", "an object", json);
  const auto members = known_members::read("limits.", json, limit_names);
  if (!members)
    return tl::unexpected(members.error());
  for (const auto& rule : limit_rules) {
    if (!members->has(rule.name))
      continue;
    const auto value = read_limit(rule, (*members)[rule.name], policy);
    if (!value)
      return tl::unexpected(value.error());
    rule.set(result, *value);
  }
  return result;
}

std::optional<std::string_view> limit_meant_by(std::string_view name) {
  if (const auto same = std::ranges::find(limit_names, name); same != limit_names.end())
    return *same;
  const auto other = std::ranges::find(other_names, name, &other_name::name);
  return other == other_names.end() ? std::nullopt : std::optional(other->limit);
}

} // namespace cordon::job
