// SPDX-License-Identifier: Apache-2.0
#include "command_line.hpp"

#include "kafka_settings.hpp"
#include "nearest.hpp"
#include "wrapped.hpp"

#include <algorithm>

namespace cordon::workers {

namespace {

constexpr size_t flag_columns = 34;
constexpr size_t help_columns = 66;
constexpr const char* settings_group = "Settings, over those of the environment and the file";

/// CLI11 indents what follows a newline, but breaks no lines.
std::string help_text(std::string_view text) {
  return wrapped(text, help_columns);
}

std::string first_sentence(std::string_view text) {
  text = text.substr(0, text.find(". "));
  return std::string(text.substr(0, text.find_last_not_of('.') + 1));
}

std::string value_name_of(const key_format& key) {
  switch (key.kind) {
  case value_kind::count:
    return "COUNT";
  case value_kind::seconds:
    return "SECONDS";
  case value_kind::path:
  case value_kind::file:
    return "PATH";
  case value_kind::topic:
    return "TOPIC";
  case value_kind::topics:
    return "TOPIC,…";
  case value_kind::listen:
    return "HOST:PORT";
  case value_kind::redis:
    return "ADDRESS";
  default:
    return key.choices.empty() ? "TEXT" : "NAME";
  }
}

/// Arguments as CLI11 wants them: the last one first, and "--audit=" as two, since it would take
/// the next argument for the value otherwise.
std::vector<std::string> reversed(std::span<const std::string> arguments) {
  std::vector<std::string> out;
  bool may_be_flag = true;
  for (const auto& argument : arguments) {
    may_be_flag = may_be_flag && argument != "--";
    const bool is_cut =
        may_be_flag && argument.starts_with("--") && argument.find('=') == argument.size() - 1;
    out.push_back(is_cut ? argument.substr(0, argument.size() - 1) : argument);
    if (is_cut)
      out.emplace_back();
  }
  std::reverse(out.begin(), out.end());
  return out;
}

} // namespace

cli_outcome usage(const std::string& command, const std::string& what) {
  return {usage_error{command + ": " + what + "\nSee '" + command + " --help'."}};
}

command_line::command_line(std::string name, std::string_view description, std::string_view footer)
    : name_(std::move(name)), app_(std::string(description) + "\n", name_) {
  app_.footer("\n" + std::string(footer));
  app_.set_help_flag("-h,--help", "Print this text and exit");
  // What CLI11 can't place is named by us, with the nearest flag.
  app_.allow_extras();
  app_.get_formatter()->column_width(flag_columns);
}

void command_line::add_argument(const std::string& name, std::string& into,
                                const std::string& help) {
  const auto take = [this, name, &into](const std::string& text) {
    if (text.empty())
      note(name + " must not be empty");
    into = text;
  };
  app_.add_option_function<std::string>(name, take, help_text(help))->type_name("");
}

void command_line::add_text(const std::string& flag, std::optional<std::string>& into,
                            const std::string& value_name, const std::string& help) {
  const auto take = [this, flag, &into](const std::string& text) {
    if (text.empty())
      note(flag + " must not be empty");
    into = text;
  };
  app_.add_option_function<std::string>(flag, take, help_text(help))
      ->type_name(value_name)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
}

void command_line::add_texts(const std::string& flag, std::vector<std::string>& into,
                             const std::string& value_name, const std::string& help) {
  // One value an occurrence: what follows is the program's name.
  app_.add_option(flag, into, help_text(help))->type_name(value_name)->allow_extra_args(false);
}

void command_line::add_switch(const std::string& flag, bool& into, const std::string& help) {
  app_.add_flag(flag, into, help_text(help));
}

void command_line::add_optional_text(const std::string& flag, std::optional<std::string>& into,
                                     const std::string& help) {
  app_.add_flag(flag, into, help_text(help))->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
}

void command_line::add_refused(const std::string& flag, const std::string& why) {
  const auto refuse = [this, why, name = flag.substr(0, flag.find(','))](const std::string&) {
    note(name + ": " + why);
  };
  app_.add_option_function<std::string>(flag, refuse)->group(""); // not in the help
}

void command_line::add_configuration(configuration_flags& into,
                                     std::span<const std::string_view> heeded) {
  const auto is_heeded = [&](std::string_view name) {
    return std::find(heeded.begin(), heeded.end(), name) != heeded.end();
  };
  const auto take = [this, &into](const std::string& text) {
    if (text.empty())
      note("--config must not be empty");
    into.config_file = text;
  };
  app_.add_option_function<std::string>("--config", take,
                                        help_text("Read this configuration (TOML)"))
      ->type_name("FILE")
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
  if (is_heeded("kafka"))
    add_brokers(into.settings);
  if (is_heeded("kafka") || is_heeded("kafka.properties"))
    add_kafka(into.settings);
  for (const auto& s : settings())
    if (is_heeded(s.table) || is_heeded(name_of(s)))
      add_setting(s, into.settings)->group(settings_group);
}

void command_line::add_brokers(setting_texts& into) {
  const auto take_brokers = [this, &into](const std::string& text) {
    take_property("--bootstrap-servers", "bootstrap.servers", text, into);
  };
  app_.add_option_function<std::string>("--bootstrap-servers,--bootstrap-server", take_brokers,
                                        help_text("Where the brokers are; many between commas"))
      ->type_name("HOST:PORT")
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast)
      ->group(settings_group);
}

