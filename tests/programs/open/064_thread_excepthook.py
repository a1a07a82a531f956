"""Uncaught exceptions in threads: default traceback on stderr, SystemExit ignored, then a custom hook."""
import sys
import threading


def divide(n):
    return 10 // n


def work(values):
    for v in values:
        divide(v)


def leave():
    sys.exit(9)


class Timer(threading.Thread):
    def run(self):
        try:
            work([5, 0])
        except ZeroDivisionError as e:
            raise RuntimeError("timer failed") from e


for t in (threading.Thread(target=work, args=([2, 0],), name="worker-1"), threading.Thread(target=leave, name="leaver"), Timer(name="timer")):
    t.start()
    t.join()
    print(t.name, "ended, alive:", t.is_alive(), flush=True)
caught = []
threading.excepthook = lambda args: caught.append((args.thread.name, args.exc_type.__name__, str(args.exc_value)))
t = threading.Thread(target=work, args=([0],), name="hooked")
t.start()
t.join()
print(caught, flush=True)
threading.excepthook = threading.__excepthook__
sys.excepthook = lambda kind, value, tb: print(f"main hook: {kind.__name__}: {value}", file=sys.stderr)
t = threading.Thread(target=lambda: {}["from lambda"], name="lambda")
t.start()
t.join()
results = {}


def background():
    results["value"] = sum(range(100))


t = threading.Thread(target=background)
t.start()
t.join()
print(results, "main thread raises now", flush=True)
divide(0)
