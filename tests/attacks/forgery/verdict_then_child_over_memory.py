# Tries: to hide a kill by the memory limit: a child is killed, the parent claims success.
# Stopped by: the cgroup counts the kills of all its processes.
# With: forged_verdict
# Job: {"limits": {"timeout_seconds": 5, "max_memory_mb": 64, "max_processes": 4}}
# Expect: {"status": "failed", "error_type": "ResourceLimitError", "details.resource": "memory",
#     "return_value": null}
import os

if os.fork() == 0:
    hold = bytearray(os.urandom(1 << 20) * 200)
    print("it held", len(hold))
    os._exit(0)
os.wait()
write(verdict(b'"forged"'))
{"claimed": "success"}
