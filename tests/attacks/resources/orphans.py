# Tries: to use up the process ids with orphans whose new parent, the namespace's init, might not
#        wait for them.
# Stopped by: an init that ignores SIGCHLD, so that its dead children go at once.
# Job: {"limits": {"timeout_seconds": 20}}
# Expect: {"status": "succeeded", "stdout": "300 orphans\n"}
import os

made = 0
for _ in range(300):
    child = os.fork()
    if child == 0:
        for _ in range(3):
            if os.fork() == 0:
                os._exit(0)
        os._exit(0)
    made += os.waitpid(child, 0)[1] == 0
print(made, "orphans")
