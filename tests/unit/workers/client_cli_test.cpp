// SPDX-License-Identifier: Apache-2.0
#include "cli.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace cordon::workers;

namespace {

template <class T>
T parsed(std::vector<std::string> arguments) {
  const auto outcome = parse_command_line(arguments);
  if (const auto* wrong = std::get_if<usage_error>(&outcome.command))
    UNSCOPED_INFO(wrong->text);
  REQUIRE(std::holds_alternative<T>(outcome.command));
  return std::get<T>(outcome.command);
}

/// The text of the usage error, without the line that leads to the help.
std::string wrong(std::vector<std::string> arguments) {
  const auto error = parsed<usage_error>(std::move(arguments));
  CHECK(error.exit_code == exit_code::usage);
  return error.text.substr(0, error.text.find('\n'));
}

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

} // namespace

TEST_CASE("worker and up take every setting and no argument", "[workers][cli]") {
  const auto worker = parsed<worker_options>(
      {"worker", "--config", "f", "--group", "g", "--session-result-ttl", "5", "--slots", "2"});
  CHECK(worker.configuration.config_file == "f");
  CHECK(
      worker.configuration.settings
      == setting_texts{{"intake.group", "g"}, {"session.result_ttl", "5"}, {"worker.slots", "2"}});
  CHECK(parsed<up_options>({"up", "--http-listen="}).configuration.settings
        == setting_texts{{"http.listen", ""}});
  CHECK(holds(wrong({"worker", "x"}), "one argument too many"));
}

TEST_CASE("up refuses brokers, and offers none", "[workers][cli]") {
  for (const char* flag : {"--bootstrap-servers", "--bootstrap-server"})
    CHECK(holds(wrong({"up", flag, "a:1"}),
                "cordon up: --bootstrap-servers: cordon up brings a broker of its own"));
  CHECK_FALSE(holds(parsed<help_request>({"up", "--help"}).text, "--bootstrap-server"));
  CHECK(holds(parsed<help_request>({"worker", "--help"}).text, "--bootstrap-server"));
  CHECK(wrong({"up", "--bootstrap-servr", "a:1"}) == "cordon up: unknown flag '--bootstrap-servr'");
  CHECK(parsed<up_options>({"up", "--kafka", "client.id=a"}).configuration.settings
        == setting_texts{{"kafka.client.id", "a"}});
}

TEST_CASE("a flag that lacks its table is told whole", "[workers][cli]") {
  CHECK(wrong({"worker", "--ordering", "key"})
        == "cordon worker: unknown flag '--ordering' (did you mean '--intake-ordering'?)");
  CHECK(holds(wrong({"worker", "--result-ttl=5"}), "did you mean '--session-result-ttl'?"));
}

TEST_CASE("properties of librdkafka are flags", "[workers][cli]") {
  const auto worker =
      parsed<worker_options>({"worker", "--bootstrap-server", "a:1", "--kafka",
                              "security.protocol=ssl", "--kafka=ssl.ca.location=/a=b"});
  CHECK(worker.configuration.settings
        == setting_texts{{"kafka.bootstrap.servers", "a:1"},
                         {"kafka.security.protocol", "ssl"},
                         {"kafka.ssl.ca.location", "/a=b"}});
  CHECK(holds(wrong({"worker", "--kafka", "nothing"}), "--kafka must be NAME=VALUE"));
  CHECK(holds(wrong({"worker", "--kafka", "=x"}), "--kafka must be NAME=VALUE"));
  CHECK(holds(wrong({"worker", "--kafka", "no.such=x"}), "no.such: librdkafka"));
  CHECK(holds(wrong({"worker", "--kafka", "bootstrap.server=a:1"}),
              "did you mean 'bootstrap.servers'?"));
  CHECK(holds(wrong({"submit", "a.py", "--bootstrap-servers="}), "not empty"));
  CHECK(holds(wrong({"run", "a.py", "--kafka", "a=b"}), "unknown flag '--kafka'"));
}

TEST_CASE("a secret stands in no usage error", "[workers][cli]") {
  const auto hidden = [](std::vector<std::string> arguments) {
    return !holds(wrong(std::move(arguments)), "hunter2");
  };
  CHECK(hidden({"worker", "--kafka", "retries=hunter2"}));
  CHECK(hidden({"worker", "--kafka", "socket.timeout.ms=hunter2"}));
  CHECK(hidden({"worker", "--session-redis", "http://u:hunter2@h"}));
  CHECK(hidden({"worker", "--session-redis", "redis://u:hunter2@h:port"}));
  CHECK(hidden({"worker", "--session-redis-password", std::string("hunter2\0", 8)}));
}

TEST_CASE("submit tells what a file is by its name", "[workers][cli]") {
  CHECK(parsed<submit_options>({"submit", "a.py"}).kind == submission_kind::program);
  CHECK(parsed<submit_options>({"submit", "a.json"}).kind == submission_kind::job);
  CHECK(parsed<submit_options>({"submit", "a.jsonl"}).kind == submission_kind::jobs);
  CHECK(parsed<submit_options>({"submit", "-"}).kind == submission_kind::jobs);
  CHECK(holds(wrong({"submit", "a.txt"}), "a program ends in .py"));
  CHECK(holds(wrong({"submit"}), "no file given"));
}

TEST_CASE("submit takes all its flags", "[workers][cli]") {
  const auto submit = parsed<submit_options>(
      {"submit", "a.py", "--context", "{}", "--file", "x=y", "--timeout", "2", "--profile", "open",
       "--key", "k", "--wait-timeout", "7.5", "--no-progress", "--jobs-topic", "j"});
  CHECK(submit.file == "a.py");
  CHECK(submit.files == std::vector<file_argument>{{"x", "y"}});
  CHECK(submit.timeout_seconds == 2);
  CHECK(submit.profile == "open");
  CHECK(submit.key == "k");
  CHECK(submit.wait_timeout_seconds == 7.5);
  CHECK(submit.no_progress);
  CHECK_FALSE(submit.no_wait);
  CHECK(submit.configuration.settings == setting_texts{{"intake.jobs_topic", "j"}});
}

