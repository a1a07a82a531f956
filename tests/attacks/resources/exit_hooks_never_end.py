# Tries: to stay alive after its last line: in atexit, in __del__, in a thread that is waited for.
# Stopped by: the time limit: all that runs in the program's own process.
# Job: {"limits": {"timeout_seconds": 1}}
# Expect: {"status": "timed_out", "exit_code": 137}
import atexit
import threading
import time


class Undead:
    def __del__(self):
        while True:
            time.sleep(0.01)


undead = Undead()
atexit.register(lambda: [time.sleep(0.01) for _ in iter(int, 1)])
threading.Thread(target=time.sleep, args=(1000,)).start()
