# Tries: to start fresh interpreters outside of its own process by multiprocessing's ways of start.
# Stopped by: seccomp refuses execve and the sockets of a fork server.
# Expect: {"status": "succeeded", "stdout": "ended\n"}
import multiprocessing
import os

for way in ("spawn", "forkserver"):
    try:
        one = multiprocessing.get_context(way).Process(target=os.getpid)
        one.start()
        one.join(0.5)
        if one.exitcode == 0:
            print("BREACH: it ran an interpreter by", way)
        one.kill()
    except BaseException:
        pass
print("ended")
