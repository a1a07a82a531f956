"""Writes a package to a temporary folder and imports it: submodules, reloads, finders, errors, resources."""
import importlib
import importlib.abc
import importlib.util
import pkgutil
import sys
import tempfile
import textwrap
from pathlib import Path

FILES = {
    "toolbox/__init__.py": 'from .shapes import area\n__all__ = ["area", "late"]\nVERSION = 1\ndef __getattr__(name):\n    if name == "lazy":\n        return "made on demand"\n    raise AttributeError(f"no {name} here")\n',
    "toolbox/shapes.py": "from . import units\nprint('importing', __name__)\ndef area(a, b):\n    return units.label(a * b)\n",
    "toolbox/units.py": "UNIT = 'm²'\ndef label(x):\n    return f'{x} {UNIT}'\n",
    "toolbox/late.py": "import sys\nparent = sys.modules['toolbox']\n",
    "toolbox/data/words.txt": "alpha\nbeta\n",
    "plain.py": "counter = globals().get('counter', 0) + 1\nif __name__ == '__main__':\n    print('never')\n",
    "broken.py": "def f(:\n    pass\n",
    "raising.py": "import plain\nraise RuntimeError('on import')\n",
    "circular_a.py": "import circular_b\nvalue = 'a'\n",
    "circular_b.py": "from circular_a import value\n",
    "space/inner/mod.py": "where = __name__\n",
}
with tempfile.TemporaryDirectory() as folder:
    for name, text in FILES.items():
        path = Path(folder, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    sys.path.insert(0, folder)
    sys.dont_write_bytecode = True
    importlib.invalidate_caches()
    import toolbox
    from toolbox import *
    print(area(3, 4), toolbox.VERSION, toolbox.lazy, late.parent is toolbox, sorted(n for n in vars(toolbox) if not n.startswith("_")))
    print(toolbox.__name__, toolbox.shapes.__package__, toolbox.__spec__.submodule_search_locations is not None, Path(toolbox.__file__).relative_to(folder).as_posix())
    plain = importlib.import_module("plain")
    print(plain.counter, importlib.reload(plain).counter, importlib.import_module("plain") is plain)
    Path(folder, "toolbox/units.py").write_text("UNIT = 'square metres'\ndef label(x):\n    return f'{x} {UNIT}'\n")
    importlib.reload(toolbox.units)
    print(area(1, 2), importlib.import_module(".units", "toolbox").UNIT, importlib.import_module("space.inner.mod").where)
    print(sorted(m.name for m in pkgutil.iter_modules([folder])), sorted(m.name for m in pkgutil.walk_packages(toolbox.__path__, "toolbox.")), pkgutil.get_data("toolbox", "data/words.txt").split())
    for name in ("broken", "raising", "circular_a", "nothing", "toolbox.nothing", "plain.x"):
        try:
            importlib.import_module(name)
        except Exception as e:
            print(f"{name}: {type(e).__name__}: {str(e).split(' (')[0]}", name in sys.modules)
    try:
        from toolbox import missing
    except ImportError as e:
        print("ImportError:", e.name, str(e).split(" (")[0])
    spec = importlib.util.spec_from_file_location("alias", Path(folder, "plain.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    print(module.__name__, module.counter, "alias" in sys.modules, importlib.util.find_spec("plain").origin.endswith("plain.py"), importlib.util.find_spec("zzz"))
    sys.path.remove(folder)


class Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    SOURCES = {"virtual": "answer = 42\n", "virtual.sub": "from . import answer\ndouble = answer * 2\n"}

    def find_spec(self, name, path, target=None):
        if name in self.SOURCES:
            return importlib.util.spec_from_loader(name, self, is_package=name == "virtual")

    def exec_module(self, module):
        exec(textwrap.dedent(self.SOURCES[module.__name__]), module.__dict__)


sys.meta_path.insert(0, Finder())
import virtual.sub
print(virtual.answer, virtual.sub.double, virtual.__spec__.loader.__class__.__name__)
sys.meta_path.pop(0)
sys.modules["blocked"] = None
try:
    import blocked
except ModuleNotFoundError as e:
    print(e)
