# Tries: to fill the machine with threads.
# Stopped by: the pids cgroup of the job, which counts threads.
# Expect: {"status": "failed", "error_type": "ResourceLimitError", "details.resource": "processes"}
import threading
import time

threading.stack_size(32768)
for made in range(100_000):
    if made > 15:
        print("BREACH: more than 16 threads", flush=True)
    threading.Thread(target=time.sleep, args=(100,), daemon=True).start()
