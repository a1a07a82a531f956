// SPDX-License-Identifier: Apache-2.0
#include "configuration_toml.hpp"

#include "kafka_toml.hpp"
#include "nearest.hpp"
#include "profile_keys.hpp"
#include "settings.hpp"
#include "toml_value.hpp"

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <set>
#include <toml++/toml.h>

namespace cordon::workers {

namespace {

constexpr size_t max_file_bytes = 1 << 20;

using names = std::vector<std::string_view>;

names keys_of(std::string_view table) {
  names keys;
  for (const auto& s : settings())
    if (s.table == table)
      keys.push_back(s.key.name);
  return keys;
}

names table_names() {
  std::set<std::string_view> tables{"kafka", "profiles"};
  for (const auto& s : settings())
    tables.insert(s.table);
  return {tables.begin(), tables.end()};
}

names profile_key_names() {
  names keys{"base"};
  for (const auto& k : profile_keys())
    keys.push_back(k.key.name);
  return keys;
}

std::string in_quotes(std::string_view name) {
  return "'" + std::string(name) + "'";
}

class toml_reader {
public:
  toml_reader(const std::string& path, configuration& into) : path_(path), into_(into) {}

  expected<void> read(const toml::table& root) const {
    for (auto&& [name, node] : root)
      if (auto good = read_table(name, node); !good)
        return good;
    return {};
  }

  std::string place(const toml::source_region& region) const {
    return path_ + ":" + std::to_string(region.begin.line) + ":"
           + std::to_string(region.begin.column);
  }

private:
  expected<void> read_table(const toml::key& name, const toml::node& node) const {
    const auto known = table_names();
    if (is_undelivered_table(name.str()))
      return fail(errc::unsupported,
                  "[" + std::string(name.str())
                      + "] is not delivered in this version; leave it out",
                  place(name.source()));
    if (std::find(known.begin(), known.end(), name.str()) == known.end())
      return unknown_table(name, known);
    const auto* table = node.as_table();
    if (!table)
      return fail(errc::bad_input,
                  in_quotes(name.str()) + " must be a table, not " + std::string(type_name(node)),
                  place(node.source()));
    if (name.str() == "kafka")
      return read_kafka(
          *table, [this](const auto& region) { return place(region); }, into_);
    return name.str() == "profiles" ? read_profiles(*table) : read_settings(name.str(), *table);
  }

  tl::unexpected<error> unknown_table(const toml::key& name, const names& known) const {
    for (const auto& s : settings())
      if (s.key.name == name.str())
        return fail(errc::bad_input,
                    in_quotes(name.str()) + " stands outside of its table; put it under ["
                        + std::string(s.table) + "]",
                    place(name.source()));
    return fail(errc::bad_input,
                "unknown table " + in_quotes(name.str()) + did_you_mean(name.str(), known)
                    + "; known: " + listed(known),
                place(name.source()));
  }

  expected<void> read_settings(std::string_view table_name, const toml::table& table) const {
    for (auto&& [name, node] : table) {
      const setting* known = find_setting(table_name, name.str());
      if (!known)
        return unknown_key(name, std::string(table_name), keys_of(table_name));
      const auto value = read_value_at(known->key, node);
      if (!value)
        return tl::unexpected(value.error());
      known->set(into_, *value);
    }
    return {};
  }

  tl::unexpected<error> unknown_key(const toml::key& name, const std::string& table,
                                    const names& known) const {
    if (is_undelivered_key(name.str()))
      return fail(errc::unsupported,
                  in_quotes(name.str()) + " in [" + table
                      + "] is not delivered in this version; "
                        "leave it out",
                  place(name.source()));
    for (const auto& s : settings())
      if (s.key.name == name.str())
        return fail(errc::bad_input,
                    in_quotes(name.str()) + " does not belong to [" + table + "]; put it under ["
                        + std::string(s.table) + "]",
                    place(name.source()));
    return fail(errc::bad_input,
                "unknown key " + in_quotes(name.str()) + " in [" + table + "]"
                    + did_you_mean(name.str(), known) + "; known: " + listed(known),
                place(name.source()));
  }

  expected<key_value> read_value_at(const key_format& key, const toml::node& node) const {
    auto value = read_value(key, node);
    if (!value)
      return fail(value.error().code, value.error().what, place(node.source()));
    return value;
  }

