# Tries: to change the interpreter for the next job: modules, builtins, hooks, codecs, interned and
#     cached objects, types by their memory, collections, recursion, switches, signals, path.
# Stopped by: a process for each job; the runner's own interpreter is never touched.
# Expect: {"status": "succeeded", "return_value": "spoilt"}
import atexit
import builtins
import codecs
import ctypes
import gc
import importlib
import json
import logging
import os
import random
import sys
import threading
import types
import warnings

sys.modules["breach_left"] = types.ModuleType("breach_left")
builtins.breach_left = json.breach_left = sys.breach_left = os.breach_left = 1
builtins.len = builtins.print
json.loads = json.dumps = importlib.import_module = lambda *_, **__: "spoilt"
sys.addaudithook(lambda *_: None)
sys.setprofile(lambda *_: None)
sys.settrace(lambda *_: None)
threading.settrace(lambda *_: None)
sys.meta_path.insert(0, types.SimpleNamespace(find_spec=lambda *_: None))
sys.path_hooks.clear()
sys.path.insert(0, "/tmp/breach_left")
codecs.register(lambda name: None)
warnings.simplefilter("error")
logging.disable(99)
gc.disable()
gc.callbacks.append(lambda *_: None)
atexit.register(os._exit, 9) if random.random() < 0 else random.seed(7)
sys.setswitchinterval(100)
sys.setrecursionlimit(99_999)
threading.stack_size(1 << 20)
sys.intern("breach_left")
ctypes.memmove(id(257 - 7) + 24, b"\x07\0\0\0", 4)  # the cached 250
object.__subclasses__()
sys.stdout.reconfigure(encoding="utf-16") if len == 0 else None
"spoilt"
