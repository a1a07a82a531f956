// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>
#include <string>

namespace {

using names = std::set<std::string>;

std::string text_of(const std::filesystem::path& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

/// What `pattern` captures, all over `text`.
void add_matches(names& to, const std::string& text, const std::regex& pattern) {
  for (std::sregex_iterator at(text.begin(), text.end(), pattern), end; at != end; ++at)
    to.insert((*at)[1]);
}

/// The first names in calls of log_event.
names events_in_sources() {
  const std::regex call(R"re(log_event\([^";]*"([a-z_]+)")re");
  names found;
  for (const auto* folder : {"/actors", "/workers"})
    for (const auto& file :
         std::filesystem::recursive_directory_iterator(std::string(CORDON_SOURCE_DIR) + folder))
      if (file.path().extension() == ".cpp")
        add_matches(found, text_of(file.path()), call);
  return found;
}

/// The first cells of the table of events.
names events_in_docs() {
  const auto page = text_of(CORDON_SOURCE_DIR "/docs/operations.md");
  const auto begin = page.find("| `event` |");
  REQUIRE(begin != std::string::npos);
  std::istringstream table(page.substr(begin, page.find("\n\n", begin) - begin));
  names found;
  std::string row;
  std::getline(table, row); // the head
  while (std::getline(table, row))
    add_matches(found, row.substr(0, row.find('|', 1)), std::regex("`([a-z_]+)`"));
  return found;
}

names without(names all, const names& others) {
  std::erase_if(all, [&](const auto& one) { return others.contains(one); });
  return all;
}

} // namespace

TEST_CASE("the operator's page tells of every event in the log", "[job][log]") {
  const auto told = events_in_docs();
  const auto logged = events_in_sources();
  CHECK(logged.size() > 40);
  CHECK(without(logged, told) == names{});
  CHECK(without(told, logged) == names{});
}
