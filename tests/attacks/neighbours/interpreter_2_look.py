# Tries: to find a change of the interpreter that the job before it made.
# Stopped by: a process for each job; the runner's own interpreter is never touched.
# Expect: {"status": "succeeded"}
import builtins
import codecs
import gc
import importlib
import json
import logging
import os
import random
import sys
import threading
import warnings

checks = {
    "modules": "breach_left" in sys.modules,
    "attributes": any(hasattr(one, "breach_left") for one in (builtins, json, sys, os)),
    "functions": json.loads("[1]") != [1] or importlib.import_module("json") is not json,
    "len": len("four") != 4, "profile": sys.getprofile() or sys.gettrace() or threading.gettrace(),
    "path": any("breach" in one for one in sys.path) or not sys.path_hooks,
    "meta path": any(type(one).__name__ == "SimpleNamespace" for one in sys.meta_path),
    "warnings": any(one[0] == "error" for one in warnings.filters),
    "logging": logging.root.disabled,
    "manager": logging.root.manager.disable, "gc": not gc.isenabled() or gc.callbacks,
    "switch": sys.getswitchinterval() > 1, "recursion": sys.getrecursionlimit() > 9_999,
    "stack": threading.stack_size(), "cached": int("250") != int("25") * 10,
    "random": random.random() == 0.32383276483316237, "codec": codecs.lookup("utf-8") is None}
for name, spoilt in checks.items():
    if spoilt:
        print("BREACH", name)
