"""The namespace a script starts with: module dunders, frames, loaded modules, original arguments."""
import builtins
import os
import sys

print(__name__, __doc__[:24], os.path.basename(__file__), __spec__, __package__, type(__loader__).__name__, __builtins__ is builtins, "__cached__" in globals())
print(sys.gettrace(), sys.getallocatedblocks() > 0, sys.is_finalizing(), sys.exc_info(), sys.ps1 if hasattr(sys, "ps1") else "no prompt", hasattr(sys, "last_value"), sys.warnoptions, sys._xoptions, sys.orig_argv[1:2])
main = sys.modules["__main__"]
print(main.__name__, os.path.basename(main.__file__), main.__dict__ is globals(), sorted(n for n in globals() if n.startswith("__")))
frame = sys._getframe()
print(frame.f_back, frame.f_code.co_name, os.path.basename(frame.f_code.co_filename), frame.f_globals is globals(), frame.f_locals is globals(), frame.f_builtins is vars(builtins))
print(__annotations__ if "__annotations__" in globals() else "no annotations yet", [x for x in ("__file__", "__cached__") if x in globals()], type(__builtins__).__name__)
x: int = 3
print(__annotations__)
print([n for n in ("exit", "quit", "help", "copyright", "license", "credits") if hasattr(builtins, n)])