TEST_CASE("flags of submit that make no sense together are refused", "[workers][cli]") {
  for (const char* flag : {"--context={}", "--file=x", "--stdin=x", "--timeout=1", "--profile=x"})
    CHECK(holds(wrong({"submit", "a.jsonl", flag}), "are for a program"));
  CHECK(holds(wrong({"submit", "-", "--no-wait", "--wait-timeout", "1"}), "exclude each other"));
  CHECK(holds(wrong({"submit", "-", "--wait-timeout", "0"}), "--wait-timeout must be"));
  CHECK(holds(wrong({"submit", "-", "--key="}), "--key must not be empty"));
  CHECK(holds(wrong({"submit", "-", "--jobs-topic", "a b"}), "a topic's name"));
  CHECK(holds(wrong({"submit", "-", "--slots", "2"}), "unknown flag '--slots'"));
}

TEST_CASE("result waits where it is told to, for ever or for seconds", "[workers][cli]") {
  CHECK_FALSE(parsed<result_options>({"result", "a"}).wait);
  for (const auto& arguments : std::vector<std::vector<std::string>>{{"result", "a", "--wait"},
                                                                     {"result", "--wait", "a"}}) {
    const auto result = parsed<result_options>(arguments);
    CHECK(result.id == "a");
    CHECK(result.wait);
    CHECK_FALSE(result.wait_seconds);
  }
  for (const auto& arguments : std::vector<std::vector<std::string>>{{"result", "7", "--wait", "5"},
                                                                     {"result", "--wait=5", "7"}}) {
    const auto result = parsed<result_options>(arguments);
    CHECK(result.id == "7");
    CHECK(result.wait_seconds == 5);
  }
  CHECK(holds(wrong({"result", "a", "--wait=soon"}), "--wait must be a number of seconds"));
  CHECK(holds(wrong({"result", "--wait", "5"}), "no id given"));
}

TEST_CASE("result and cancel take an id and a user", "[workers][cli]") {
  const auto result = parsed<result_options>(
      {"result", "--user", "u", "a", "--artifacts", "out", "--redis", "unix:///s"});
  CHECK(result.user == "u");
  CHECK(result.artifacts == "out");
  CHECK(result.configuration.settings == setting_texts{{"session.redis", "unix:///s"}});
  const auto cancel = parsed<cancel_options>({"cancel", "a", "--bootstrap-servers", "b:1"});
  CHECK(cancel.id == "a");
  CHECK_FALSE(cancel.user);
  CHECK(holds(wrong({"cancel"}), "no id given"));
  CHECK(holds(wrong({"cancel", "a", "b"}), "one argument too many: 'b'"));
  CHECK(holds(wrong({"result", std::string(257, 'a')}), "at most 256 bytes"));
  CHECK(holds(wrong({"result", "a", "--redis", "rediss://h"}), "rediss"));
}

TEST_CASE("topics create takes counts", "[workers][cli]") {
  const auto plain = parsed<topics_options>({"topics", "create", "--if-not-exists"});
  CHECK(plain.partitions == 12);
  CHECK(plain.replication_factor == -1);
  const auto topics = parsed<topics_options>(
      {"topics", "create", "--partitions", "3", "--replication-factor", "2"});
  CHECK(topics.partitions == 3);
  CHECK(topics.replication_factor == 2);
  CHECK(wrong({"topics"}) == "cordon topics: say what to do: create");
  CHECK(holds(wrong({"topics", "creat"}), "did you mean 'create'?"));
  CHECK(holds(wrong({"topics", "create", "--partitions", "0"}), "--partitions must be"));
}

TEST_CASE("dead letters are listed, shown and replayed", "[workers][cli]") {
  const auto list = parsed<dead_letters_options>({"dead-letters", "list", "--limit", "3"});
  CHECK(list.action == letters_action::list);
  CHECK(list.limit == 3);
  const auto show = parsed<dead_letters_options>({"dead-letters", "show", "2:17"});
  CHECK(show.action == letters_action::show);
  CHECK(show.at == letter_position{2, 17});
  const auto replay = parsed<dead_letters_options>({"dead-letters", "replay", "0:0"});
  CHECK(replay.action == letters_action::replay);
  CHECK(replay.at == letter_position{0, 0});
  CHECK_FALSE(parsed<dead_letters_options>({"dead-letters", "replay", "--all"}).at);
}

TEST_CASE("dead letters that are named wrongly are refused", "[workers][cli]") {
  for (const char* text : {"1", "1:", ":1", "1:2:3", "a:1", "1:b", "99999999999:1", "1:+2", " 1:2"})
    CHECK(holds(wrong({"dead-letters", "show", text}), "PARTITION:OFFSET, for instance 0:17"));
  CHECK(holds(wrong({"dead-letters", "replay"}), "or all with --all"));
  CHECK(holds(wrong({"dead-letters", "replay", "0:1", "--all"}), "exclude each other"));
  CHECK(holds(wrong({"dead-letters", "show"}), "no dead letter given"));
  CHECK(holds(wrong({"dead-letters", "lst"}), "did you mean 'list'?"));
  CHECK(holds(wrong({"dead-letters", "list", "--limit", "0"}), "--limit must be"));
  CHECK(holds(wrong({"dead-letters"}), "say what to do: list, show, replay"));
}
