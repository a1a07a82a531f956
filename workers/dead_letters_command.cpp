// SPDX-License-Identifier: Apache-2.0
#include "dead_letters_command.hpp"

#include "client_configuration.hpp"
#include "command_producer.hpp"
#include "dead_letter.hpp"
#include "kafka_client.hpp"
#include "letter_walk.hpp"
#include "newest_letters.hpp"
#include "printable.hpp"
#include "stop_signals.hpp"

#include <atomic>
#include <cstdio>
#include <functional>
#include <memory>
#include <unistd.h>

namespace cordon::workers {

namespace {

/// What is handed to the producer before its reports are waited for.
constexpr size_t max_waiting_records = 1'000;
constexpr size_t max_waiting_bytes = 32 << 20;
constexpr auto delivery_patience = std::chrono::seconds(60);

bool print(const std::string& line) {
  return std::puts(line.c_str()) >= 0;
}

class letters_run {
public:
  letters_run(const dead_letters_options& options, const configuration& configuration,
              topic_reader& reader, const stop_signals& signals)
      : options_(options), configuration_(configuration), reader_(reader), signals_(signals),
        topic_(dead_letter_topic(configuration)) {}

  exit_code run() {
    const auto code = act();
    if (signals_.seen())
      return exit_code::interrupted;
    if (code == exit_code::succeeded && (std::fflush(stdout) != 0 || std::ferror(stdout) != 0))
      return complain({errc::system, "it cannot be written", "standard output"},
                      exit_code::unavailable);
    return code;
  }

private:
  exit_code act() {
    switch (options_.action) {
    case letters_action::list:
      return list();
    case letters_action::show:
      return with_one([](const job::record& record) {
        print(shown(record, isatty(STDOUT_FILENO) != 0));
        return exit_code::succeeded;
      });
    case letters_action::replay:
      return replay();
    }
    return exit_code::usage;
  }

  exit_code list() {
    const bool on_terminal = isatty(STDOUT_FILENO) != 0;
    const auto line_of = [&](const dead_letter& letter) {
      return on_terminal ? to_row(letter) : to_json(letter);
    };
    if (on_terminal)
      print(letters_head());
    newest_letters newest(options_.limit.value_or(0));
    const auto take = [&](const job::record& record) {
      auto letter = describe(record);
      if (!options_.limit)
        return print(line_of(letter));
      newest.add(std::move(letter));
      return true;
    };
    const auto walked = walk_letters(reader_, topic_, options_.limit, go_on(), take);
    for (const auto& letter : newest.take())
      if (!print(line_of(letter)))
        break;
    return walked ? exit_code::succeeded : complain(walked.error(), code_of(walked.error()));
  }

  template <class Act>
  exit_code with_one(Act act) {
    const auto found = find_letter(reader_, topic_, *options_.at, go_on());
    if (!found)
      return complain(found.error(), found.error().code == errc::not_found
                                         ? exit_code::not_succeeded
                                         : code_of(found.error()));
    return act(*found);
  }

  exit_code replay() {
    auto producer = make_command_producer(configuration_, "replay");
    if (!producer)
      return complain(producer.error(), code_of(producer.error()));
    producer_ = *std::move(producer);
    if (options_.at)
      return with_one([this](const job::record& record) {
        send(record);
        return end_of_replay();
      });
    const auto walked = walk_letters(reader_, topic_, std::nullopt, go_on(),
                                     [this](const job::record& record) { return send(record); });
    const auto code = end_of_replay();
    return walked ? code : complain(walked.error(), code_of(walked.error()));
  }

  /// False where the broker takes nothing any more.
  bool send(const job::record& record) {
    auto original = replay_of(record, configuration_.intake.jobs_topic);
    if (!original) {
      not_replayed(original.error().text());
      return true;
    }
    producer_->send(*std::move(original),
                    [this, at = to_string(record.at)](const kafka::delivery& done) {
                      if (done.delivered)
                        ++replayed_;
                      else
                        not_replayed(at + ": the broker refused it: " + done.why);
                    });
    const bool is_full = producer_->waiting() >= max_waiting_records
                         || producer_->waiting_bytes() >= max_waiting_bytes;
    return !is_full || producer_->flush(delivery_patience);
  }

  void not_replayed(const std::string& why) {
    ++not_replayed_;
    std::fprintf(stderr, "cordon: %s\n", printable(why).c_str());
  }

  exit_code end_of_replay() {
    const bool all_told = producer_->flush(delivery_patience);
    std::printf("replayed %llu, not replayed %llu\n",
                static_cast<unsigned long long>(replayed_.load()),
                static_cast<unsigned long long>(not_replayed_.load()));
    if (!all_told)
      return complain({errc::peer_died,
                       "the broker did not take " + std::to_string(producer_->waiting())
                           + " records in time; they may or may not be there",
                       ""},
                      exit_code::unavailable);
    return not_replayed_ > 0 ? exit_code::not_succeeded : exit_code::succeeded;
  }

  std::function<bool()> go_on() const {
    return [this] { return !signals_.seen(); };
  }

  const dead_letters_options& options_;
  const configuration& configuration_;
  topic_reader& reader_;
  const stop_signals& signals_;
  const std::string topic_;
  std::atomic<uint64_t> replayed_{0};
  std::atomic<uint64_t> not_replayed_{0};
  std::unique_ptr<kafka::producer> producer_; ///< must go before what its callbacks use
};

} // namespace

exit_code dead_letters(const dead_letters_options& options) {
  const auto configuration = load_client_configuration(options.configuration);
  if (!configuration)
    return complain(configuration.error(), exit_code::usage);
  const stop_signals signals([] {});
  auto reader = topic_reader::connect(configuration->kafka, server_patience);
  if (!reader)
    return complain(reader.error(), code_of(reader.error()));
  return letters_run(options, *configuration, **reader, signals).run();
}

} // namespace cordon::workers
