// SPDX-License-Identifier: Apache-2.0
#include "layer_report.hpp"

#include "job/json_write.hpp"
#include "job/layers.hpp"
#include "printable.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace cordon::workers {

namespace {

using execution::profile_probe;

/// What the layers protect from, in the order of their names.
constexpr std::array<std::string_view, job::layer_names.size()> protects_from = {
    "privileges on the host",
    "signals to, and sight of, other processes",
    "files of the host",
    "the network",
    "shared memory of other processes",
    "changes to the host name",
    "most of the kernel's calls",
    "files, should a mount leak",
    "memory and processes of a whole job"};

bool contains(const std::vector<std::string>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::string padded(std::string_view wanted, size_t width) {
  std::string text(wanted);
  text.resize(std::max(width, text.size()), ' ');
  return text;
}

std::string coloured(const std::string& text, const char* code, bool colours) {
  return colours ? std::string("\x1b[") + code + 'm' + text + "\x1b[0m" : text;
}

constexpr size_t name_width = 11;
constexpr size_t purpose_width = 44;
constexpr size_t profile_width = 10;

/// "active", "missing", or "MISSING" where the profile requires it.
std::string cell(const profile_probe& probe, std::string_view name, bool colours) {
  if (!probe.problem.empty())
    return coloured(padded("?", profile_width), "33", colours);
  if (contains(probe.layers, name))
    return coloured(padded("active", profile_width), "32", colours);
  const bool is_required = contains(probe.required, name);
  return coloured(padded(is_required ? "MISSING" : "missing", profile_width),
                  is_required ? "31" : "33", colours);
}

bool missing_somewhere(const layer_report& report, std::string_view name) {
  return std::any_of(report.probes.begin(), report.probes.end(), [name](const auto& probe) {
    return probe.problem.empty() && !contains(probe.layers, name);
  });
}

/// The missing layers, each with what brings it here.
std::map<std::string, std::string> mendings(const layer_report& report) {
  std::map<std::string, std::string> found;
  for (const auto name : job::layer_names)
    if (missing_somewhere(report, name))
      found[std::string(name)] = mending_of(name, report.machine);
  const auto runs_nothing = [](const auto& probe) { return !probe.problem.empty(); };
  if (std::ranges::any_of(report.probes, runs_nothing) && refuses_namespaces(report.machine))
    found["user_ns"] = mending_of("user_ns", report.machine);
  if (const auto cgroup = found.find("cgroup");
      cgroup != found.end() && !report.cgroup_problem.empty())
    cgroup->second += " (" + report.cgroup_problem + ")";
  return found;
}

std::string remedies(const layer_report& report) {
  std::string text;
  for (const auto& [name, mending] : mendings(report))
    text += "  " + name + ": " + mending + '\n';
  return text.empty() ? text : "\nWhat is missing, and what to do:\n" + text;
}

std::string problems(const layer_report& report) {
  std::string text;
  for (const auto& probe : report.probes)
    if (!probe.problem.empty())
      text += "\nProfile '" + probe.profile + "' cannot run programs: " + probe.problem + '\n';
  return text;
}

std::string not_preloaded(const layer_report& report) {
  std::string text;
  for (const auto& probe : report.probes)
    for (const auto& why : probe.preload_problems)
      text += "\nProfile '" + probe.profile + "' cannot preload " + printable(why) + '\n';
  return text;
}

std::string limits_are_held_by(const layer_report& report) {
  return report.cgroup_version == 0
             ? "\nMemory is limited by rlimits: for each process of a program, not for all "
               "together.\n"
             : "\nMemory and processes of a whole program are limited by cgroups of version "
                   + std::to_string(report.cgroup_version) + ".\n";
}

std::vector<std::string> missing_layers(const profile_probe& probe) {
  std::vector<std::string> names;
  for (const auto name : job::layer_names)
    if (!contains(probe.layers, name))
      names.emplace_back(name);
  return names;
}

void append_json(std::string& json, const layer_report& report) {
  job::object_writer all(json);
  all.boolean("ok", report.ok());
  all.boolean("is_root", report.machine.is_root);
  all.text("cgroup_problem", report.cgroup_problem);
  if (report.cgroup_version == 0)
    all.null("cgroup_version");
  else
    all.integer("cgroup_version", report.cgroup_version);
  std::string mending;
  {
    job::object_writer texts(mending);
    for (const auto& [name, text] : mendings(report))
      texts.text(name, text);
  }
  all.json("mend", mending);
  all.array("profiles", report.probes, [](std::string& out, const profile_probe& probe) {
    job::object_writer one(out);
    one.text("profile", probe.profile);
    one.boolean("ok", probe.ok());
    one.text("problem", probe.problem);
    one.array("preload_problems", probe.preload_problems, job::append_json_string);
    one.array("layers", probe.layers, job::append_json_string);
    one.array("required", probe.required, job::append_json_string);
    one.array("missing", missing_layers(probe), job::append_json_string);
  });
}

} // namespace

bool layer_report::ok() const {
  return std::all_of(probes.begin(), probes.end(), [](const auto& probe) { return probe.ok(); });
}

std::string to_table(const layer_report& report, bool colours) {
  std::string text = padded("layer", name_width) + padded("protects from", purpose_width);
  for (const auto& probe : report.probes)
    text += padded(probe.profile, profile_width);
  text += '\n';
  for (size_t i = 0; i < job::layer_names.size(); ++i) {
    text += padded(job::layer_names[i], name_width) + padded(protects_from[i], purpose_width);
    for (const auto& probe : report.probes)
      text += cell(probe, job::layer_names[i], colours);
    text += '\n';
  }
  text += problems(report) + not_preloaded(report) + remedies(report);
  text += limits_are_held_by(report);
  text += report.machine.is_root
              ? "Started as root: every slot runs as an unprivileged host user of its own.\n"
              : "Started as an ordinary user: programs run as this user, inside their jail.\n";
  return text
         + (report.ok() ? "All profiles can run programs.\n"
                        : "Not every profile can run programs as it requires.\n");
}

std::string to_json(const layer_report& report) {
  std::string json;
  append_json(json, report);
  return json;
}

} // namespace cordon::workers
