// SPDX-License-Identifier: Apache-2.0
#include "publish/dead_letter_record.hpp"

#include "job/sha256.hpp"
#include "publish/sample_runs.hpp"
#include "schema_check.hpp"

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

using namespace cordon;
using publish::dead_letter_record;
using publish::size_in_topic;
using test::sample_record;

namespace {

const publish::dead_letter_cause cause{"cordon.ValidationError", "it is not JSON", "team"};

std::string header(const kafka::outgoing_record& record, const std::string& name) {
  const auto* found = job::find_header(record.headers, name);
  return found ? found->value.value_or("(null)") : "(none)";
}

int64_t number_in(const std::string& bytes) {
  int64_t value = bytes.empty() || (bytes[0] & 0x80) == 0 ? 0 : -1;
  for (const char byte : bytes)
    value =
        static_cast<int64_t>(static_cast<uint64_t>(value) << 8 | static_cast<unsigned char>(byte));
  return value;
}

/// Our headers as the schema shows them.
std::string decoded(const kafka::outgoing_record& record, size_t from) {
  nlohmann::json object = nlohmann::json::object();
  for (size_t i = from; i < record.headers.size(); ++i) {
    const auto& [name, value] = record.headers[i];
    const bool is_number =
        name.ends_with("partition") || name.ends_with("offset") || name.ends_with("timestamp");
    if (is_number)
      object[name] = number_in(value.value());
    else
      object[name] = value.value();
  }
  return object.dump();
}

} // namespace

