// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/unique_fd.hpp"
#include "jail/messages.hpp"

#include <string>

namespace cordon::runner {

/// The files of one job: a tmpfs of its own, not yet mounted anywhere, that outlives the program's
/// mount namespace as long as this object lives.
///
///     main.py   the program's source
///     stdin     what it may read, where it is not empty
///     work/     its working folder
///     tmp/      scratch, seen as /tmp
///     shm/      shared memory, seen as /dev/shm
class work_folder {
public:
  /// Makes the tmpfs, sized so that a full disk is ENOSPC and never a kill by the memory limit, and
  /// writes the job's files into it.
  static expected<work_folder> make(const jail::job_order&);

  /// O_PATH descriptor of the mount, for move_mount(2) and for landlock.
  int mount_fd() const { return mount_.get(); }
  /// What the program reads as stdin.
  int stdin_fd() const { return stdin_.get(); }

private:
  io::unique_fd mount_;
  io::unique_fd stdin_;
};

} // namespace cordon::runner
