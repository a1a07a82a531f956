# Tries: to use up the machine's process ids with children that nobody waits for.
# Stopped by: the pids cgroup of the job, which counts zombies.
# Expect: {"status": "failed", "error_type": "ResourceLimitError", "details.resource": "processes"}
import os

for made in range(100_000):
    if made > 15:
        print("BREACH: more than 15 zombies", flush=True)
    if os.fork() == 0:
        os._exit(0)
