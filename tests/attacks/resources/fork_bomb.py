# Tries: to fill the machine with processes, each of which forks on and on.
# Stopped by: the pids cgroup of the job, RLIMIT_NPROC, and the end of its pid namespace.
# Expect: {"status": "failed", "error_type": "ResourceLimitError", "details.resource": "processes"}
import os

main = os.getpid()
made = 0
while True:
    try:
        if os.fork():
            made += 1
    except OSError:
        if os.getpid() == main:
            raise
    if made > 15:
        print("BREACH: more than 16 processes", flush=True)
