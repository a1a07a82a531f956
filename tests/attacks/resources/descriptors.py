# Tries: to use up the machine's file descriptors, after raising the limit.
# Stopped by: RLIMIT_NOFILE, whose hard limit no program may raise.
# Expect: {"status": "failed", "error_type": "ResourceLimitError",
#          "details.resource": "open_files"}
import os
import resource

for value in (2048, 1 << 20, resource.RLIM_INFINITY):
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (value, value))
        print("BREACH: the limit is", resource.getrlimit(resource.RLIMIT_NOFILE))
    except (OSError, ValueError):
        pass
try:
    os.dup2(0, 5000)
    print("BREACH: a descriptor beyond the limit")
except OSError:
    pass
while os.open("/dev/null", os.O_RDONLY) < 1024:
    pass
print("BREACH: more than 1024 descriptors")
