// SPDX-License-Identifier: Apache-2.0
#include "cli_parsers.hpp"
#include "cli_text.hpp"
#include "command_line.hpp"
#include "key_format.hpp"
#include "nearest.hpp"

#include <algorithm>
#include <charconv>

namespace cordon::workers {

namespace {

using arguments = std::span<const std::string>;

constexpr std::array<std::string_view, 3> heeded_by_result = {"worker.log_level", "session.redis",
                                                              "session.redis_password"};
constexpr std::array<std::string_view, 3> heeded_by_cancel = {"kafka", "worker.log_level",
                                                              "intake.control_topic"};
constexpr std::array<std::string_view, 8> heeded_by_topics = {"kafka",
                                                              "worker.log_level",
                                                              "intake.jobs_topic",
                                                              "intake.control_topic",
                                                              "publish.reply_topic",
                                                              "publish.events_topic",
                                                              "publish.audit_topic",
                                                              "publish.dead_letter_topic"};
constexpr std::array<std::string_view, 4> heeded_by_dead_letters = {
    "kafka", "worker.log_level", "intake.jobs_topic", "publish.dead_letter_topic"};

constexpr size_t longest_id = 256;

constexpr key_format wait_format{
    .name = "--wait", .kind = value_kind::seconds, .min = 0, .max = 31'536'000};
constexpr key_format partitions_format{
    .name = "--partitions", .kind = value_kind::count, .min = 1, .max = 10'000};
constexpr key_format replication_format{
    .name = "--replication-factor", .kind = value_kind::count, .min = 1, .max = 100};
constexpr key_format limit_format{
    .name = "--limit", .kind = value_kind::count, .min = 1, .max = 1'000'000};

/// The number in `text` where there is one.
template <class Number>
expected<std::optional<Number>> number_in(const key_format& format,
                                          const std::optional<std::string>& text) {
  if (!text)
    return std::nullopt;
  const auto value = from_text(format, *text);
  if (!value)
    return tl::unexpected(value.error());
  if (format.kind == value_kind::seconds)
    return static_cast<Number>(std::get<double>(*value));
  return static_cast<Number>(std::get<int64_t>(*value));
}

/// "" where `id` may be a job's.
std::string problem_of_id(const std::string& id, const std::string& example) {
  if (id.empty())
    return "no id given; for instance '" + example + "'";
  if (id.size() > longest_id)
    return "an id has at most 256 bytes, this one has " + std::to_string(id.size());
  return {};
}

bool is_number(const std::string& text) {
  return !text.empty() && text.find_first_not_of("0123456789.") == std::string::npos;
}

/// "--wait 5" as "--wait=5": a word that is no number is the id.
std::vector<std::string> with_joined_wait(arguments args) {
  std::vector<std::string> out;
  for (const auto& argument : args)
    if (!out.empty() && out.back() == "--wait" && is_number(argument))
      out.back() += '=' + argument;
    else
      out.push_back(argument);
  return out;
}

std::optional<letter_position> to_position(const std::string& text) {
  letter_position at;
  const char* const end = text.data() + text.size();
  const auto partition = std::from_chars(text.data(), end, at.partition);
  if (partition.ec != std::errc{} || partition.ptr == end || *partition.ptr != ':')
    return std::nullopt;
  const auto offset = std::from_chars(partition.ptr + 1, end, at.offset);
  if (offset.ec != std::errc{} || offset.ptr != end || at.partition < 0 || at.offset < 0)
    return std::nullopt;
  return at;
}

/// Help of `command`, or what is wrong where none of its `actions` is named.
cli_outcome no_action(arguments args, const std::string& command, std::string_view description,
                      std::string_view footer, std::span<const std::string_view> actions) {
  if (!args.empty() && (args.front() == "--help" || args.front() == "-h")) {
    command_line line(command, description, footer);
    return *line.parse(args.first(1));
  }
  if (args.empty())
    return usage(command, "say what to do: " + listed(actions));
  return usage(command, "unknown action '" + args.front() + "'"
                            + did_you_mean(args.front(), actions) + "; known: " + listed(actions));
}

struct action_name {
  std::string_view name;
  letters_action action;
};
constexpr std::array<action_name, 3> letters_actions = {{{"list", letters_action::list},
                                                         {"show", letters_action::show},
                                                         {"replay", letters_action::replay}}};
constexpr std::array<std::string_view, 3> letters_action_names = {"list", "show", "replay"};

/// What the command line of `dead-letters` says, before sense is made of it.
struct letters_texts {
  std::string position;
  std::optional<std::string> limit;
  bool all = false;
};

void add_letters_flags(command_line& line, letters_texts& texts, letters_action action) {
  if (action == letters_action::list) {
    line.add_text("--limit", texts.limit, "COUNT", "Show the last so many (default: all)");
    return;
  }
  // CLI11 takes no name with a colon.
  line.add_argument("POSITION", texts.position,
                    "Where the dead letter lies, PARTITION:OFFSET, as 'list' shows it");
  if (action == letters_action::replay)
    line.add_switch("--all", texts.all, "Replay all that are there now");
}

expected<void> read_letters_texts(const letters_texts& texts, dead_letters_options& into) {
  const auto limit = number_in<uint64_t>(limit_format, texts.limit);
  if (!limit)
    return tl::unexpected(limit.error());
  into.limit = *limit;
  if (into.action == letters_action::list)
    return {};
  const bool is_replay = into.action == letters_action::replay;
  if (texts.all && !texts.position.empty())
    return fail(errc::bad_input, "--all and a position exclude each other; leave one of them out");
  if (texts.all)
    return {};
  if (texts.position.empty())
    return fail(errc::bad_input, std::string("no dead letter given; name it as PARTITION:OFFSET")
                                     + (is_replay ? ", or all with --all" : ""));
  into.at = to_position(texts.position);
  if (!into.at)
    return fail(errc::bad_input,
                "a dead letter is named as PARTITION:OFFSET, for instance 0:17, not '"
                    + texts.position + "'");
  return {};
}

} // namespace

cli_outcome parse_result(arguments args) {
  result_options options;
  std::optional<std::string> wait;
  std::optional<std::string> artifacts;
  command_line line("cordon result", cli_text::result_description, cli_text::result_footer);
  line.add_argument("ID", options.id, "The job's id");
  line.add_text("--user", options.user, "USER", "The job's user_id (default: it had none)");
  line.add_optional_text("--wait", wait,
                         "Wait until the result is there, or only so many SECONDS: --wait=5");
  line.add_text("--artifacts", artifacts, "FOLDER",
                "Write the files that the program left below this folder, which is made where "
                "missing; a file that is there is not overwritten");
  line.add_configuration(options.configuration, heeded_by_result);
  if (auto answer = line.parse(with_joined_wait(args)))
    return *std::move(answer);
  if (const auto what = problem_of_id(options.id, "cordon result ID"); !what.empty())
    return line.wrong(what);
  options.wait = wait.has_value();
  if (wait == "true")
    wait.reset();
  const auto seconds = number_in<double>(wait_format, wait);
  if (!seconds)
    return line.wrong(seconds.error().text());
  options.wait_seconds = *seconds;
  options.artifacts = artifacts.value_or("");
  return {std::move(options)};
}

cli_outcome parse_cancel(arguments args) {
  cancel_options options;
  command_line line("cordon cancel", cli_text::cancel_description, cli_text::cancel_footer);
  line.add_argument("ID", options.id, "The job's id");
  line.add_text("--user", options.user, "USER", "The job's user_id (default: it had none)");
  line.add_configuration(options.configuration, heeded_by_cancel);
  if (auto answer = line.parse(args))
    return *std::move(answer);
  if (const auto what = problem_of_id(options.id, "cordon cancel ID"); !what.empty())
    return line.wrong(what);
  return {std::move(options)};
}

cli_outcome parse_topics(arguments args) {
  static constexpr std::array<std::string_view, 1> actions = {"create"};
  if (args.empty() || args.front() != "create")
    return no_action(args, "cordon topics", cli_text::topics_description, cli_text::topics_footer,
                     actions);
  topics_options options;
  std::optional<std::string> partitions;
  std::optional<std::string> replication;
  bool if_not_exists = true;
  command_line line("cordon topics create", cli_text::topics_description, cli_text::topics_footer);
  line.add_text("--partitions", partitions, "COUNT",
                "Of the topics of jobs, replies, events and dead letters (default: 12)");
  line.add_text("--replication-factor", replication, "COUNT",
                "Copies of each topic (default: the broker's default)");
  line.add_switch("--if-not-exists", if_not_exists, "Leave topics alone that exist: the default");
  line.add_configuration(options.configuration, heeded_by_topics);
  if (auto answer = line.parse(args.subspan(1)))
    return *std::move(answer);
  const auto parts = number_in<int>(partitions_format, partitions);
  if (!parts)
    return line.wrong(parts.error().text());
  const auto copies = number_in<int>(replication_format, replication);
  if (!copies)
    return line.wrong(copies.error().text());
  options.partitions = parts->value_or(options.partitions);
  options.replication_factor = copies->value_or(options.replication_factor);
  return {std::move(options)};
}

cli_outcome parse_dead_letters(arguments args) {
  const auto known =
      std::find_if(letters_actions.begin(), letters_actions.end(), [&](const action_name& one) {
        return !args.empty() && one.name == args.front();
      });
  if (known == letters_actions.end())
    return no_action(args, "cordon dead-letters", cli_text::dead_letters_description,
                     cli_text::dead_letters_footer, letters_action_names);
  dead_letters_options options;
  options.action = known->action;
  letters_texts texts;
  command_line line("cordon dead-letters " + std::string(known->name),
                    cli_text::dead_letters_description, cli_text::dead_letters_footer);
  add_letters_flags(line, texts, options.action);
  line.add_configuration(options.configuration, heeded_by_dead_letters);
  if (auto answer = line.parse(args.subspan(1)))
    return *std::move(answer);
  if (const auto good = read_letters_texts(texts, options); !good)
    return line.wrong(good.error().text());
  return {std::move(options)};
}

} // namespace cordon::workers
