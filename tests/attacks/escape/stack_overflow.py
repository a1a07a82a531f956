# Tries: to run over the end of the stack, in C and in Python, in the main thread and in another one
# with a stack of its own, and to jump over the page that guards it.
# Stopped by: the page that guards the stack; the process dies alone.
import ctypes
import os
import sys
import threading

sys.setrecursionlimit(10 ** 9)
threading.stack_size(32768)


def nested():
    thing = []
    for _ in range(200_000):
        thing = [thing]
    return thing


def by_repr():
    repr(nested())


def by_call(count=0):
    return by_call(count + 1) if count < 100_000 else os.kill(0, 0)


def by_callback():
    kind = ctypes.CFUNCTYPE(None)
    again = kind(lambda: again())
    again()


for way in (by_repr, by_call, by_callback):
    child = os.fork()
    if child == 0:
        thread = threading.Thread(target=way)
        thread.start()
        thread.join()
        os._exit(0)
    print(way.__name__, os.waitpid(child, 0)[1], flush=True)
by_callback()
