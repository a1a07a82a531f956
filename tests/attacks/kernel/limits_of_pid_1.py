# Tries: to end pid 1, which is of the same user, by limits of time and memory, by its priority and
# by signals, so that the runner waits for something that is gone.
# Stopped by: the kernel: the init of a namespace takes no signal from inside and uses no time.
# Expect: {"status": "succeeded"}
import os
import resource
import signal
import time

for limit in (resource.RLIMIT_CPU, resource.RLIMIT_AS, resource.RLIMIT_STACK,
              resource.RLIMIT_NOFILE, resource.RLIMIT_NPROC, resource.RLIMIT_SIGPENDING):
    try:
        resource.prlimit(1, limit, (0, 0))
        print("lowered", limit)
    except OSError as refusal:
        print(refusal)
for attempt in (lambda: os.setpriority(os.PRIO_PROCESS, 1, 19),
                lambda: os.sched_setaffinity(1, {0})):
    try:
        attempt()
        print("BREACH: how pid 1 is scheduled")
    except OSError as refusal:
        print(refusal)
for number in set(signal.valid_signals()) | {signal.SIGKILL, signal.SIGSTOP}:
    for _ in range(20):
        try:
            os.kill(1, number)
        except OSError as refusal:
            print(number, refusal)
time.sleep(0.2)
