// SPDX-License-Identifier: Apache-2.0
#include "configuration_sample.hpp"

#include "profile_keys.hpp"
#include "settings.hpp"
#include "wrapped.hpp"

#include <algorithm>
#include <cctype>
#include <string_view>

namespace cordon::workers {

namespace {

constexpr size_t columns = 100;

/// `text` as comment lines.
std::string comment(std::string_view text) {
  return wrapped("# " + std::string(text), columns, "# ") + "\n";
}

/// "A whole number from 1 to 4096 (programs). Default: the number of cores."
std::string facts(const key_format& key) {
  std::string text = expectation(key);
  text.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(text.front())));
  if (!key.unit.empty())
    text.append(" (").append(key.unit).append(")");
  text += ". Default: ";
  return text.append(key.default_words.empty() ? key.default_literal : key.default_words) + ".";
}

std::string entry(const key_format& key, const std::string& ways) {
  std::string text = comment(key.help) + comment(facts(key)) + ways;
  return text.append("#").append(key.name).append(" = ").append(key.default_literal) + "\n\n";
}

std::string ways_of(const setting& s) {
  std::string flags = flag_of(s);
  if (!s.short_flag.empty())
    flags.append(", ").append(s.short_flag);
  return comment("Also: " + flags + ", " + variable_of(s));
}

constexpr std::string_view head = R"(# SPDX-License-Identifier: Apache-2.0
# All that cordon can be told, as it is where this file says nothing. To change a value, take the
# '#' before its key away. A flag goes over the environment, the environment over this file. An
# unknown key is an error.

)";

constexpr std::string_view kafka_part = R"([kafka]

# Every key of this table goes to librdkafka under its own name, TLS and SASL with it; its document
# CONFIGURATION.md lists them. A value is a string, a whole number, true or false. What cordon's own
# promises rest upon (enable.auto.commit, acks, …) can't be set; group.id is intake.group.
# Also: --kafka NAME=VALUE, and CORDON_KAFKA_ with the name in capitals and '_' for '.'

# Where the brokers are: one or more of HOST:PORT, between commas.
# Also: --bootstrap-servers, --bootstrap-server, CORDON_KAFKA_BOOTSTRAP_SERVERS
#"bootstrap.servers" = "127.0.0.1:9092"

# How the brokers are talked to: "plaintext", "ssl", "sasl_plaintext" or "sasl_ssl".
#"security.protocol" = "plaintext"

)";

constexpr std::string_view profiles_head =
    R"(# A profile is a named policy; a job chooses one.
# Built in are default, data and open. A table of a built-in profile's name changes it, a table of
# another name adds one; the name is of a-z, 0-9, _ and -. The defaults below are those of the
# profile 'default'. A limit's default must not be above its ceiling (max_…).
#[profiles.example]

# The profile that this one starts from: a built-in one, or one defined above. Default: the built-in
# one of the same name, or else "default".
#base = "default"

)";

} // namespace

std::string sample_toml() {
  std::string text(head);
  std::string_view table;
  for (const auto& s : settings()) {
    if (s.table != table)
      text.append("[").append(s.table).append("]\n\n");
    table = s.table;
    text += entry(s.key, ways_of(s));
  }
  text += kafka_part;
  text += profiles_head;
  for (const auto& k : profile_keys())
    text += entry(k.key, "");
  text.pop_back();
  return text;
}

} // namespace cordon::workers
