// SPDX-License-Identifier: Apache-2.0
#include "cordon_command.hpp"
#include "jail/cgroup_mounts.hpp"
#include "temporary_folder.hpp"

#include <array>
#include <catch2/catch_test_macros.hpp>
#include <sys/stat.h>
#include <unistd.h>

namespace cordon::test {

namespace {

using json = nlohmann::json;

constexpr const char* small_memory = "209715200";

/// A cgroup of version 1 with little memory, for a worker to make its own in.
class small_cgroup {
public:
  small_cgroup() : name_("/cordon-test-" + std::to_string(getpid())) {
    const auto mounts = jail::find_cgroup_mounts();
    if (!mounts.memory || !mounts.pids)
      return;
    folders_ = {mounts.memory->mount + name_, mounts.pids->mount + name_};
    is_there_ = true;
    for (const auto& folder : folders_)
      is_there_ = mkdir(folder.c_str(), 0755) == 0 && is_there_;
    if (is_there_)
      audit::write_file(folders_[0] + "/memory.limit_in_bytes", small_memory);
  }

  ~small_cgroup() {
    for (const auto& folder : folders_)
      rmdir(folder.c_str());
  }

  small_cgroup(const small_cgroup&) = delete;
  small_cgroup& operator=(const small_cgroup&) = delete;

  bool is_there() const { return is_there_; }
  const std::string& name() const { return name_; }

private:
  std::string name_;
  std::array<std::string, 2> folders_;
  bool is_there_ = false;
};

} // namespace

TEST_CASE("a want of memory above its cgroup leaves a program alone that the kernel leaves alone",
          "[limits][cgroup]") {
  const small_cgroup cgroup;
  if (!cgroup.is_there())
    SKIP("no cgroups of version 1 that this user may make");
  const json limits{{"max_memory_mb", 1'000}, {"timeout_seconds", 50}};
  const json small{{"id", "small"},
                   {"profile", "open"},
                   {"limits", limits},
                   {"code", "import time\ntime.sleep(3)\nprint('lived on')"}};
  const json large{{"id", "large"}, {"profile", "open"}, {"limits", limits}, {"code", R"(
import os, time
time.sleep(0.5)
if os.fork() == 0:
    x = bytearray(400 << 20)
    for i in range(0, len(x), 4096): x[i] = 1
os.wait()
time.sleep(40)
)"}};
  std::string after;
  for (const char* id : {"after", "then"})
    after += json{{"id", id}, {"profile", "open"}, {"code", "print('well')"}}.dump() + '\n';
  const auto run = run_cordon("run", {"--execution-cgroup-root", cgroup.name(), "--jobs", "-"},
                              small.dump() + '\n' + large.dump() + '\n' + after);
  INFO(run.out << run.err);
  auto results = parse_results(run.out);
  CHECK(results["large"]["error_type"] == "ResourceLimitError");
  CHECK(results["large"]["details"]["resource"] == "memory");
  CHECK(results["large"]["execution_time_seconds"] < 30);
  CHECK(results["small"]["stdout"] == "lived on\n");
  for (const char* id : {"after", "then"})
    CHECK(results[id]["stdout"] == "well\n");
}

} // namespace cordon::test
