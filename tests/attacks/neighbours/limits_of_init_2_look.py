# Tries: to find the runner hurt by the job before it: no room for processes, files, memory, time.
# Stopped by: limits of an init that dies with its job.
# Expect: {"status": "succeeded", "return_value": [0, 0, 0, 0]}
import os
import resource

hold = bytearray(100 << 20)
children = []
for _ in range(4):
    if os.fork() == 0:
        os._exit(0)
    children.append(os.wait()[1])
files = [open(f"file{number}", "w") for number in range(500)]
for one in files:
    one.close()
    os.unlink(one.name)
if resource.prlimit(1, resource.RLIMIT_NOFILE)[1] < 100:
    print("BREACH the new init has the old one's limits")
children
