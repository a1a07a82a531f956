// SPDX-License-Identifier: Apache-2.0
#include "profile_keys.hpp"

#include "job/job_limits.hpp"
#include "job/layers.hpp"

#include <array>
#include <cmath>

namespace cordon::workers {

namespace {

constexpr std::array<std::string_view, 4> check_names = {"syntax", "policy", "output", "redaction"};

constexpr double max_memory_mb = 1 << 20;
constexpr double max_output_bytes = 1 << 30;
constexpr double max_file_bytes = 1ll << 40;
constexpr double max_processes = 4'096;
constexpr double max_operations = 10'000'000;

using setter = void (*)(profile_draft&, const key_value&);

std::chrono::milliseconds duration(const key_value& value) {
  return std::chrono::milliseconds{std::llround(std::get<double>(value) * 1'000)};
}

template <class Count = uint64_t>
Count count(const key_value& value) {
  return static_cast<Count>(std::get<int64_t>(value));
}

bool flag(const key_value& value) {
  return std::get<bool>(value);
}

const std::vector<std::string>& names(const key_value& value) {
  return std::get<std::vector<std::string>>(value);
}

constexpr profile_key seconds_key(std::string_view name, std::string_view literal,
                                  std::string_view help, setter set) {
  return {{.name = name,
           .kind = value_kind::seconds,
           .min = 0.001,
           .max = 86'400,
           .unit = "seconds of wall time",
           .default_literal = literal,
           .help = help},
          set};
}

constexpr profile_key count_key(std::string_view name, double max, std::string_view unit,
                                std::string_view literal, std::string_view help, setter set,
                                bool is_about_source = false) {
  return {{.name = name,
           .kind = value_kind::count,
           .min = 1,
           .max = max,
           .unit = unit,
           .default_literal = literal,
           .help = help},
          set,
          is_about_source};
}

/// As a job's own: no interpreter starts with less.
constexpr profile_key memory_key(std::string_view name, std::string_view literal,
                                 std::string_view help, setter set) {
  auto key = count_key(name, max_memory_mb, "MB of 1,048,576 bytes", literal, help, set);
  key.key.min = job::min_memory_mb;
  return key;
}

constexpr profile_key flag_key(std::string_view name, std::string_view literal,
                               std::string_view help, setter set, bool is_about_source = false) {
  return {{.name = name, .kind = value_kind::flag, .default_literal = literal, .help = help},
          set,
          is_about_source};
}

constexpr profile_key list_key(std::string_view name, value_kind kind, std::string_view literal,
                               std::string_view words, std::string_view help, setter set,
                               bool is_about_source = false) {
  return {{.name = name,
           .kind = kind,
           .default_literal = literal,
           .default_words = words,
           .help = help},
          set,
          is_about_source};
}

constexpr profile_key choice_key(std::string_view name, std::span<const std::string_view> choices,
                                 std::string_view help, setter set) {
  return {{.name = name,
           .kind = value_kind::names,
           .choices = choices,
           .default_literal = "[]",
           .help = help},
          set};
}

using draft = profile_draft;
using value = key_value;

constexpr std::string_view as_base = "the base's";

const auto all_keys = std::to_array<profile_key>({
    seconds_key("timeout_seconds", "10",
                "How long a program may run where its job does not say. Then it is killed and the "
                "job is answered timed_out.",
                [](draft& d, const value& v) { d.profile.defaults.timeout = duration(v); }),
    seconds_key("max_timeout_seconds", "60",
                "The most that a job may ask for; a job that asks for more is rejected.",
                [](draft& d, const value& v) { d.profile.ceiling.timeout = duration(v); }),
    memory_key(
        "memory_mb", "256",
        "Memory of a program and all it starts, files in its folders included, where its job "
        "does not say. Beyond it allocations fail or the program is killed.",
        [](draft& d, const value& v) { d.profile.defaults.max_memory_bytes = count(v) << 20; }),
    memory_key(
        "max_memory_mb", "1024",
        "The most that a job may ask for. Slots times this is what the machine may need.",
        [](draft& d, const value& v) { d.profile.ceiling.max_memory_bytes = count(v) << 20; }),
    count_key("output_bytes", max_output_bytes, "bytes of stdout and of stderr, each", "100000",
              "How much output is kept where the job does not say. The rest is dropped, and the "
              "result says so.",
              [](draft& d, const value& v) { d.profile.defaults.max_output_bytes = count(v); }),
    count_key("max_output_bytes", max_output_bytes, "bytes of stdout and of stderr, each",
              "1000000", "The most that a job may ask for.",
              [](draft& d, const value& v) { d.profile.ceiling.max_output_bytes = count(v); }),
    count_key(
        "file_bytes", max_file_bytes, "bytes", "16777216",
        "All files of a program together, those in its work folder, /tmp and /dev/shm, where the "
        "job does not say. Beyond it writing fails.",
        [](draft& d, const value& v) { d.profile.defaults.max_file_bytes = count(v); }),
    count_key("max_file_bytes", max_file_bytes, "bytes", "67108864",
              "The most that a job may ask for. Files lie in memory.",
              [](draft& d, const value& v) { d.profile.ceiling.max_file_bytes = count(v); }),
    count_key(
        "processes", max_processes, "processes and threads", "1",
        "Processes and threads of a program where the job does not say. Beyond it fork and "
        "thread start fail.",
        [](draft& d, const value& v) { d.profile.defaults.max_processes = count<uint32_t>(v); }),
    count_key(
        "max_processes", max_processes, "processes and threads", "1",
        "The most that a job may ask for.",
        [](draft& d, const value& v) { d.profile.ceiling.max_processes = count<uint32_t>(v); }),
    list_key("allowed_imports", value_kind::modules, "[\"json\", \"math\"]", as_base,
             "The modules that programs may import, with their submodules, in place of the base's.",
             [](draft& d, const value& v) { d.allow_only(names(v)); }),
    // Before forbidden_imports: it lifts what the base forbids, not what this table forbids itself.
    list_key("extra_imports", value_kind::modules, "[]", "",
             "Modules that programs may import as well. What the base forbids of them is forbidden "
             "no longer, so look at what they can reach.",
             [](draft& d, const value& v) { d.allow_too(names(v)); }),
    list_key(
        "forbidden_imports", value_kind::modules, "[\"ctypes\", \"os\", \"socket\"]", as_base,
        "Modules whose import is refused wherever it stands in the source, in place of the "
        "base's.",
        [](draft& d, const value& v) { d.profile.source.forbidden_imports = names(v); }, true),
    list_key(
        "forbidden_functions", value_kind::names, "[\"eval\", \"exec\", \"open\"]", as_base,
        "Names that the source must not call or refer to, in place of the base's.",
        [](draft& d, const value& v) { d.profile.source.forbidden_functions = names(v); }, true),
    list_key(
        "forbidden_attributes", value_kind::names, "[\"__globals__\", \"__subclasses__\"]", as_base,
        "Names that must not follow a dot in the source, in place of the base's.",
        [](draft& d, const value& v) { d.profile.source.forbidden_attributes = names(v); }, true),
    count_key(
        "max_operations", max_operations, "nodes of the syntax tree", "200000",
        "Longer programs are rejected.",
        [](draft& d, const value& v) { d.profile.source.max_operations = count<uint32_t>(v); },
        true),
    flag_key(
        "allow_getattr", "true", "Whether the source may use getattr and hasattr.",
        [](draft& d, const value& v) { d.profile.source.allow_getattr = flag(v); }, true),
    flag_key(
        "allow_setattr", "false", "Whether the source may use setattr and delattr.",
        [](draft& d, const value& v) { d.profile.source.allow_setattr = flag(v); }, true),
    list_key(
        "preload", value_kind::modules, "[\"json\"]", as_base,
        "Modules that a runner loads before its first job: programs import them at no cost, and "
        "every runner holds them in memory. cordon doctor and a starting worker tell of those that "
        "can't be loaded.",
        [](draft& d, const value& v) {
          d.profile.preload = names(v);
          d.profile.names_preload = true;
        }),
    {{.name = "packages",
      .kind = value_kind::path,
      .may_be_empty = true,
      .default_literal = "\"\"",
      .default_words = "empty: the system's packages",
      .help = "A virtual environment whose packages programs see, read-only."},
     [](draft& d, const value& v) { d.profile.packages = std::get<std::string>(v); }},
    list_key(
        "egress", value_kind::targets, "[]", "",
        "What programs may reach over TCP where their job has enable_network. Without, no job "
        "may ask for a network. Whoever may submit a job may use these with the worker's place "
        "in the network.",
        [](draft& d, const value& v) { d.reach_only(names(v)); }),
    choice_key("require", job::layer_names,
               "Layers of the sandbox without which this profile refuses to start; 'cordon doctor' "
               "names those that this machine has.",
               [](draft& d, const value& v) { d.profile.require = names(v); }),
    flag_key("redact", "true",
             "Whether sensitive data is removed from the output where the job does not say.",
             [](draft& d, const value& v) { d.profile.redact_by_default = flag(v); }),
    list_key("redaction_kinds", value_kind::names, "[\"openai_api_key\", \"us_ssn\"]", as_base,
             "What counts as sensitive, in place of the base's.",
             [](draft& d, const value& v) { d.profile.redaction.kinds = names(v); }),
    flag_key("strict", "false",
             "Whether sensitive data in the output fails the job (OutputValidationError).",
             [](draft& d, const value& v) { d.profile.redaction.strict = flag(v); }),
    choice_key("optional_checks", check_names, "Checks that a job may switch off.",
               [](draft& d, const value& v) { d.make_optional(names(v)); }),
});

} // namespace

std::span<const profile_key> profile_keys() {
  return all_keys;
}

} // namespace cordon::workers
