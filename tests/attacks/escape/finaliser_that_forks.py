# Tries: to begin a process in the very last moment: in the __del__ of a cycle, when the program,
# its exit hooks and its threads are done.
# Stopped by: the job's pid namespace, which ends before the result is published.
# Expect: {"status": "succeeded"}
# Bare: yes
import ctypes
import os
import time

PR_SET_NAME = 15
libc = ctypes.CDLL(None)


class Late:
    def __init__(self, marker):
        self.me = self
        self.marker = marker

    def __del__(self, os=os, libc=libc, sleep=time.sleep, name=PR_SET_NAME):
        if os.fork() == 0:
            os.setsid()
            libc.prctl(name, self.marker.encode())
            for descriptor in range(4):
                try:
                    os.close(descriptor)
                except OSError:
                    pass
            sleep(15)
            os._exit(0)
        sleep(0.2)


Late(context["marker"])
