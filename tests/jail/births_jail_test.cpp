// SPDX-License-Identifier: Apache-2.0
#include "io/tally.hpp"
#include "jail/cgroup_mounts.hpp"
#include "jail/jailed_process.hpp"
#include "jail/nursery.hpp"
#include "pipeline.hpp"
#include "processes.hpp"
#include "temporary_folder.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <csignal>
#include <sys/stat.h>
#include <unistd.h>

namespace cordon::test {

namespace {

constexpr const char* about_setting = "execution.runner";

/// What the worker heard of one that was to be born.
struct jail_to_be {
  tally heard;
  std::string ready_problem;
  std::string end;
  std::unique_ptr<jail::jailed_process> process;
};

/// A zygote of this build, without a pipeline around it.
class zygote_alone {
public:
  zygote_alone() {
    end_shared_pipeline(); // so that this process has one child
    loop_.run_and_wait([&] {
      nursery_ = jail::nursery::make(loop_, CORDON_RUNNER);
      zygote_ = nursery_->start(setup_).value();
    });
  }
  ~zygote_alone() {
    loop_.run_and_wait([&] {
      for (auto& one : asked_)
        one->process.reset();
      zygote_.reset();
      nursery_.reset();
    });
  }

  /// Asks for a jail; what is heard of it.
  jail_to_be& ask() {
    auto& one = *asked_.emplace_back(std::make_unique<jail_to_be>());
    loop_.run_and_wait([&] {
      one.process =
          jail::jailed_process::start(loop_, zygote_, setup_, {},
                                      {.on_ready =
                                           [&one](const jail::ready& message, const auto&) {
                                             one.ready_problem = message.problem;
                                             one.heard.add();
                                           },
                                       .on_frame = [](std::string_view, const auto&) {},
                                       .on_end =
                                           [&one](const error& why) {
                                             one.end = why.what;
                                             one.heard.add();
                                           }})
              .value();
    });
    return one;
  }

  pid_t pid() const {
    const auto children = children_of(getpid());
    return children.size() == 1 ? children.front() : -1;
  }

private:
  jail::setup setup_;
  io::event_loop loop_;
  std::shared_ptr<jail::nursery> nursery_;
  std::shared_ptr<jail::zygote> zygote_;
  std::vector<std::unique_ptr<jail_to_be>> asked_;
};

/// A cgroup of version 1 in which nothing more is forked than was taken in.
class full_cgroup {
public:
  full_cgroup() {
    const auto mounts = jail::find_cgroup_mounts();
    if (!mounts.pids)
      return;
    folder_ = mounts.pids->mount + "/cordon-test-full-" + std::to_string(getpid());
    outside_ = mounts.pids->own_folder();
    if (mkdir(folder_.c_str(), 0755) != 0)
      folder_.clear();
  }
  ~full_cgroup() {
    if (!folder_.empty())
      rmdir(folder_.c_str());
  }
  full_cgroup(const full_cgroup&) = delete;
  full_cgroup& operator=(const full_cgroup&) = delete;

  bool is_there() const { return !folder_.empty(); }
  void take_in(pid_t process) {
    audit::write_file(folder_ + "/cgroup.procs", std::to_string(process));
    audit::write_file(folder_ + "/pids.max", "1");
  }
  void let_out(pid_t process) {
    audit::write_file(outside_ + "/cgroup.procs", std::to_string(process));
  }

private:
  std::string folder_;
  std::string outside_;
};

} // namespace

TEST_CASE("a jail that could not be forked says so, and the zygote goes on", "[zygote][births]") {
  if (geteuid() != 0)
    SKIP("needs root, to limit a zygote");
  full_cgroup full;
  if (!full.is_there())
    SKIP("no cgroups of version 1 that this user may make");
  zygote_alone zygote;
  CHECK(zygote.ask().heard.reaches(1)); // it is warm
  const auto pid = zygote.pid();
  REQUIRE(pid > 0);
  full.take_in(pid);
  auto& refused = zygote.ask();
  CHECK(refused.heard.reaches(1));
  full.let_out(pid);
  CHECK(refused.ready_problem.find("cannot fork a jail") != std::string::npos);
  auto& next = zygote.ask();
  CHECK(next.heard.reaches(1));
  CHECK(next.ready_problem.empty());
}

TEST_CASE("only where nobody was ever born is the setting in doubt", "[zygote][births]") {
  zygote_alone zygote;
  const bool was_warm = GENERATE(false, true);
  if (was_warm)
    CHECK(zygote.ask().heard.reaches(1));
  const auto pid = zygote.pid();
  REQUIRE(pid > 0);
  kill(pid, SIGSTOP);
  auto& unborn = zygote.ask();
  kill(pid, SIGKILL);
  CHECK(unborn.heard.reaches(1));
  INFO(unborn.end);
  CHECK((unborn.end.find(about_setting) == std::string::npos) == was_warm);
}

} // namespace cordon::test
