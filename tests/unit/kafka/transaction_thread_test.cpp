// SPDX-License-Identifier: Apache-2.0
#include "kafka/transaction_thread.hpp"

#include <catch2/catch_test_macros.hpp>
#include <semaphore>

namespace cordon::kafka {

namespace {

using namespace std::chrono_literals;

/// Its steps take until they are let go.
class slow_producer final : public transactional_producer {
public:
  step init(std::chrono::milliseconds) override { return {}; }
  step begin() override { return {}; }
  rd_kafka_resp_err_t produce(const outgoing_record&, uint64_t number) override {
    reports_.push_back({number, RD_KAFKA_RESP_ERR_NO_ERROR});
    return RD_KAFKA_RESP_ERR_NO_ERROR;
  }
  step send_offsets(const group_offsets& offsets, const group_membership& member,
                    std::chrono::milliseconds) override {
    go_.acquire();
    sent_ = offsets;
    return member ? step{} : step{step_result::to_abort, "nobody's offsets"};
  }
  step commit(std::chrono::milliseconds) override {
    go_.acquire();
    ++commits_;
    return commits_ == 1 ? step{step_result::again, "not yet"} : step{};
  }
  step abort(std::chrono::milliseconds) override { return {}; }
  std::vector<delivery_report> take_reports() override { return std::exchange(reports_, {}); }
  target_topic look_up(const std::string&, std::chrono::milliseconds) override { return {}; }

  std::counting_semaphore<> go_{0};
  group_offsets sent_;
  int commits_ = 0;

private:
  std::vector<delivery_report> reports_;
};

struct thread_fixture {
  slow_producer* slow;
  std::binary_semaphore answered{0};
  transaction_thread producer;

  thread_fixture() : thread_fixture(std::make_unique<slow_producer>()) {}

private:
  explicit thread_fixture(std::unique_ptr<slow_producer> made)
      : slow(made.get()), producer(std::move(made), [this] { answered.release(); }) {}
};

} // namespace

TEST_CASE("a step is pending until its answer is there, and is taken once",
          "[kafka][transaction_thread]") {
  thread_fixture at;
  CHECK(at.producer.commit(1s).result == step_result::pending);
  CHECK(at.producer.commit(1s).result == step_result::pending);
  at.slow->go_.release();
  at.answered.acquire();
  CHECK(at.producer.commit(1s).result == step_result::again);
  CHECK(at.producer.commit(1s).result == step_result::pending);
  at.slow->go_.release();
  at.answered.acquire();
  CHECK(at.producer.commit(1s).result == step_result::done);
  CHECK(at.slow->commits_ == 2);
}

TEST_CASE("a pending step has what it was called with, and shows no half of its reports",
          "[kafka][transaction_thread]") {
  thread_fixture at;
  at.producer.produce({}, 7);
  {
    const group_offsets offsets{{{"jobs", 0}, {42, "done"}}};
    const group_membership member = group_metadata(rd_kafka_consumer_group_metadata_new("group"));
    CHECK(at.producer.send_offsets(offsets, member, 1s).result == step_result::pending);
  }
  CHECK(at.producer.take_reports().empty());
  at.slow->go_.release();
  at.answered.acquire();
  CHECK(at.producer.send_offsets({}, nullptr, 1s).result == step_result::done);
  CHECK(at.slow->sent_.at({"jobs", 0}).offset == 42);
  CHECK(at.producer.take_reports().size() == 1);
}

TEST_CASE("no step gets the answer of another one", "[kafka][transaction_thread]") {
  thread_fixture at;
  CHECK(at.producer.commit(1s).result == step_result::pending);
  const auto meanwhile = at.producer.abort(1s);
  CHECK(meanwhile.result == step_result::lost);
  CHECK(meanwhile.why == "abort was called before commit had its answer");
  at.slow->go_.release();
  at.answered.acquire();
  CHECK(at.producer.abort(1s).result == step_result::lost);
  CHECK(at.producer.commit(1s).result == step_result::again);
  CHECK(at.producer.abort(1s).result == step_result::pending);
  at.answered.acquire();
  CHECK(at.producer.abort(1s).result == step_result::done);
}

TEST_CASE("its end waits for the step that is pending", "[kafka][transaction_thread]") {
  {
    thread_fixture at;
    CHECK(at.producer.commit(1s).result == step_result::pending);
    at.slow->go_.release();
  }
  SUCCEED("no thread is left behind");
}

} // namespace cordon::kafka
