"""atexit functions run last-in first-out after sys.exit, with arguments, unregistering and nested registration."""
import atexit
import sys
import threading
import time

print("start")
atexit.register(print, "registered first, runs last", sep="")


@atexit.register
def late():
    print("late: registering another one now")
    atexit.register(print, "registered while exiting")


def gone():
    print("never printed")


atexit.register(gone)
atexit.register(print, "with", "arguments", sep="-", end=".\n")
atexit.register(gone)
atexit.unregister(gone)


def slow():
    threading.main_thread().join()
    print("non-daemon thread ends before the atexit functions")


threading.Thread(target=slow).start()
threading.Thread(target=time.sleep, args=(60,), daemon=True).start()


class Report:
    def __init__(self):
        self.rows = []
        atexit.register(self.close)

    def close(self):
        print("report:", len(self.rows), "rows")


r = Report()
r.rows += [1, 2, 3]
try:
    print("leaving with 4")
    sys.exit(4)
finally:
    r.rows.append("from finally")
    print("finally")