  /// In the order of the file, so that a profile can start from an earlier one.
  expected<void> read_profiles(const toml::table& table) const {
    std::vector<std::pair<const toml::key*, const toml::node*>> entries;
    for (auto&& [name, node] : table)
      entries.emplace_back(&name, &node);
    const auto starts = [](const auto& entry) {
      const auto& begin = entry.first->source().begin;
      return std::pair(begin.line, begin.column);
    };
    std::sort(entries.begin(), entries.end(),
              [&](const auto& a, const auto& b) { return starts(a) < starts(b); });
    for (const auto& [name, node] : entries)
      if (auto good = read_profile(*name, *node); !good)
        return good;
    return {};
  }

  expected<void> read_profile(const toml::key& name, const toml::node& node) const {
    const std::string profile(name.str());
    if (!is_profile_name(profile))
      return fail(errc::bad_input,
                  "the name of a profile must be 1 to 64 of a-z, 0-9, _ and -, not "
                      + in_quotes(profile),
                  place(name.source()));
    const auto* table = node.as_table();
    if (!table)
      return fail(errc::bad_input,
                  "profile " + in_quotes(profile) + " must be a table, not "
                      + std::string(type_name(node)),
                  place(node.source()));
    const auto base = read_base(profile, *table);
    if (!base)
      return tl::unexpected(base.error());
    profile_draft draft(profile, **base);
    if (auto good = read_profile_keys(*table, draft); !good)
      return good;
    return keep(draft, name, *table);
  }

  /// The profile that `profile` starts from: that of `base`, else that of its own name where there
  /// is one, else "default".
  expected<const job::profile*> read_base(const std::string& profile,
                                          const toml::table& table) const {
    static constexpr key_format base_key{.name = "base", .kind = value_kind::text};
    const auto* node = table.get("base");
    std::string base = into_.profiles.contains(profile) ? profile : job::default_profile_name;
    if (node) {
      const auto value = read_value_at(base_key, *node);
      if (!value)
        return tl::unexpected(value.error());
      base = std::get<std::string>(*value);
    }
    const auto found = into_.profiles.find(base);
    if (found != into_.profiles.end())
      return found->second.get();
    names known;
    for (const auto& [name, ignored] : into_.profiles)
      known.push_back(name);
    return fail(errc::bad_input,
                "no profile " + in_quotes(base) + " to start from" + did_you_mean(base, known)
                    + "; built in or defined above: " + listed(known),
                place(node ? node->source() : table.source()));
  }

  expected<void> read_profile_keys(const toml::table& table, profile_draft& draft) const {
    const auto known = profile_key_names();
    for (auto&& [name, node] : table)
      if (std::find(known.begin(), known.end(), name.str()) == known.end())
        return unknown_key(name, "profiles." + draft.profile.name, known);
    for (const auto& k : profile_keys()) {
      const auto* node = table.get(k.key.name);
      if (!node)
        continue;
      if (k.is_about_source && !draft.profile.source.enabled)
        return fail(errc::bad_input,
                    std::string(k.key.name) + " has no effect: the base of profile "
                        + in_quotes(draft.profile.name)
                        + " checks no more than the syntax of a source; "
                        + "leave the key out or choose another base",
                    place(node->source()));
      const auto value = read_value_at(k.key, *node);
      if (!value)
        return tl::unexpected(value.error());
      k.set(draft, *value);
    }
    return {};
  }

  expected<void> keep(const profile_draft& draft, const toml::key& name,
                      const toml::table& table) const {
    auto finished = draft.finish();
    if (finished) {
      into_.profiles[draft.profile.name] = *std::move(finished);
      return {};
    }
    const auto* node = table.get(finished.error().where);
    return fail(finished.error().code,
                "profile " + in_quotes(draft.profile.name) + ": " + finished.error().what,
                place(node ? node->source() : name.source()));
  }

  const std::string& path_;
  configuration& into_;
};

expected<std::string> read_text(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in)
    return fail(errno == ENOENT ? errc::not_found : errc::system,
                "the configuration file cannot be read: " + std::generic_category().message(errno),
                path);
  std::string text(max_file_bytes + 1, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<size_t>(in.gcount()));
  if (in.bad())
    return fail(errc::system, "the configuration file cannot be read", path);
  if (text.size() > max_file_bytes)
    return fail(errc::bad_input, "a configuration file must have at most 1 MiB", path);
  return text;
}

} // namespace

expected<void> read_toml(const std::string& path, configuration& into) {
  const auto text = read_text(path);
  if (!text)
    return tl::unexpected(text.error());
  const toml_reader reader(path, into);
  try {
    return reader.read(toml::parse(*text, path));
  } catch (const toml::parse_error& e) {
    return fail(errc::bad_input, "not TOML: " + std::string(e.description()),
                reader.place(e.source()));
  }
}

} // namespace cordon::workers
