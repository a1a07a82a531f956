// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/request.hpp"
#include "publish/persistent_sender.hpp"
#include "publish/result_text.hpp"

#include <optional>
#include <string>

namespace cordon::publish {

/// The answer to one job on its way: first to the address that its asker gave; where that refuses
/// it, to the default reply topic, marked; smaller each time that it is too large.
class reply final : public adaptable_record {
public:
  /// `json` is the result. @pre `request` is not null
  reply(job::request_ptr request, std::string job_id, std::string json, std::string default_topic,
        std::string group);

  kafka::outgoing_record make() override;
  bool adapt(const kafka::delivery& refused) override;
  const std::string& job_id() const override { return job_id_; }

private:
  result_text& text();
  bool is_at_default() const;
  bool shrink();
  void strip_key_and_headers(kafka::outgoing_record& record) const;

  job::request_ptr request_;
  std::string job_id_;
  std::string json_;                // as it was given
  std::optional<result_text> text_; // the same marked and cut, where that was needed
  std::string default_topic_;
  std::string group_;
  bool was_refused_ = false; // by the asker's address
  bool is_stripped_ = false; // of a large key and large headers
};

} // namespace cordon::publish
