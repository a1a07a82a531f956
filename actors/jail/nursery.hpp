// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "jail/zygote.hpp"

#include <chrono>
#include <cstdint>
#include <list>
#include <memory>
#include <string>

namespace cordon::jail {

/// Starts zygotes and sees them off. One that nobody needs any more ends what was forked of it,
/// over which the kernel may take seconds: the loop does not wait for that, only the nursery's end
/// does. Lives until its last zygote has gone. Loop's thread only.
class nursery : public std::enable_shared_from_this<nursery> {
public:
  /// `program` is the path of cordon-runner.
  static std::shared_ptr<nursery> make(io::event_loop& loop, std::string program);
  ~nursery();
  nursery(const nursery&) = delete;
  nursery& operator=(const nursery&) = delete;

  expected<std::shared_ptr<zygote>> start(const setup& setup);

private:
  struct leaving {
    std::unique_ptr<zygote> one;
    std::chrono::steady_clock::time_point give_up;
  };

  nursery(io::event_loop& loop, std::string program);
  void see_off(std::unique_ptr<zygote> one);
  void look();

  io::event_loop& loop_;
  std::string program_;
  std::list<leaving> leaving_;
  io::timer next_look_;
};

/// The zygote that the next jail is forked of: the same until it has borne as many as there are
/// places for them, then another, whose hash seed and addresses are its own.
class zygote_supply {
public:
  explicit zygote_supply(uint32_t places) : places_(places) {}

  /// Starts one where that at hand can't be asked for another birth.
  expected<std::shared_ptr<zygote>> at_hand(nursery& from, const setup& setup);

  /// To be called when a jail of `parent` has ended: where none had ever come of it, it hangs, and
  /// whoever asked it next would wait as long.
  void give_up_if_barren(const zygote& parent);

  /// Whether the next jail may be forked of this one, too.
  bool is_current(const zygote* one) const { return current_.get() == one; }

private:
  uint32_t places_;
  std::shared_ptr<zygote> current_;
};

} // namespace cordon::jail
