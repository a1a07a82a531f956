// SPDX-License-Identifier: Apache-2.0
#include "publish/reply_record.hpp"

#include "job/json_write.hpp"

#include <array>
#include <utility>

namespace cordon::publish {

namespace {

// Attributes of the answer as CloudEvents 1.0 has them.
using attributes = std::array<std::pair<std::string_view, std::string>, 5>;

attributes event_attributes(const std::string& job_id, const std::string& group) {
  return {{{"specversion", "1.0"},
           {"type", "cordon.result"},
           {"source", "/cordon/" + group},
           {"id", job_id + ":result"},
           {"subject", job_id}}};
}

/// Kafka protocol binding for CloudEvents 1.0.2, section 3.2.
void wrap_in_headers(kafka::outgoing_record& record, const attributes& event) {
  for (const auto& [name, value] : event)
    record.headers.push_back({std::string("ce_").append(name), value});
  record.headers.push_back({"content-type", "application/json"});
}

/// The same, section 3.3.
void wrap_in_value(kafka::outgoing_record& record, const attributes& event,
                   std::string_view result_json) {
  std::string value;
  {
    job::object_writer object(value);
    for (const auto& [name, text] : event)
      object.text(name, text);
    object.text("datacontenttype", "application/json");
    object.json("data", result_json);
  }
  record.value = std::move(value);
  record.headers.push_back({"content-type", "application/cloudevents+json; charset=UTF-8"});
}

} // namespace

std::string key_of(const job::request& request, const std::string& job_id) {
  const auto* record = request.record.get();
  return record && record->key && !record->cut_key ? *record->key : job_id;
}

kafka::outgoing_record reply_record(const job::request& request, const std::string& job_id,
                                    std::string_view result_json, const std::string& group) {
  kafka::outgoing_record record;
  record.topic = request.reply_topic;
  record.partition = request.reply_partition;
  record.key = key_of(request, job_id);
  record.headers = request.echoed;
  if (request.envelope == job::envelope::cloudevents_structured) {
    wrap_in_value(record, event_attributes(job_id, group), result_json);
    return record;
  }
  record.value = std::string(result_json);
  if (request.envelope == job::envelope::cloudevents_binary)
    wrap_in_headers(record, event_attributes(job_id, group));
  return record;
}

} // namespace cordon::publish
