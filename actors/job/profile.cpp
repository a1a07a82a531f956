// SPDX-License-Identifier: Apache-2.0
#include "job/profile.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <span>
#include <string_view>

namespace cordon::job {

namespace {

using names = std::vector<std::string>;

/// Modules that compute and touch nothing else.
constexpr auto pure_modules = std::to_array<std::string_view>(
    {"__future__",  "abc",         "array",      "base64",    "bisect",      "calendar",
     "cmath",       "collections", "contextlib", "copy",      "dataclasses", "datetime",
     "decimal",     "enum",        "fractions",  "functools", "hashlib",     "heapq",
     "itertools",   "json",        "math",       "numbers",   "operator",    "random",
     "re",          "statistics",  "string",     "textwrap",  "time",        "typing",
     "unicodedata", "uuid"});

/// What `data` has beyond `default`: files inside the work folder, and tables.
constexpr auto file_modules =
    std::to_array<std::string_view>({"csv", "io", "pathlib", "tempfile", "zipfile"});
constexpr auto table_packages = std::to_array<std::string_view>({"matplotlib", "numpy", "pandas"});

/// What drawing takes: matplotlib starts a thread when it looks for fonts, which a program that may
/// have but one can't, and takes a second for it all.
constexpr auto drawing_modules =
    std::to_array<std::string_view>({"matplotlib.backends.backend_agg", "matplotlib.pyplot"});

/// What scripts at large import first: loading it once per runner saves each of them the time.
constexpr auto script_modules = std::to_array<std::string_view>(
    {"argparse", "inspect", "io", "linecache", "logging", "os", "pathlib", "shutil", "struct",
     "sys", "tempfile", "threading", "traceback", "types", "warnings", "weakref"});

constexpr auto forbidden_modules = std::to_array<std::string_view>({"asyncio",
                                                                    "code",
                                                                    "codeop",
                                                                    "ctypes",
                                                                    "dbm",
                                                                    "dill",
                                                                    "ftplib",
                                                                    "gc",
                                                                    "glob",
                                                                    "http",
                                                                    "httpx",
                                                                    "imp",
                                                                    "importlib",
                                                                    "inspect",
                                                                    "io",
                                                                    "marshal",
                                                                    "multiprocessing",
                                                                    "os",
                                                                    "pathlib",
                                                                    "pickle",
                                                                    "requests",
                                                                    "runpy",
                                                                    "shelve",
                                                                    "shutil",
                                                                    "smtplib",
                                                                    "socket",
                                                                    "sqlite3",
                                                                    "subprocess",
                                                                    "sys",
                                                                    "tempfile",
                                                                    "threading",
                                                                    "urllib"});

/// Calls that turn text into code or reach every name there is, and names that lead to them.
constexpr auto forbidden_calls = std::to_array<std::string_view>(
    {"__build_class__", "__builtins__", "__import__", "__loader__", "__spec__", "breakpoint",
     "compile", "eval", "exec", "globals", "locals", "open", "vars"});

/// Attributes that lead from any object to the interpreter's insides. `__class__`, `__dict__` and
/// `__module__` are not among them: honest programs are full of them, and on their own they lead
/// no further than the program's own objects.
constexpr auto forbidden_members = std::to_array<std::string_view>(
    {"__base__",         "__bases__",   "__builtins__", "__closure__",    "__code__", "__func__",
     "__getattribute__", "__globals__", "__import__",   "__loader__",     "__mro__",  "__reduce__",
     "__reduce_ex__",    "__self__",    "__spec__",     "__subclasses__", "ag_code",  "ag_frame",
     "cr_code",          "cr_frame",    "f_back",       "f_builtins",     "f_code",   "f_globals",
     "f_locals",         "gi_code",     "gi_frame",     "gi_yieldfrom",   "mro",      "tb_frame",
     "tb_next"});

constexpr auto redacted_kinds = std::to_array<std::string_view>(
    {"us_ssn", "payment_card", "email_address", "aws_access_key", "aws_secret_key",
     "openai_api_key", "generic_api_key", "generic_secret", "private_key", "database_url"});

/// The names of all the lists together.
names all_of(std::initializer_list<std::span<const std::string_view>> lists) {
  names all;
  for (const auto list : lists)
    all.insert(all.end(), list.begin(), list.end());
  return all;
}

names without(names from, std::span<const std::string_view> removed) {
  std::erase_if(
      from, [&](const auto& name) { return std::ranges::find(removed, name) != removed.end(); });
  return from;
}

std::shared_ptr<const names> sorted(names list) {
  std::ranges::sort(list);
  return std::make_shared<const names>(std::move(list));
}

profile default_profile() {
  profile policy;
  policy.name = default_profile_name;
  policy.ceiling.timeout = std::chrono::seconds(60);
  policy.ceiling.max_memory_bytes = 1024ull << 20;
  policy.ceiling.max_output_bytes = 1'000'000;
  policy.ceiling.max_file_bytes = 64ull << 20;
  policy.preload = all_of({pure_modules});
  policy.allowed_imports = sorted(policy.preload);
  policy.source.forbidden_imports = all_of({forbidden_modules});
  policy.source.forbidden_functions = all_of({forbidden_calls});
  policy.source.forbidden_attributes = all_of({forbidden_members});
  policy.redaction.kinds = all_of({redacted_kinds});
  return policy;
}

profile data_profile() {
  constexpr std::array<std::string_view, 1> opening{"open"};
  profile policy = default_profile();
  policy.name = "data";
  policy.preload = all_of({pure_modules, file_modules, table_packages, drawing_modules});
  policy.allowed_imports = sorted(all_of({pure_modules, file_modules, table_packages}));
  policy.source.forbidden_imports = without(all_of({forbidden_modules}), file_modules);
  policy.source.forbidden_functions = without(all_of({forbidden_calls}), opening);
  return policy;
}

profile open_profile() {
  profile policy = default_profile();
  policy.name = "open";
  policy.defaults.max_processes = 16;
  policy.ceiling.max_processes = 64;
  policy.any_import = true;
  policy.allowed_imports = sorted({});
  policy.preload = all_of({pure_modules, script_modules});
  policy.source = {};
  policy.source.enabled = false;
  policy.optional = {true, true, true, true};
  policy.redact_by_default = false;
  return policy;
}

} // namespace

profile_map builtin_profiles() {
  profile_map profiles;
  for (auto&& policy : {default_profile(), data_profile(), open_profile()})
    profiles.emplace(policy.name, std::make_shared<const profile>(policy));
  return profiles;
}

} // namespace cordon::job
