// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/event_loop.hpp"
#include "job/health.hpp"
#include "publish/record_sender.hpp"
#include "publish/refusal_log.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>

namespace cordon::publish {

/// A record that has to get out, in whatever form a topic takes it.
class adaptable_record {
public:
  virtual ~adaptable_record() = default;

  /// The form that is tried next.
  virtual kafka::outgoing_record make() = 0;

  /// Takes another form after a refusal, to be tried at once. False where there is none to try:
  /// then the same is tried again later.
  virtual bool adapt(const kafka::delivery& refused) = 0;

  /// Why no topic will ever take it, in words; "" where one may.
  virtual std::string given_up() const { return {}; }

  /// The job's id, for the log.
  virtual const std::string& job_id() const = 0;
};

/// Sends records until they are taken, for ever if need be; while one waits for that, health says
/// so. Made, used and cleared on the loop's thread; held by shared_ptr.
class persistent_sender : public std::enable_shared_from_this<persistent_sender> {
public:
  /// `part` is what health and log call it: "replies". All references outlive this.
  persistent_sender(io::event_loop& loop, record_sender& sender, job::health& health,
                    std::string part, retry_delays delays);

  /// `done` is called on the loop's thread once a topic has the record, `given_up` in its place
  /// where the record gives itself up.
  void send(std::unique_ptr<adaptable_record> record, std::function<void()> done,
            std::function<void(const std::string& why)> given_up = nullptr);

  /// Forgets what is under way: no `done` is called any more. Health is left as it is.
  void clear();

private:
  struct shipment {
    std::unique_ptr<adaptable_record> record;
    std::function<void()> done;
    std::function<void(const std::string& why)> given_up;
    uint32_t waits = 0;                    ///< how often it had to wait so far
    std::unique_ptr<io::timer> retry = {}; ///< made with the first wait
  };

  void attempt(uint64_t number);
  void report(uint64_t number, const kafka::delivery& delivery);
  shipment take_out(uint64_t number);
  void wait(uint64_t number, shipment& waiting, const std::string& why);

  io::event_loop& loop_;
  record_sender& sender_;
  std::string part_;
  refusal_log refusals_;
  std::map<uint64_t, shipment> under_way_; // by number
  uint64_t last_number_ = 0;
};

} // namespace cordon::publish
