// SPDX-License-Identifier: Apache-2.0
// Needs numpy and matplotlib: deploy/install-packages --tests.
#include "command.hpp"
#include "job/base64.hpp"
#include "pipeline.hpp"
#include "temporary_folder.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <vector>

namespace cordon::test {

namespace {

using json = nlohmann::json;

json run_data(const std::string& code) {
  return shared_pipeline().run({{"profile", "data"}, {"code", code}});
}

uint32_t big_endian(const std::string& bytes, size_t at) {
  uint32_t value = 0;
  for (size_t i = at; i < at + sizeof value; ++i)
    value = value << 8 | static_cast<uint8_t>(bytes.at(i));
  return value;
}

/// A folder of packages with one module. Not below /tmp, which a jail has of its own.
class own_packages {
public:
  own_packages(const std::string& name, const std::string& source) {
    std::string made = "/var/tmp/cordon-test-XXXXXX";
    REQUIRE(mkdtemp(made.data()) != nullptr);
    folder_ = made;
    const auto version = run_command({"/usr/bin/python3", "-c",
                                      "import sysconfig\n"
                                      "print(sysconfig.get_python_version(), end='')"});
    const auto site = folder_ / "lib" / ("python" + version.out) / "site-packages";
    std::filesystem::create_directories(site);
    std::filesystem::permissions(folder_, std::filesystem::perms(0755));
    audit::write_file(site / (name + ".py"), source);
  }
  ~own_packages() {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  own_packages(const own_packages&) = delete;
  own_packages& operator=(const own_packages&) = delete;

  std::string folder() const { return folder_.string(); }

private:
  std::filesystem::path folder_;
};

} // namespace

TEST_CASE("a program of the profile data draws a plot, which comes back as a picture", "[data]") {
  // Twice: the first one must leave nothing that the second needs.
  for (int round = 0; round < 2; ++round) {
    const auto result = run_data(R"(
import numpy as np
import matplotlib.pyplot as plt
x = np.linspace(0, 2 * np.pi, 200)
plt.figure(figsize=(4, 3), dpi=100)
plt.plot(x, np.sin(x), label='sine')
plt.title('A sine')
plt.legend()
plt.savefig('sine.png')
float(np.sin(x).max().round(3)))");
    INFO(shown(result));
    CHECK(result["status"] == "succeeded");
    CHECK(result["stderr"] == "");
    CHECK(result["return_value"] == 1.0);
    REQUIRE(result["artifacts"].size() == 1);
    const auto& one = result["artifacts"][0];
    CHECK(one["name"] == "sine.png");
    CHECK(one["media_type"] == "image/png");
    const auto png = job::decode_base64(one["data_base64"].get<std::string>());
    REQUIRE(png);
    CHECK(png->size() == one["size"]);
    REQUIRE(png->size() > 1'000);
    CHECK(png->starts_with("\x89PNG\r\n\x1a\n"));
    CHECK(big_endian(*png, 8) == 13);
    CHECK(png->substr(12, 4) == "IHDR");
    CHECK(big_endian(*png, 16) == 400);
    CHECK(big_endian(*png, 20) == 300);
    CHECK(png->substr(png->size() - 8, 4) == "IEND");
  }
}

TEST_CASE("numpy computes, and its random numbers are each job's own", "[data]") {
  const std::string code = R"(
import numpy as np
a = np.arange(40_000.0).reshape(200, 200)
product = a @ a.T
[float(product[3, 5]), float(np.linalg.solve(np.eye(9) * 2, np.ones(9)).sum()), float(np.random.rand())])";
  const auto first = run_data(code)["return_value"];
  const auto second = run_data(code)["return_value"];
  INFO(shown(first) << shown(second));
  CHECK(first[0] == 154'486'700.0);
  CHECK(first[1] == 4.5);
  CHECK(first[2] != second[2]);
}

TEST_CASE("numpy starts no threads, which a program of one process may not have", "[data]") {
  const auto result = run_open("import numpy\n1", {{"limits", {{"max_processes", 1}}}});
  INFO(shown(result));
  CHECK(result["return_value"] == 1);
  CHECK(result["stderr"] == "");
}

TEST_CASE("a thread that a preloaded module starts has ended before the first job", "[data]") {
  const own_packages packages("lingering", R"(
import threading, time
log = []
def run():
    time.sleep(0.05)
    open('/tmp/cache', 'w').write('a module may write while it is loaded')
    log.append('ended')
threading.Thread(target=run).start()
)");
  auto profiles = job::builtin_profiles();
  auto policy = std::make_shared<job::profile>(*profiles.at("open"));
  policy->packages = packages.folder();
  policy->preload = {"lingering"};
  profiles["open"] = policy;
  end_shared_pipeline();
  const auto jobs = make_pipeline({.profiles = profiles, .slots = 1});
  const auto result = jobs->run(
      {{"profile", "open"}, {"code", "import lingering, os\n[lingering.log, os.listdir('/tmp')]"}});
  INFO(shown(result));
  CHECK(result["return_value"] == json{{"ended"}, json::array()});
}

TEST_CASE("a module of the profile's packages comes before the system's of the same name, and "
          "behind the standard library's",
          "[data]") {
  const own_packages packages("numpy", "origin = 'the environment'\n");
  auto profiles = job::builtin_profiles();
  auto policy = std::make_shared<job::profile>(*profiles.at("open"));
  policy->packages = packages.folder();
  for (const auto& preload : {std::vector<std::string>{}, std::vector<std::string>{"numpy"}}) {
    policy->preload = preload;
    profiles["open"] = std::make_shared<job::profile>(*policy);
    const auto jobs = make_pipeline({.profiles = profiles, .slots = 1});
    const auto result = jobs->run({{"profile", "open"}, {"code", R"(
import numpy, os, sys
site = os.path.dirname(numpy.__file__)
[getattr(numpy, 'origin', site), sys.path.index(site) > sys.path.index(os.path.dirname(os.__file__)),
 [p for p in sys.path[:sys.path.index(site)] if p.endswith('dist-packages')]])"}});
    INFO(shown(result));
    CHECK(result["return_value"] == json{"the environment", true, json::array()});
  }
}

TEST_CASE("what a preloaded module takes away from all programs is named", "[data]") {
  const own_packages packages("taking", "import json\ndel json.loads\n");
  auto profiles = job::builtin_profiles();
  auto policy = std::make_shared<job::profile>(*profiles.at("open"));
  policy->packages = packages.folder();
  policy->preload = {"taking"};
  profiles["open"] = policy;
  const auto jobs = make_pipeline({.profiles = profiles, .slots = 1});
  const auto result = jobs->run({{"profile", "open"}, {"code", "1"}});
  INFO(shown(result));
  CHECK(result["status"] == "failed");
  CHECK(result["error_message"].get<std::string>().find("AttributeError: ") != std::string::npos);
}

} // namespace cordon::test
