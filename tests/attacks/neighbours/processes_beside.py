# Tries: to find and hurt processes beside its own: signals to every number, to all, to groups, to
#     parents; limits, priorities, processors, sessions of theirs; pidfds.
# Stopped by: a pid namespace that holds nobody but its init.
# Expect: {"status": "succeeded"}
# Bare: yes
import os
import resource

own = {0, 1, os.getpid()}
numbers = {*range(2, 3_000), 32768, os.getppid(), context["host_pid"]} - own
tried = {"kill": lambda one: os.kill(one, 0), "group": lambda one: os.killpg(one, 0),
         "pidfd": lambda one: os.close(os.pidfd_open(one)), "session": os.getsid,
         "priority": lambda one: os.getpriority(os.PRIO_PROCESS, one),
         "limits": lambda one: resource.prlimit(one, resource.RLIMIT_NOFILE),
         "processors": os.sched_getaffinity, "wait": lambda one: os.waitpid(one, os.WNOHANG)}
for name, attempt in tried.items():
    for one in numbers:
        try:
            attempt(one)
            print("BREACH", name, one)
            break
        except (OSError, ValueError):
            continue
if os.getppid() == 0:  # in a jail alone: outside, these would end more than a test
    for number in (9, 15, 19):
        for target in (-1, 0):
            if os.fork() == 0:
                os.setsid()
                os.kill(target, number) if target == 0 else None
                os._exit(0)
            os.waitpid(-1, os.WUNTRACED)
