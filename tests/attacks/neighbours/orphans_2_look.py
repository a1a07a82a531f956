# Tries: to find an orphan of the job before it, by number, by load on its limits, by what it
#     writes.
# Stopped by: the pid namespace, whose init's end ends all.
# Expect: {"status": "succeeded", "return_value": 15}
import os
import time

for one in range(2, 2_000):
    if one != os.getpid():
        try:
            os.kill(one, 0)
            print("BREACH there is a process", one)
        except OSError:
            pass
children = 0
for _ in range(15):
    if os.fork() == 0:
        time.sleep(0.3)
        os._exit(0)
    children += 1
for _ in range(children):
    os.wait()
children
