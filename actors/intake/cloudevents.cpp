// SPDX-License-Identifier: Apache-2.0
#include "intake/cloudevents.hpp"

#include "job/base64.hpp"
#include "job/field_check.hpp"
#include "job/job_parser.hpp"
#include "job/json_text.hpp"
#include "job/message_text.hpp"
#include "job/utf8.hpp"

#include <algorithm>
#include <array>

namespace cordon::intake {

namespace {

constexpr std::string_view event_media_type = "application/cloudevents";
constexpr std::string_view json_event_media_type = "application/cloudevents+json";

/// An event may be longer than its job, by its attributes and for base64; its job lies one deeper.
constexpr job::message_rule event_rule{"a CloudEvent", 2 * job::max_job_bytes,
                                       job::max_job_depth + 1};
static_assert(event_rule.max_bytes <= job::max_held_bytes, "what may be an event is held whole");

/// Attributes that every event has, without the `ce_` of their headers.
constexpr std::array<std::string_view, 4> required_attributes{"specversion", "id", "source",
                                                              "type"};

/// A media type in lower case, without parameters and white space around it.
std::string media_type_of(std::string_view content_type) {
  std::string type(content_type.substr(0, content_type.find(';')));
  type.erase(0, type.find_first_not_of(" \t"));
  type.erase(type.find_last_not_of(" \t") + 1);
  std::ranges::transform(type, type.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return type;
}

bool is_json(std::string_view media_type) {
  const size_t slash = media_type.find('/');
  if (slash == std::string_view::npos)
    return false;
  const std::string_view subtype = media_type.substr(slash + 1);
  return subtype == "json" || subtype.ends_with("+json");
}

std::string content_problem(std::string_view name, std::string_view content_type) {
  if (is_json(media_type_of(content_type)))
    return {};
  return std::string(name) + ": " + job::in_quotes(job::to_valid_utf8(content_type))
         + " is not JSON; the data of an event is a job: application/json";
}

/// What is wrong with a required attribute. `name` is as the sender wrote it: "ce_id", "id".
std::string attribute_problem(std::string_view name, std::string_view value) {
  if (value.empty())
    return "the CloudEvent has no " + std::string(name)
           + "; specversion, id, source and type are needed and not empty";
  if (job::invalid_utf8_at(value))
    return "the CloudEvent's " + std::string(name) + " is not UTF-8";
  if (name.ends_with("specversion") && value != "1.0")
    return "the CloudEvent's " + std::string(name) + " is " + job::in_quotes(value)
           + "; only '1.0' is known";
  return {};
}

std::string_view header_value(const job::record_headers& headers, std::string_view name) {
  const auto* header = find_header(headers, name);
  return header && header->value ? std::string_view(*header->value) : std::string_view();
}

std::string binary_event_problem(const job::record_headers& headers) {
  for (const auto attribute : required_attributes) {
    const std::string name = "ce_" + std::string(attribute);
    if (auto problem = attribute_problem(name, header_value(headers, name)); !problem.empty())
      return problem;
  }
  const auto content_type = header_value(headers, "content-type");
  return content_type.empty() ? std::string() : content_problem("content-type", content_type);
}

/// The members of a structured event that matter here; all others are extensions. `event` may end
/// early, and must outlive this.
class event_members {
public:
  explicit event_members(std::string_view event) {
    job::member_cursor cursor(event);
    while (const auto member = cursor.next()) {
      const auto name = std::ranges::find(names, member->name);
      if (name == names.end())
        continue;
      auto& value = values_[static_cast<size_t>(name - names.begin())];
      if (value.empty())
        value = member->value;
      else
        repeated_ = *name;
    }
  }

  /// The JSON text of the first of that name; empty where there is none.
  std::string_view operator[](std::string_view name) const {
    return values_[static_cast<size_t>(std::ranges::find(names, name) - names.begin())];
  }

  /// A name that is there more than once; empty where none is.
  std::string_view repeated() const { return repeated_; }

private:
  static constexpr std::array<std::string_view, 7> names{
      "specversion", "id", "source", "type", "datacontenttype", "data", "data_base64"};

  std::array<std::string_view, names.size()> values_;
  std::string_view repeated_;
};

/// An attribute's text. Null is the same as being absent (JSON event format, section 2.2).
tl::expected<std::string, std::string> read_attribute(const event_members& event,
                                                      std::string_view name) {
  const auto json = event[name];
  if (json.empty() || json == "null")
    return std::string();
  auto value = job::read_string(name, json);
  if (!value)
    return tl::unexpected("the CloudEvent's " + value.error().message);
  return *value;
}

std::string event_attributes_problem(const event_members& event) {
  if (!event.repeated().empty())
    return "the CloudEvent has " + std::string(event.repeated()) + " more than once";
  for (const auto name : required_attributes) {
    const auto value = read_attribute(event, name);
    if (!value)
      return value.error();
    if (auto problem = attribute_problem(name, *value); !problem.empty())
      return problem;
  }
  const auto content_type = read_attribute(event, "datacontenttype");
  if (!content_type)
    return content_type.error();
  return content_type->empty() ? std::string() : content_problem("datacontenttype", *content_type);
}

/// Decodes `data_base64` where it is there; says what is wrong with the event's data.
std::string take_data(const event_members& event, unwrapped_job& into) {
  const auto base64 = event["data_base64"];
  if (base64.empty() || base64 == "null")
    return into.in_value.empty() ? "the CloudEvent has no data; its data is the job" : "";
  if (!into.in_value.empty() && into.in_value != "null")
    return "the CloudEvent has both data and data_base64; one of them is the job";
  if (job::type_of(base64) == job::json_type::string)
    into.decoded = job::decode_base64(job::decode_string(base64));
  return into.decoded ? "" : "the CloudEvent's data_base64 is no base64 (RFC 4648, section 4)";
}

unwrapped_job unwrap_structured(const std::string& value, std::string_view content_type) {
  unwrapped_job job{job::envelope::cloudevents_structured, {}, {}, {}};
  if (media_type_of(content_type) != json_event_media_type) {
    job.problem = "content-type: " + job::in_quotes(job::to_valid_utf8(content_type))
                  + " is no event format that is known here; application/cloudevents+json is";
    return job;
  }
  const auto object = job::find_object(value, event_rule);
  const event_members event(object ? *object : job::readable_part(value, event_rule));
  job.in_value = event["data"];
  // The data is looked for in a broken event too, so that its answer finds the asker.
  const auto data_problem = take_data(event, job);
  job.problem = object ? event_attributes_problem(event) : object.error();
  if (job.problem.empty())
    job.problem = data_problem;
  return job;
}

job::envelope envelope_of(const job::record_headers& headers) {
  if (media_type_of(header_value(headers, "content-type")).starts_with(event_media_type))
    return job::envelope::cloudevents_structured;
  return find_header(headers, "ce_specversion") ? job::envelope::cloudevents_binary
                                                : job::envelope::plain;
}

} // namespace

unwrapped_job unwrap(const job::record& record) {
  const auto envelope = envelope_of(record.headers);
  if (!record.value)
    return {envelope, "the record has no value; a job is one JSON object", {}, {}};
  switch (envelope) {
  case job::envelope::cloudevents_structured:
    return unwrap_structured(*record.value, header_value(record.headers, "content-type"));
  case job::envelope::cloudevents_binary:
    return {envelope, binary_event_problem(record.headers), *record.value, {}};
  case job::envelope::plain:
    break;
  }
  return {envelope, {}, *record.value, {}};
}

} // namespace cordon::intake
