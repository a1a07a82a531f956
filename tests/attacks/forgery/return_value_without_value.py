# Tries: to put a value in place where its last statement has none, by the name under which the
#     runner keeps it, and by the frame of who runs it.
# Stopped by: nothing but the program's own word; it may neither crash the runner nor change a type.
# Expect: {"success": true, "exit_code": 0}
import sys

globals()["<return value>"] = [object]
frame = sys._getframe()
while frame:
    frame.f_globals["<return value>"] = "forged"
    frame = frame.f_back
globals()[type("S", (str,), {"__eq__": lambda *_: 1 / 0, "__hash__": lambda *_: 7})("x")] = 1
pass
