// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/run.hpp"

#include <string>
#include <utility>

namespace cordon::test {

inline job::record sample_record(std::string topic = "cordon.jobs", int32_t partition = 3,
                                 int64_t offset = 4711) {
  job::record record;
  record.at = {std::move(topic), partition, offset};
  record.timestamp_ms = 1'795'341'600'000;
  record.key = "key-1";
  record.value = R"({"id":"j-1","code":"1"})";
  record.headers = {{"kafka_correlationId", std::string("\0\xff", 2)}, {"none", std::nullopt}};
  return record;
}

inline job::request sample_request(job::record record = sample_record()) {
  job::request request;
  request.echoed = {{"kafka_correlationId", std::string("\0\xff", 2)}};
  request.first = {record.at, record.timestamp_ms};
  request.record = std::make_shared<const job::record>(std::move(record));
  return request;
}

inline job::run sample_run(job::request request = sample_request(), std::string id = "j-1") {
  auto asked = std::make_shared<job::job>();
  asked->id = std::move(id);
  asked->user_id_json = "7";
  job::run run;
  run.number = 1;
  run.taken_up_us = 1'795'341'600'000'100;
  run.job = std::move(asked);
  run.request = std::make_shared<const job::request>(std::move(request));
  return run;
}

} // namespace cordon::test
