# Tries: to make the runner, its parent, believe that it has ended: it is stopped and continued by
#        a child hundreds of times, each of which tells the parent by SIGCHLD.
# Stopped by: a runner that waits for a pidfd and for an end only.
# Expect: {"status": "succeeded", "stdout": "300 stops\n"}
import os
import signal
import time

main = os.getpid()
child = os.fork()
if child == 0:
    for _ in range(300):
        os.kill(main, signal.SIGSTOP)
        time.sleep(0.001)
        os.kill(main, signal.SIGCONT)
    os._exit(0)
while True:
    try:
        os.waitpid(child, 0)
        break
    except InterruptedError:
        pass
print("300 stops")