TEST_CASE("a dead letter is the record that failed, and says why in Spring's headers",
          "[publish][dead_letter]") {
  const auto failed = sample_record();
  const auto record = dead_letter_record(failed, cause, "cordon.jobs-dlt", 10'000);
  CHECK(record.topic == "cordon.jobs-dlt");
  CHECK(record.partition == std::nullopt);
  CHECK(record.key == failed.key);
  CHECK(record.value == failed.value);
  REQUIRE(record.headers.size() == failed.headers.size() + 7);
  CHECK(std::equal(failed.headers.begin(), failed.headers.end(), record.headers.begin()));
  CHECK(header(record, "kafka_dlt-original-topic") == "cordon.jobs");
  CHECK(header(record, "kafka_dlt-original-partition") == std::string("\0\0\0\x03", 4));
  CHECK(header(record, "kafka_dlt-original-offset") == std::string("\0\0\0\0\0\0\x12\x67", 8));
  CHECK(number_in(header(record, "kafka_dlt-original-timestamp")) == failed.timestamp_ms);
  CHECK(header(record, "kafka_dlt-original-timestamp").size() == 8);
  CHECK(header(record, "kafka_dlt-original-consumer-group") == "team");
  CHECK(header(record, "kafka_dlt-exception-fqcn") == "cordon.ValidationError");
  CHECK(header(record, "kafka_dlt-exception-message") == "it is not JSON");
}

TEST_CASE("a null key and a null value stay null", "[publish][dead_letter]") {
  auto failed = sample_record();
  failed.key.reset();
  failed.value.reset();
  failed.timestamp_ms = -1;
  const auto record = dead_letter_record(failed, cause, "dlt", 100);
  CHECK(record.key == std::nullopt);
  CHECK(record.value == std::nullopt);
  CHECK(header(record, "kafka_dlt-original-timestamp") == std::string(8, '\xff'));
}

TEST_CASE("a second death adds headers, and the last ones count", "[publish][dead_letter]") {
  auto failed = sample_record();
  failed.headers = dead_letter_record(failed, cause, "dlt", 10'000).headers;
  const auto record =
      dead_letter_record(failed, {"cordon.SandboxError", "3 deaths", "team"}, "dlt", 10'000);
  CHECK(record.headers.size() == failed.headers.size() + 7);
  CHECK(header(record, "kafka_dlt-exception-message") == "3 deaths");
}

TEST_CASE("a record that leaves no room loses its largest headers first",
          "[publish][dead_letter]") {
  auto failed = sample_record();
  failed.value = std::string(10'000, 'v');
  failed.headers = {{"a", "small"}, {"b", std::string(5'000, 'b')}, {"c", std::string(900, 'c')}};
  const auto record = dead_letter_record(failed, cause, "dlt", 12'800);
  CHECK(size_in_topic(record) <= 12'800);
  CHECK(record.value == failed.value);
  CHECK(header(record, "a") == "small");
  CHECK(header(record, "b") == "(none)");
  CHECK(header(record, "c") == std::string(900, 'c'));
  CHECK(header(record, "cordon_dlt-headers-left-out") == "1");
  CHECK(header(record, "cordon_dlt-value-sha256") == "(none)");
}

TEST_CASE("a long reason is cut before anything of the record is", "[publish][dead_letter]") {
  auto failed = sample_record();
  auto reason = cause;
  reason.message = std::string(100'000, 'm');
  CHECK(header(dead_letter_record(failed, reason, "dlt", 1'000'000), "kafka_dlt-exception-message")
            .size()
        == 8'192);
  const auto record = dead_letter_record(failed, reason, "dlt", 2'000);
  CHECK(header(record, "kafka_dlt-exception-message") == std::string(256, 'm'));
  CHECK(record.value == failed.value);
  CHECK(header(record, "cordon_dlt-headers-left-out") == "(none)");
}

TEST_CASE("a value that does not fit is replaced by its beginning, and marked",
          "[publish][dead_letter]") {
  auto failed = sample_record();
  failed.value = std::string(50'000, '\xfe');
  const auto record = dead_letter_record(failed, cause, "dlt", 8'000);
  CHECK(size_in_topic(record) <= 8'000);
  CHECK(record.value->size() > 6'000);
  CHECK(failed.value->starts_with(*record.value));
  CHECK(header(record, "cordon_dlt-value-size") == "50000");
  CHECK(header(record, "cordon_dlt-value-sha256") == job::sha256_hex(*failed.value));
  CHECK(record.key == failed.key);
}

TEST_CASE("a key that does not fit is replaced likewise", "[publish][dead_letter]") {
  auto failed = sample_record();
  failed.key = std::string(50'000, 'k');
  const auto record = dead_letter_record(failed, cause, "dlt", 8'000);
  CHECK(size_in_topic(record) <= 8'000);
  CHECK(record.key->size() > 6'000);
  CHECK(record.value == failed.value);
  CHECK(header(record, "cordon_dlt-key-size") == "50000");
  CHECK(header(record, "cordon_dlt-key-sha256") == job::sha256_hex(*failed.key));
}

TEST_CASE("a record that was read in part says so, and keeps the digests of the whole",
          "[publish][dead_letter]") {
  auto failed = sample_record();
  failed.value = std::string(50'000, 'v');
  failed.cut_value = job::cut_bytes{150'000'000, std::string(64, 'a')};
  failed.key = std::string(3'000, 'k');
  failed.cut_key = job::cut_bytes{4'000'000, std::string(64, 'b')};
  failed.headers.clear();
  failed.headers_problem = "too many";
  for (const size_t room : {100'000, 8'000, 2'048}) {
    const auto record = dead_letter_record(failed, cause, "dlt", room);
    CHECK(size_in_topic(record) <= room);
    CHECK(failed.value->starts_with(*record.value));
    CHECK(failed.key->starts_with(*record.key));
    CHECK(record.headers.size() == 7 + 5);
    CHECK(header(record, "cordon_dlt-value-size") == "150000000");
    CHECK(header(record, "cordon_dlt-value-sha256") == std::string(64, 'a'));
    CHECK(header(record, "cordon_dlt-key-size") == "4000000");
    CHECK(header(record, "cordon_dlt-key-sha256") == std::string(64, 'b'));
    CHECK(header(record, "cordon_dlt-headers-left-out") == "all");
    CHECK(test::schema_problem("dead-letter-headers.schema.json", decoded(record, 0)).value_or("")
          == "");
  }
}

TEST_CASE("the headers of dead letters conform to their schema", "[publish][dead_letter]") {
  constexpr const char* schema = "dead-letter-headers.schema.json";
  auto failed = sample_record();
  const auto own = failed.headers.size();
  const auto plain = decoded(dead_letter_record(failed, cause, "dlt", 100'000), own);
  CHECK(test::schema_problem(schema, plain).value_or("") == "");
  failed.value = failed.key = std::string(50'000, 'x');
  const auto cut = decoded(dead_letter_record(failed, cause, "dlt", 2'048), 0);
  CHECK(test::schema_problem(schema, cut).value_or("") == "");
  CHECK(cut.find("cordon_dlt-key-size") != std::string::npos);
  CHECK(cut.find("cordon_dlt-value-size") != std::string::npos);
  CHECK(cut.find("cordon_dlt-headers-left-out") != std::string::npos);
  CHECK(test::schema_problem(schema, "{}"));
  auto wrong = nlohmann::json::parse(plain);
  wrong["more"] = "x";
  CHECK(test::schema_problem(schema, wrong.dump()));
}
