"""Reads its own lines through linecache and follows itself with sys.settrace and sys.setprofile."""
import linecache
import os
import sys
from collections import Counter

HERE = __file__


def add(a, b):
    total = a + b
    return total


def loop(n):
    out = 0
    for i in range(n):
        out = add(out, i)
    return out


print(linecache.getline(HERE, 1).strip())
print(linecache.getline(HERE, 10), linecache.getline(HERE, 99999) == "", linecache.getline("no such file", 1) == "", end="")
print(len(linecache.getlines(HERE)) > 40, os.path.basename(HERE))
linecache.cache["<made up>"] = (20, None, ["first line\n", "second line\n"], "<made up>")
print(linecache.getline("<made up>", 2).strip())
lines, calls = Counter(), []


def tracer(frame, event, arg):
    if frame.f_code.co_filename != HERE:
        return None
    if event == "call":
        calls.append(frame.f_code.co_name)
    elif event == "line":
        lines[linecache.getline(HERE, frame.f_lineno).strip()] += 1
    elif event == "return":
        calls.append(f"{frame.f_code.co_name}={arg}")
    return tracer


sys.settrace(tracer)
loop(3)
sys.settrace(None)
print(calls)
for text, n in sorted(lines.items()):
    print(f"{n:>3} {text}")
profile = Counter()


def profiler(frame, event, arg):
    name = arg.__name__ if event.startswith("c_") else frame.f_code.co_name
    profile[event, name] += 1


sys.setprofile(profiler)
sorted(map(abs, [3, -1, 2]))
loop(2)
sys.setprofile(None)
print(sorted(profile.items()))
try:
    exec(compile("\nraise LookupError('generated')", "<made up>", "exec"))
except LookupError as e:
    print(e, e.__traceback__.tb_next.tb_lineno, e.__traceback__.tb_next.tb_frame.f_code.co_filename)
frame = sys._getframe()
print(frame.f_code.co_name, frame.f_back, frame.f_lineno, linecache.getline(HERE, frame.f_lineno).strip()[:24], linecache.checkcache(), linecache.clearcache())
