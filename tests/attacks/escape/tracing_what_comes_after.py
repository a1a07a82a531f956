# Tries: to trace every call and line from now on, in all threads, so as to step through what the
# runner does after the program.
# Stopped by: what is traced is the program's own process; the runner has no line of Python.
# Bare: yes
import os
import sys
import threading


def trace(frame, event, argument):
    for name, value in frame.f_locals.items():
        if isinstance(value, (str, bytes)) and "CANARY" in str(value):
            os.write(1, f"{name} {value}\n".encode())
    try:
        os.write(1, os.read(os.open(context["host_file"], 0), 99))
    except OSError:
        pass
    return trace


sys.setprofile(trace)
threading.setprofile(trace)
threading.settrace(trace)
sys.settrace(trace)
threading.Thread(target=sorted, args=([2, 1],)).start()
