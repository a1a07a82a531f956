# Tries: to take the kernel's memory with hundreds of thousands of watches.
# Stopped by: RLIMIT_NOFILE, the memory cgroup, the time limit.
# Job: {"limits": {"timeout_seconds": 2}}
import os
import select

descriptors = [os.eventfd(0) for _ in range(500)]
watches, held = 0, []
for _ in range(400):
    poller = select.epoll()
    for descriptor in descriptors:
        poller.register(descriptor, select.EPOLLIN)
        watches += 1
    held.append(poller)
print(watches, "watches")
