# Tries: to climb from its own frame, a traceback and a generator to the frames of what runs it, and
# to change their variables.
# Stopped by: the source check; the runner is C++ and has no frame of Python; a minimal root.
import ctypes
import sys


def climb(frame):
    while frame is not None:
        names = {**frame.f_globals, **frame.f_locals}
        for name in sorted(names):
            if name not in own and "secret" in name.lower():
                print("BREACH:", name, names[name])
        if frame.f_globals is not globals():
            print("BREACH: a frame that is not the program's", frame)
        frame.f_locals["changed"] = 1
        ctypes.pythonapi.PyFrame_LocalsToFast(ctypes.py_object(frame), 1)
        frame = frame.f_back


own = {"climb", "own", "context"}
climb(sys._getframe())
try:
    raise KeyError
except KeyError as error:
    climb(error.__traceback__.tb_frame)
climb((lambda: (yield))().gi_frame)
for frame in sys._current_frames().values():
    climb(frame)
print(len(sys._current_frames()))
