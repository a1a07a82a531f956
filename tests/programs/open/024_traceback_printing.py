"""traceback in use: print_exc to stderr, extracted frames, limits, chains and formatted exceptions."""
import sys
import traceback


def level(n):
    if n == 0:
        return {}["bottom"]
    return level(n - 1)


def convert(text):
    try:
        return int(text)
    except ValueError as e:
        raise RuntimeError(f"cannot convert {text!r}") from e


try:
    level(2)
except KeyError:
    traceback.print_exc()
    kind, value, tb = sys.exc_info()
    frames = traceback.extract_tb(tb)
    print([(f.name, f.lineno, f.line) for f in frames])
    print(traceback.format_exception_only(kind, value))
    traceback.print_exc(limit=1)
    traceback.print_exc(limit=-1, file=sys.stderr)
try:
    convert("twelve")
except RuntimeError as e:
    te = traceback.TracebackException.from_exception(e, capture_locals=True)
    print(str(te), te.exc_type.__name__, str(te.__cause__), te.stack[-1].name, sorted(te.stack[-1].locals))
    traceback.print_exception(e, chain=False)
    traceback.print_exception(e)
try:
    raise ExceptionGroup("several", [ValueError("a"), ExceptionGroup("inner", [TypeError("b")])])
except ExceptionGroup as e:
    traceback.print_exception(e)
try:
    compile("x = (1,\ny = 2", "<config>", "exec")
except SyntaxError as e:
    traceback.print_exc()
    print(e.filename, e.lineno, e.offset, e.msg, repr(e.text))


class Odd(Exception):
    def __str__(self):
        raise ValueError("no text")


for e in (Odd(), ValueError(), ValueError(""), KeyError("k"), OSError(2, "gone", "file"), UnicodeDecodeError("utf-8", b"\xff", 0, 1, "bad"), StopIteration(5)):
    print(*(l.strip() for l in traceback.format_exception_only(e)))


def deep(n):
    return deep(n - 1) if n else 1 / 0


try:
    deep(20)
except ZeroDivisionError:
    traceback.print_exc()
    print(len(traceback.extract_tb(sys.exc_info()[2])))


def where():
    return [f.name for f in traceback.extract_stack()]


print(where(), (lambda: [f.f_code.co_name for f, _ in traceback.walk_stack(sys._getframe())])())
e = ValueError("with notes")
e.add_note("first note")
e.add_note("second\nnote")
traceback.print_exception(e)
print("done")
