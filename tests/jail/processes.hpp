// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <sys/types.h>
#include <vector>

namespace cordon::test {

/// Processes that are alive (no zombies) and belong to one of `count` host users from `first` on.
std::vector<pid_t> processes_of_users(uint32_t first, uint32_t count);

/// Processes that are alive and call themselves `name`, of at most 15 characters.
std::vector<pid_t> processes_named(const std::string& name);

/// The names of those that are alive and call themselves something that begins so, sorted.
std::vector<std::string> living_names(const std::string& beginning);

/// Whether it is there and no zombie.
bool is_alive(pid_t pid);

/// Living children of a process.
std::vector<pid_t> children_of(pid_t parent);

/// Living children of it, their children and so on.
std::vector<pid_t> descendants_of(pid_t ancestor);

/// Waits until something holds; false when it did not within a generous time.
bool eventually(const std::function<bool()>& holds,
                std::chrono::milliseconds patience = std::chrono::seconds(20));

/// Control groups of the worker `pid` that are there now, in any hierarchy.
std::vector<std::string> cgroup_folders_of(pid_t pid);

/// The mounts that this process sees, one a line.
std::string mounts();

/// Open descriptors of this process.
size_t open_descriptors();

} // namespace cordon::test
