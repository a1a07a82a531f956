// SPDX-License-Identifier: Apache-2.0
#include "kafka/refusals.hpp"

namespace cordon::kafka {

namespace {

/// RD_KAFKA_RESP_ERR__INVALID_DIFFERENT_RECORD, which librdkafka 2.0 does not have yet.
constexpr int invalid_different_record = -138;

} // namespace

std::optional<refusal> refusal_of(rd_kafka_resp_err_t code) {
  switch (code) {
  case RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC:
  case RD_KAFKA_RESP_ERR__UNKNOWN_PARTITION:
  case RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART:
  case RD_KAFKA_RESP_ERR_TOPIC_EXCEPTION:
    return refusal::no_such_target;
  case RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE:
  case RD_KAFKA_RESP_ERR_RECORD_LIST_TOO_LARGE:
    return refusal::too_large;
  case RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED:
  case RD_KAFKA_RESP_ERR_POLICY_VIOLATION:
    return refusal::forbidden;
  case RD_KAFKA_RESP_ERR_INVALID_RECORD:
  case RD_KAFKA_RESP_ERR_INVALID_TIMESTAMP:
  case RD_KAFKA_RESP_ERR_UNSUPPORTED_FOR_MESSAGE_FORMAT:
  case RD_KAFKA_RESP_ERR_UNSUPPORTED_COMPRESSION_TYPE:
  case RD_KAFKA_RESP_ERR__UNSUPPORTED_FEATURE:
  case RD_KAFKA_RESP_ERR__INVALID_ARG:
    return refusal::other;
  default:
    return std::nullopt;
  }
}

bool blames_the_batch(rd_kafka_resp_err_t code) {
  return code == RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE
         || code == RD_KAFKA_RESP_ERR_RECORD_LIST_TOO_LARGE
         || code == RD_KAFKA_RESP_ERR_INVALID_RECORD
         || static_cast<int>(code) == invalid_different_record;
}

} // namespace cordon::kafka
