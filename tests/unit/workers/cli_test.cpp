// SPDX-License-Identifier: Apache-2.0
#include "cli.hpp"

#include <array>
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
  CHECK(error.text.find("--help'.") != std::string::npos);
  return error.text.substr(0, error.text.find('\n'));
}

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

} // namespace

TEST_CASE("run takes a file and nothing else is set", "[workers][cli]") {
  const auto run = parsed<run_options>({"run", "a.py"});
  CHECK(run.file == "a.py");
  CHECK(run.jobs_file.empty());
  CHECK(run.context_json == "{}");
  CHECK(run.files.empty());
  CHECK(run.stdin_file.empty());
  CHECK_FALSE(run.timeout_seconds);
  CHECK(run.profile == "default");
  CHECK_FALSE(run.no_progress);
  CHECK(run.configuration.config_file.empty());
  CHECK(run.configuration.settings.empty());
}

TEST_CASE("run takes all its flags, before and after the file", "[workers][cli]") {
  const auto run =
      parsed<run_options>({"run", "--context", R"({"a": [1]})", "--file", "x/in.csv", "-", "--file",
                           "b=c.txt", "--stdin", "in.txt", "--timeout", "2.5", "--profile=data",
                           "--no-progress", "--config", "f", "--artifacts", "out"});
  CHECK(run.artifacts == "out");
  CHECK(run.file == "-");
  CHECK(run.context_json == R"({"a": [1]})");
  CHECK(run.files == std::vector<file_argument>{{"x/in.csv", "in.csv"}, {"b", "c.txt"}});
  CHECK(run.stdin_file == "in.txt");
  CHECK(run.timeout_seconds == 2.5);
  CHECK(run.profile == "data");
  CHECK(run.no_progress);
  CHECK(run.configuration.config_file == "f");
}

TEST_CASE("run takes a file of jobs", "[workers][cli]") {
  const auto run = parsed<run_options>({"run", "--jobs", "-", "--slots", "8"});
  CHECK(run.file.empty());
  CHECK(run.jobs_file == "-");
  CHECK(run.configuration.settings == setting_texts{{"worker.slots", "8"}});
}

TEST_CASE("arguments come as main gets them, too", "[workers][cli]") {
  const std::array<const char*, 3> argv = {"cordon", "run", "a.py"};
  const auto outcome = parse_command_line(3, argv.data());
  CHECK(std::get<run_options>(outcome.command).file == "a.py");
  CHECK(std::holds_alternative<usage_error>(parse_command_line(0, nullptr).command));
}

TEST_CASE("names with odd characters stay whole", "[workers][cli]") {
  const auto run = parsed<run_options>({"run", "--file", "[a,b]", "--file", "d=e=f", "[x].py"});
  CHECK(run.files == std::vector<file_argument>{{"[a,b]", "[a,b]"}, {"d=e", "f"}});
  CHECK(run.file == "[x].py");
  CHECK(parsed<run_options>({"run", "--", "-x.py"}).file == "-x.py");
  CHECK(parsed<run_options>({"run", "--context=@ctx.json", "a"}).context_json == "@ctx.json");
}

TEST_CASE("every setting is a flag, some under a second name", "[workers][cli]") {
  const auto run = parsed<run_options>({"run", "a.py", "--audit", "x.jsonl", "--worker-slots", "2",
                                        "--execution-runner", "/p", "--log-level=debug"});
  CHECK(run.configuration.settings
        == setting_texts{{"audit.file", "x.jsonl"},
                         {"execution.runner", "/p"},
                         {"worker.log_level", "debug"},
                         {"worker.slots", "2"}});
  CHECK(parsed<run_options>({"run", "--audit=", "a.py"}).configuration.settings
        == setting_texts{{"audit.file", ""}});
}

TEST_CASE("the last of a repeated flag counts", "[workers][cli]") {
  const auto run = parsed<run_options>(
      {"run", "a", "--timeout", "1", "--timeout", "2", "--slots", "1", "--worker-slots", "3"});
  CHECK(run.timeout_seconds == 2);
  CHECK(run.configuration.settings.at("worker.slots") == "3");
}

TEST_CASE("run without a program, or with two, is a usage error", "[workers][cli]") {
  CHECK(holds(wrong({"run"}), "no program given; name its file"));
  CHECK(wrong({"run", "a", "b"}) == "cordon run: one argument too many: 'b'");
  CHECK(holds(wrong({"run", "a", "--jobs", "b"}), "exclude each other"));
  CHECK(wrong({"run", ""}) == "cordon run: FILE must not be empty");
  CHECK(holds(wrong({"run", "-", "--stdin", "-"}), "can't both come from standard input"));
}

TEST_CASE("flags for one program do not go with a file of jobs", "[workers][cli]") {
  for (const char* flag : {"--context={}", "--file=x", "--stdin=x", "--timeout=1", "--profile=x"})
    CHECK(holds(wrong({"run", "--jobs", "j", flag}), "are for a single program"));
}

