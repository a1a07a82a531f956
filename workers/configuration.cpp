// SPDX-License-Identifier: Apache-2.0
#include "configuration.hpp"

#include "configuration_toml.hpp"
#include "delay/ladder.hpp"
#include "kafka_settings.hpp"
#include "nearest.hpp"
#include "settings.hpp"
#include "value_format.hpp"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <thread>
#include <unistd.h>
#include <vector>

namespace cordon::workers {

namespace {

constexpr std::string_view prefix = "CORDON_";
constexpr std::string_view file_variable = "CORDON_CONFIG";
// One below the id that stands for "none" in the kernel's interfaces.
constexpr uint64_t last_uid = 4'294'967'294;

std::string runner_beside_this_program() {
  std::error_code problem;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", problem);
  return problem ? "cordon-runner" : (program.parent_path() / "cordon-runner").string();
}

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return out;
}

expected<void> apply(const setting& s, const std::string& text, const std::string& where,
                     configuration& into) {
  const auto value = from_text(s.key, text);
  if (!value)
    return fail(value.error().code, value.error().what, where);
  s.set(into, *value);
  return {};
}

expected<void> apply_kafka(const std::string& property, const std::string& text,
                           const std::string& where, configuration& into) {
  if (auto good = set_kafka_property(property, text, into); !good)
    return fail(good.error().code, good.error().what, where);
  return {};
}

/// Whether a variable stands for a table or key that the contract names for later.
bool is_undelivered_variable(const std::string& name) {
  const std::string rest = lower(name.substr(prefix.size()));
  const size_t end = std::min(rest.find('_'), rest.size());
  return is_undelivered_table(rest.substr(0, end))
         || (end < rest.size() && is_undelivered_key(rest.substr(end + 1)));
}

tl::unexpected<error> unknown_variable(const std::string& name) {
  if (is_undelivered_variable(name))
    return fail(errc::unsupported,
                "what this variable sets is not delivered in this version; "
                "unset it",
                name);
  if (name.starts_with("CORDON_PROFILES_"))
    return fail(errc::unsupported, "profiles can be set in the configuration file only", name);
  std::vector<std::string> variables{std::string(file_variable)};
  for (const auto& s : settings())
    variables.push_back(variable_of(s));
  const std::vector<std::string_view> known(variables.begin(), variables.end());
  return fail(errc::bad_input,
              "unknown variable" + did_you_mean(name, known) + "; known: " + listed(known), name);
}

expected<void> read_environment(const std::map<std::string, std::string>& environment,
                                configuration& into) {
  for (const auto& [name, text] : environment) {
    if (!name.starts_with(prefix) || name == file_variable)
      continue;
    const auto all = settings();
    const auto known = std::find_if(all.begin(), all.end(), [&name = name](const setting& s) {
      return variable_of(s) == name;
    });
    const auto property = kafka_property_of(name);
    if (known == all.end() && !property)
      return unknown_variable(name);
    if (auto good =
            property ? apply_kafka(*property, text, name, into) : apply(*known, text, name, into);
        !good)
      return good;
  }
  return {};
}

expected<void> read_flags(const setting_texts& flags, configuration& into) {
  for (const auto& [name, text] : flags) {
    if (name.starts_with(kafka_prefix)) {
      if (auto good = apply_kafka(name.substr(kafka_prefix.size()), text, "--kafka", into); !good)
        return good;
      continue;
    }
    const size_t dot = std::min(name.find('.'), name.size());
    const setting* known =
        dot == name.size() ? nullptr : find_setting(name.substr(0, dot), name.substr(dot + 1));
    if (!known)
      return fail(errc::bad_input, "no setting has this name", name);
    if (auto good = apply(*known, text, flag_of(*known), into); !good)
      return good;
  }
  return {};
}

/// A topic that is read and written for two ends would feed the worker with its own words.
expected<void> check_topics(const configuration& c) {
  const std::vector<std::pair<std::string_view, std::string>> all = {
      {"intake.jobs_topic", c.intake.jobs_topic},
      {"intake.control_topic", c.intake.control_topic},
      {"publish.reply_topic", c.publish.reply_topic},
      {"publish.events_topic", c.publish.events_topic},
      {"publish.audit_topic", c.publish.audit_topic},
      {"publish.dead_letter_topic", dead_letter_topic(c)}};
  std::map<std::string, std::string_view> users;
  for (const auto& topic : delay::ladder(c.intake.jobs_topic).topics()) {
    if (!is_topic(topic))
      return fail(errc::bad_input,
                  "the topic's name is too long to have \"-delay-10m\" put after it, for jobs that "
                  "wait",
                  "intake.jobs_topic");
    users.emplace(topic, "delayed jobs");
  }
  for (const auto& [name, topic] : all)
    if (const auto [first, is_new] = users.emplace(topic, name); !is_new && !topic.empty())
      return fail(errc::bad_input,
                  "'" + topic + "' is already that of " + std::string(first->second)
                      + "; give each a topic of its own",
                  std::string(name));
  return {};
}

/// What no key can tell alone.
expected<void> check_whole(const configuration& c) {
  if (auto good = check_topics(c); !good)
    return good;
  const auto& uids = c.execution.uids;
  if (c.slots > uids.count)
    return fail(errc::bad_input,
                "worker.slots is " + std::to_string(c.slots)
                    + ", but execution.uid_count gives "
                      "user ids to "
                    + std::to_string(uids.count)
                    + "; raise uid_count or have fewer "
                      "slots",
                "execution.uid_count");
  if (uint64_t{uids.first} + uids.count - 1 > last_uid)
    return fail(errc::bad_input,
                "uid_first + uid_count go beyond the last user id, " + std::to_string(last_uid),
                "execution.uid_first");
  return {};
}

std::string file_of(const configuration_sources& sources) {
  if (!sources.file.empty())
    return sources.file;
  const auto named = sources.environment.find(std::string(file_variable));
  return named == sources.environment.end() ? "" : named->second;
}

} // namespace

std::string dead_letter_topic(const configuration& c) {
  return c.publish.dead_letter_topic.empty() ? c.intake.jobs_topic + "-dlt"
                                             : c.publish.dead_letter_topic;
}

configuration default_configuration() {
  configuration c;
  c.slots = std::clamp(std::thread::hardware_concurrency(), 1u, c.execution.uids.count);
  c.execution.runner = runner_beside_this_program();
  c.profiles = job::builtin_profiles();
  return c;
}

std::map<std::string, std::string> cordon_environment() {
  std::map<std::string, std::string> found;
  for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
    const std::string_view text = *entry;
    const size_t equals = text.find('=');
    if (text.starts_with(prefix) && equals != std::string_view::npos)
      found.emplace(text.substr(0, equals), text.substr(equals + 1));
  }
  return found;
}

expected<configuration> load_configuration(const configuration_sources& sources) {
  configuration c = default_configuration();
  if (const std::string file = file_of(sources); !file.empty())
    if (const auto good = read_toml(file, c); !good)
      return tl::unexpected(good.error());
  if (const auto good = read_environment(sources.environment, c); !good)
    return tl::unexpected(good.error());
  if (const auto good = read_flags(sources.flags, c); !good)
    return tl::unexpected(good.error());
  if (const auto good = check_whole(c); !good)
    return tl::unexpected(good.error());
  return c;
}

expected<configuration> load_configuration(const std::string& path) {
  return load_configuration(configuration_sources{.file = path, .environment = {}, .flags = {}});
}

} // namespace cordon::workers
