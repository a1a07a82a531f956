# Tries: to import what is forbidden by every other way than the statement: importlib, loaders,
# sys.modules, the C function, a list as fromlist, another interpreter, pkgutil, runpy.
# Stopped by: the source check and the import hook as policy; what is reached is stopped by a fresh
# environment and a minimal root.
# Bare: yes
import importlib
import importlib.machinery
import pkgutil
import runpy
import sys

ways = {
    "importlib": lambda: importlib.import_module("os"),
    "fromlist": lambda: __builtins__.__import__("os", {}, {}, []),
    "posing as a library": lambda: __import__("os", {"__spec__": 1, "__name__": "json"}),
    "modules": lambda: sys.modules["os"],
    "resolve": lambda: pkgutil.resolve_name("os:path").os,
    "runpy": lambda: runpy.run_module("os")["sys"].modules["os"],
    "loader": lambda: importlib.machinery.SourceFileLoader(
        "os2", "/usr/lib/python3.X/os.py").load_module(),
    "builtin": lambda: __spec__.__class__ and importlib.machinery.BuiltinImporter.load_module(
        "posix"),
}
for name, way in ways.items():
    try:
        os = way()
        print(name, os.environ)
        print(os.read(os.open(context["host_file"], 0), 999))
    except Exception as refusal:
        print(name, refusal)
