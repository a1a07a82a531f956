"""A forked child dies of an uncaught exception: its traceback goes to stderr and its exit code is 1."""
import multiprocessing as mp
import sys


class Overheated(RuntimeError):
    pass


def heat(limit):
    t = 20
    while True:
        t += 15
        if t > limit:
            raise Overheated(f"{t} degrees, limit {limit}")


def chained():
    try:
        heat(60)
    except Overheated as e:
        raise ValueError("oven unusable") from e


if __name__ == "__main__":
    print("starting", flush=True)
    for target, args in ((heat, (50,)), (chained, ()), (sys.exit, ("child says goodbye",))):
        p = mp.Process(target=target, args=args)
        p.start()
        p.join()
        print("exit code", p.exitcode, flush=True)
    print("parent is fine")
