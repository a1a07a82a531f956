"""exec, eval and compile: namespaces, modes, flags, code objects, generated functions and syntax errors."""
import builtins
import types

space = {"x": 10}
exec("y = x * 2\ndef f(n):\n    return n + y\nclass K:\n    z = 5", space)
print(space["f"](1), space["K"].z, sorted(k for k in space if not k.startswith("__")), eval("f(x) + K.z", space))
print(eval("[i * j for i in range(3) for j in (1, k)]", {"k": 10}), eval("x + 1", {}, {"x": 1}), eval(compile("3 if a else 4", "<c>", "eval"), {"a": 0}))


def local_scope():
    v = 1
    exec("v = 2; w = 3")
    ns = {}
    exec("v = 2; w = v + 1", globals(), ns)
    return v, ns, "w" in locals(), eval("v + 40")


print(local_scope())
code = compile("total = 0\nfor i in range(5):\n    total += i\n", "<loop>", "exec")
print(code.co_name, code.co_names, code.co_consts, code.co_filename, type(code).__name__)
exec(code)
print(total)
exec(compile("1 + 1\n'shown'\nNone\n", "<one>", "exec"))
for line in ("1 + 1", "'shown'", "None", "for i in range(2): i * 10", "x = 5"):
    exec(compile(line + "\n", "<single>", "single"))


def make(name, fields):
    body = "\n    ".join(f"self.{f} = {f}" for f in fields)
    ns = {}
    exec(f"def __init__(self, {', '.join(fields)}):\n    {body}", ns)
    return type(name, (), {"__init__": ns["__init__"], "__repr__": lambda s: f"{name}({', '.join(f'{f}={getattr(s, f)!r}' for f in fields)})"})


P = make("P", ["a", "b"])
print(P(1, "two"), types.FunctionType(compile("lambda q: q * k", "<l>", "eval").co_consts[0], {"k": 6})(7))
limited = {"__builtins__": {"len": len, "print": print}}
exec("print(len('abc'))", limited)
for source in ("open('x')", "__import__('os')", "len(5)", "undefined", "1 / 0"):
    try:
        eval(source, limited)
    except Exception as e:
        print(f"{source:16} {type(e).__name__}: {e}")
for source in ("x = = 1", "if True:\nx", "print 'hi'", "f(a for a in b, c)", "def f(a, a): pass", "'open", "return 5", "break", "x = 08", "a, b += 1", "f'{x!z}'", "(1, 2", "  x = 1", "lambda x: yield", "nonlocal q", "None = 1", "é = 1; 5é", "if x = 1: pass", "x\n\ty\n    z", "del f()", "from __future__ import nope", "\x00", "async def f(): yield from x", "try: pass", "class A\n  pass", "{'a' 1}", "with open(x) as 5: pass", "raise = 1", "1_000_ + 2", "global g; g = 1; global g"):
    try:
        compile(source, "<source>", "exec")
        print(f"{source!r:34} compiles")
    except (SyntaxError, ValueError) as e:
        print(f"{source!r:34} {type(e).__name__}: {getattr(e, 'msg', e)} {getattr(e, 'lineno', '')}:{getattr(e, 'offset', '')}")
m = types.ModuleType("made", "a made module")
exec("def hi():\n    return __name__, __doc__", m.__dict__)
print(m.hi(), hasattr(m, "hi"), builtins.len is len, vars(m)["__name__"])
print(eval("(x := 5) + x"), eval("  [1,\n2]  "), eval(b"2 + 3"), callable(eval))
big = eval("+".join(["1"] * 2000))
print(big, len(compile("+".join(["a"] * 50), "<b>", "eval").co_code) > 100)
try:
    eval("(" * 300 + ")" * 300)
except (SyntaxError, MemoryError, RecursionError) as e:
    print(type(e).__name__, getattr(e, "msg", ""))
