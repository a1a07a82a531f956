// SPDX-License-Identifier: Apache-2.0
#include "embedded_broker.hpp"

#include "io/unique_fd.hpp"
#include "kafka/handles.hpp"
#include "kafka/properties.hpp"

#include <cerrno>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <fcntl.h>
#include <librdkafka/rdkafka_mock.h>
#include <optional>
#include <poll.h>
#include <unistd.h>

namespace cordon::workers {

namespace {

using mock_cluster = kafka::handle<rd_kafka_mock_cluster_t, rd_kafka_mock_cluster_destroy>;
using clock = std::chrono::steady_clock;

constexpr auto patience = std::chrono::seconds(10);
constexpr size_t max_address = 256;

/// The line that the child prints; nothing where it ends or is silent for too long.
std::optional<std::string> read_line(int fd) {
  const auto deadline = clock::now() + patience;
  std::string line;
  while (line.size() < max_address) {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(deadline - clock::now());
    pollfd ready{fd, POLLIN, 0};
    if (left.count() <= 0
        || (poll(&ready, 1, static_cast<int>(left.count())) < 0 && errno != EINTR))
      return std::nullopt;
    if (ready.revents == 0)
      continue;
    char one = 0;
    if (read(fd, &one, 1) <= 0)
      return std::nullopt;
    if (one == '\n')
      return line;
    line += one;
  }
  return std::nullopt;
}

std::optional<broker_topic> to_topic(const std::string& text) {
  const size_t equals = text.rfind('=');
  if (equals == 0 || equals == std::string::npos)
    return std::nullopt;
  broker_topic topic{text.substr(0, equals), 0};
  const char* end = text.data() + text.size();
  const auto [at, problem] = std::from_chars(text.data() + equals + 1, end, topic.partitions);
  if (problem != std::errc() || at != end || topic.partitions < 1)
    return std::nullopt;
  return topic;
}

exit_code complain(const std::string& what) {
  std::fprintf(stderr, "cordon embedded-broker: %s\n", what.c_str());
  return exit_code::not_succeeded;
}

/// An empty text where all topics are there.
std::string create_topics(rd_kafka_mock_cluster_t& cluster, std::span<const std::string> topics) {
  for (const auto& text : topics) {
    const auto topic = to_topic(text);
    if (!topic)
      return "'" + text + "' is not NAME=PARTITIONS";
    const auto failed =
        rd_kafka_mock_topic_create(&cluster, topic->name.c_str(), topic->partitions, 1);
    if (failed != RD_KAFKA_RESP_ERR_NO_ERROR)
      return "cannot create the topic " + topic->name + ": " + rd_kafka_err2str(failed);
  }
  return {};
}

} // namespace

expected<embedded_broker> embedded_broker::start(const std::vector<broker_topic>& topics,
                                                 const std::string& program) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0)
    return system_failure("cannot make a pipe", "pipe2", errno);
  const io::unique_fd read_end(ends[0]);
  io::unique_fd write_end(ends[1]);
  std::vector<std::string> arguments{"embedded-broker"};
  for (const auto& topic : topics)
    arguments.push_back(topic.name + '=' + std::to_string(topic.partitions));
  auto process = companion_process::start(program, arguments, write_end.get(), true);
  if (!process)
    return tl::unexpected<error>(process.error());
  write_end.reset();
  auto address = read_line(read_end.get());
  if (!address)
    return fail(errc::peer_died, "the embedded broker does not serve; its own words are above");
  return embedded_broker(*std::move(process), *std::move(address));
}

exit_code serve_embedded_broker(std::span<const std::string> topics) {
  auto conf = kafka::make_configuration({}, {}, {});
  if (!conf)
    return complain(conf.error().text());
  const auto client = kafka::make_client(RD_KAFKA_PRODUCER, *std::move(conf));
  if (!client)
    return complain(client.error().text());
  const mock_cluster cluster(rd_kafka_mock_cluster_new(client->get(), 1));
  if (!cluster)
    return complain("librdkafka makes no mock cluster");
  if (const auto problem = create_topics(*cluster, topics); !problem.empty())
    return complain(problem);
  std::printf("%s\n", rd_kafka_mock_cluster_bootstraps(cluster.get()));
  if (std::fflush(stdout) != 0)
    return complain("nobody reads the address");
  // Whoever started it kills it.
  while (true)
    pause();
}

} // namespace cordon::workers
