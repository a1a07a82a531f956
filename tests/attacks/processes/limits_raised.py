# Tries: to raise its own limits, by setrlimit and prlimit, soft and hard, one at a time.
# Stopped by: hard limits, which only a capability that no program has can raise.
# Expect: {"status": "succeeded", "stdout": "ended\n"}
import os
import resource

for name in ("AS", "CORE", "CPU", "FSIZE", "NOFILE", "NPROC", "MEMLOCK", "MSGQUEUE", "NICE",
             "RTPRIO", "SIGPENDING"):
    limit = getattr(resource, f"RLIMIT_{name}")
    soft, hard = resource.getrlimit(limit)
    if hard == resource.RLIM_INFINITY:
        continue
    for value in ((hard + 1, hard + 1), (soft, resource.RLIM_INFINITY),
                  (resource.RLIM_INFINITY, resource.RLIM_INFINITY)):
        for pid in (0, os.getpid()):
            try:
                resource.prlimit(pid, limit, value)
                print("BREACH: raised", name, "to", value)
            except (OSError, ValueError):
                pass
print("ended")
