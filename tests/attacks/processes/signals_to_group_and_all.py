# Tries: to kill the runner and its neighbours by signals to its process group, its parent's group
#        and everybody.
# Stopped by: a session of its own, and a pid namespace that holds nobody else.
# Expect: {"status": "succeeded", "stdout": "alive\n"}
import os
import signal

for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGUSR1, signal.SIGCHLD):
    signal.signal(number, signal.SIG_IGN)
    for target in (0, -1, os.getppid(), -os.getpgrp(), -os.getppid()):
        try:
            os.kill(target, number)
        except OSError:
            pass
for pid in range(2, 40):
    if pid != os.getpid():
        for attempt in (os.kill, os.killpg):
            try:
                if attempt is os.kill or pid != os.getpgrp():
                    attempt(pid, signal.SIGKILL)
                    print("BREACH: killed", pid)
            except OSError:
                pass
try:
    os.kill(-1, signal.SIGKILL)
except OSError:
    pass
print("alive")
