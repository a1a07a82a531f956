"""Runs written scripts with runpy: run_path, run_module, packages with __main__, zip files and exits."""
import runpy
import sys
import tempfile
import zipfile
from pathlib import Path

SCRIPT = '''\
import sys
def helper(n):
    return n * factor
if __name__ == "__main__":
    print("as main:", sys.argv[1:], helper(2))
else:
    print("as", __name__, helper(3))
result = helper(10)
'''
sys.dont_write_bytecode = True
with tempfile.TemporaryDirectory() as folder:
    root = Path(folder)
    (root / "script.py").write_text(SCRIPT)
    (root / "leaver.py").write_text("import sys\nprint('leaving')\nsys.exit(5)\n")
    (root / "thrower.py").write_text("def f():\n    raise KeyError('inside')\nf()\n")
    (root / "app").mkdir()
    (root / "app" / "__init__.py").write_text("NAME = 'app'\n")
    (root / "app" / "__main__.py").write_text("from . import NAME\nfrom .tool import run\nprint('package', NAME, __package__, run())\n")
    (root / "app" / "tool.py").write_text("def run():\n    return 'tool ran'\n")
    with zipfile.ZipFile(root / "bundle.zip", "w") as z:
        z.writestr("__main__.py", "import inside\nprint('from a zip', inside.value)\n")
        z.writestr("inside.py", "value = 7\n")
    names = runpy.run_path(str(root / "script.py"), {"factor": 5})
    print(names["result"], names["__name__"], "helper" in names)
    before = sys.argv
    sys.argv = ["x", "one", "two"]
    runpy.run_path(str(root / "script.py"), {"factor": 2}, run_name="__main__")
    sys.argv = before
    runpy.run_path(str(root / "bundle.zip"))
    sys.path.insert(0, folder)
    print(runpy.run_module("app", run_name="ran")["__name__"])
    print(runpy.run_module("app.tool", alter_sys=True)["run"]())
    runpy.run_module("script", {"factor": 4})
    for name in ("leaver", "thrower", "absent"):
        try:
            runpy.run_path(str(root / f"{name}.py"))
        except SystemExit as e:
            print("SystemExit", e.code)
        except KeyError as e:
            print("KeyError", e, [f.name for f in __import__("traceback").extract_tb(e.__traceback__)][-2:])
        except FileNotFoundError as e:
            print(type(e).__name__, e.strerror)
    try:
        runpy.run_module("app.nothing")
    except ImportError as e:
        print("ImportError", e)
    sys.path.remove(folder)
print(__name__, "helper" in globals(), sys.modules["__main__"].__name__)
