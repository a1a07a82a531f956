# Tries: to end all that it can reach, the runner among it: kill of -1, of its group and of the
#     parent's number, from a child and by its own hand.
# Stopped by: a pid namespace and a session of its own; the honest job after it shows the runner
#     well.
# Expect: {"status": "succeeded", "return_value": "alive"}
import os
import signal

for number in (signal.SIGTERM, signal.SIGKILL, signal.SIGSTOP):
    for target in (0, os.getppid(), -os.getppid(), -os.getsid(0) if os.getsid(0) == 0 else 0):
        if os.fork() == 0:
            os.setsid()
            os.kill(target, number)
            os._exit(0)
        try:
            os.waitpid(-1, os.WUNTRACED)
        except OSError as error:
            print(error)
if os.getppid() == 0:
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGUSR1):
        signal.signal(number, signal.SIG_IGN)
        os.kill(-1, number)
        os.kill(0, number)
"alive"