TEST_CASE("a bad value of a flag is named with what would be right", "[workers][cli]") {
  for (const char* text : {"0", "-1", "nan", "inf", "1s", "1e9", "0x10"})
    CHECK(holds(wrong({"run", "a", "--timeout", text}),
                "--timeout must be a number of seconds from 0.001 to 86400, not"));
  for (const char* text : {"[1]", "{", "@", "nothing"})
    CHECK(holds(wrong({"run", "a", "--context", text}), "--context must be a JSON object"));
  for (const char* text : {"=x", "x=", "a/", ""})
    CHECK(holds(wrong({"run", "a", "--file", text}), "--file must be PATH or PATH=NAME"));
  CHECK(wrong({"run", "a", "--slots", "0"})
        == "cordon run: --worker-slots: slots must be a whole number from 1 to 4096, not 0");
  CHECK(holds(wrong({"doctor", "--log-level", "loud"}), "log_level must be one of trace, debug"));
}

TEST_CASE("an empty or absent value of a flag is named", "[workers][cli]") {
  for (const char* flag :
       {"--jobs", "--context", "--stdin", "--timeout", "--profile", "--config"}) {
    CHECK(wrong({"run", "a", flag}) == "cordon run: " + std::string(flag) + " needs a value");
    CHECK(wrong({"run", std::string(flag) + "=", "a"})
          == "cordon run: " + std::string(flag) + " must not be empty");
  }
  CHECK(holds(wrong({"doctor", "--json=maybe"}), "takes no value"));
}

TEST_CASE("an unknown flag is named with the nearest", "[workers][cli]") {
  CHECK(wrong({"run", "a", "--contxt", "{}"})
        == "cordon run: unknown flag '--contxt' (did you mean '--context'?)");
  CHECK(wrong({"run", "a", "--slot=3"})
        == "cordon run: unknown flag '--slot' (did you mean '--slots'?)");
  CHECK(wrong({"doctor", "-j"}) == "cordon doctor: unknown flag '-j'");
}

TEST_CASE("doctor takes its flags and no argument", "[workers][cli]") {
  CHECK_FALSE(parsed<doctor_options>({"doctor"}).json);
  const auto doctor = parsed<doctor_options>({"doctor", "--json", "--config", "f"});
  CHECK(doctor.json);
  CHECK(doctor.configuration.config_file == "f");
  CHECK(holds(wrong({"doctor", "x"}), "one argument too many: 'x'"));
}

TEST_CASE("commands of later parts are refused by name", "[workers][cli]") {
  for (const char* command : {"audit", "chat", "mcp"})
    CHECK(wrong({command, "--help"})
          == "cordon: '" + std::string(command)
                 + "' is not delivered in this version; delivered: run, worker, up, submit, "
                   "result, cancel, topics, dead-letters, doctor");
}

TEST_CASE("an unknown command is named with what was probably meant", "[workers][cli]") {
  CHECK(holds(wrong({"rnu", "a.py"}), "did you mean 'run'?"));
  CHECK(holds(wrong({"docter"}), "did you mean 'doctor'?"));
  CHECK(holds(wrong({"a.py"}), "did you mean 'cordon run a.py'?"));
  CHECK(holds(wrong({"--config", "f", "run"}), "'--config' stands where a command belongs"));
  CHECK(holds(wrong({}), "no command given"));
  CHECK(holds(wrong({""}), "unknown command ''"));
}

TEST_CASE("help tells a newcomer the commands, an example and the exit codes", "[workers][cli]") {
  for (const auto& arguments : std::vector<std::vector<std::string>>{{"--help"},
                                                                     {"-h"},
                                                                     {"help"},
                                                                     {"run", "--help"},
                                                                     {"run", "a", "-h"},
                                                                     {"worker", "--help"},
                                                                     {"up", "--help"},
                                                                     {"submit", "--help"},
                                                                     {"result", "-h"},
                                                                     {"cancel", "--help"},
                                                                     {"topics", "--help"},
                                                                     {"topics", "create", "-h"},
                                                                     {"dead-letters", "--help"},
                                                                     {"dead-letters", "show", "-h"},
                                                                     {"doctor", "--help"}}) {
    const auto text = parsed<help_request>(arguments).text;
    for (const char* part : {"cordon ", "Example", "Exit codes:", "  2  ", "  130  "})
      CHECK(holds(text, part));
    CHECK(text.ends_with("\n"));
  }
  const auto text = parsed<help_request>({"run", "--help"}).text;
  for (const char* flag : {"--jobs", "--context", "--file", "--stdin", "--timeout", "--profile",
                           "--no-progress", "--config", "--slots", "--audit"})
    CHECK(holds(text, flag));
}

TEST_CASE("the version can be asked for", "[workers][cli]") {
  CHECK(std::holds_alternative<version_request>(
      parse_command_line(std::vector<std::string>{"--version"}).command));
}