void command_line::add_kafka(setting_texts& into) {
  const auto take = [this, &into](const std::vector<std::string>& texts) {
    for (const auto& text : texts)
      if (const auto property = split_kafka_flag(text))
        take_property("--kafka", property->first, property->second, into);
      else
        note(property.error().what);
  };
  app_.add_option_function<std::vector<std::string>>(
          "--kafka", take,
          help_text("A property of librdkafka under its own name; may be repeated"))
      ->type_name("NAME=VALUE")
      ->allow_extra_args(false)
      ->group(settings_group);
}

void command_line::take_property(const std::string& flag, const std::string& name,
                                 const std::string& value, setting_texts& into) {
  configuration unused;
  if (const auto good = set_kafka_property(name, value, unused); !good)
    note(flag + ": " + good.error().what);
  into[std::string(kafka_prefix) + name] = value;
}

CLI::Option* command_line::add_setting(const setting& s, setting_texts& into) {
  std::string flags = flag_of(s);
  if (!s.short_flag.empty())
    flags.append(",").append(s.short_flag);
  const auto take = [this, &s, &into](const std::string& text) {
    if (const auto value = from_text(s.key, text); !value)
      note(flag_of(s) + ": " + value.error().what);
    into[name_of(s)] = text;
  };
  return app_.add_option_function<std::string>(flags, take, help_text(first_sentence(s.key.help)))
      ->type_name(value_name_of(s.key))
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
}

std::optional<cli_outcome> command_line::parse(std::span<const std::string> arguments) {
  try {
    app_.parse(reversed(arguments));
  } catch (const CLI::CallForHelp&) {
    return cli_outcome{help_request{app_.help()}};
  } catch (const CLI::ArgumentMismatch& e) {
    const std::string_view what = e.what(); // "--timeout: 1 required SECONDS missing"
    return wrong(std::string(what.substr(0, what.find(':'))) + " needs a value");
  } catch (const CLI::ConversionError&) {
    return wrong("a flag that takes no value has one; leave out the '=' and what follows");
  } catch (const CLI::Error& e) {
    return wrong(e.what());
  }
  auto rest = app_.remaining();
  std::erase(rest, "--");
  if (!rest.empty())
    return left_over(rest);
  if (first_problem_)
    return wrong(*first_problem_);
  return std::nullopt;
}

cli_outcome command_line::left_over(const std::vector<std::string>& rest) const {
  const auto is_flag = [](const std::string& text) { return text.size() > 1 && text[0] == '-'; };
  const auto flag = std::find_if(rest.begin(), rest.end(), is_flag);
  if (flag == rest.end())
    return wrong("one argument too many: '" + rest.front() + "'");
  std::vector<std::string> flags;
  for (const auto* option : app_.get_options())
    for (const auto& name : option->get_lnames())
      if (!option->get_group().empty())
        flags.push_back("--" + name);
  const std::vector<std::string_view> known(flags.begin(), flags.end());
  const std::string unknown = flag->substr(0, flag->find('='));
  // Most flags begin with their table, which is what people leave out: "--ordering".
  const std::string end = unknown.substr(1);
  const auto longer = std::find_if(known.begin(), known.end(),
                                   [&](std::string_view name) { return name.ends_with(end); });
  if (unknown.starts_with("--") && end.size() > 1 && longer != known.end())
    return wrong("unknown flag '" + unknown + "' (did you mean '" + std::string(*longer) + "'?)");
  return wrong("unknown flag '" + unknown + "'" + did_you_mean(unknown, known));
}

void command_line::note(std::string what) {
  if (!first_problem_)
    first_problem_ = std::move(what);
}

} // namespace cordon::workers
