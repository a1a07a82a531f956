# Tries: to take over what the runner calls after the program (atexit, threading, json, traceback,
# the streams) and from there do what the program may not.
# Stopped by: all of that runs in the program's own process, in its jail.
# Bare: yes
import atexit
import builtins
import json
import os
import sys
import threading
import traceback


def take(*_, paths=(context["host_file"], "/proc/1/environ"), write=os.write, read=os.read,
         opening=os.open, **__):
    write(1, b"taken over\n")
    for path in paths:
        try:
            write(1, read(opening(path, 0), 9999))
        except OSError:
            pass
    return 0


for module, names in ((threading, ("_shutdown",)), (atexit, ("_run_exitfuncs", "register")),
                      (json, ("dumps", "loads")), (os, ("_exit", "getpid", "close")),
                      (sys, ("exit", "excepthook", "unraisablehook", "displayhook")),
                      (traceback, ("format_exception", "print_exception")),
                      (builtins, ("repr", "print", "str", "__import__", "len"))):
    for name in names:
        setattr(module, name, take)
sys.modules["traceback"] = sys.modules["threading"] = sys.modules["atexit"] = type(sys)("mine")
sys.modules["atexit"]._run_exitfuncs = sys.modules["threading"]._shutdown = take
