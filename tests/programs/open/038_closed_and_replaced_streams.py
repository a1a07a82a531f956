"""Files and standard streams closed, replaced and redirected, with the errors that follow."""
import contextlib
import io
import os
import sys
import tempfile

with tempfile.TemporaryFile("w+") as f:
    print("to a file", file=f)
    f.seek(0)
    print("read back:", f.read().strip())
for action in (lambda: print("x", file=f), lambda: f.read(), lambda: f.write("x"), lambda: f.fileno(), lambda: next(f), lambda: f.__enter__()):
    try:
        action()
    except ValueError as e:
        print(type(e).__name__, e)
print(f.closed, f.close())
capture = io.StringIO()
with contextlib.redirect_stdout(capture), contextlib.redirect_stderr(capture):
    print("captured")
    print("also captured", file=sys.stderr)
    print(1, 2, 3, sep=", ", end="!")
print(repr(capture.getvalue()))
saved, sys.stdout = sys.stdout, io.TextIOWrapper(io.BytesIO(), encoding="ascii", errors="xmlcharrefreplace", newline="\r\n")
print("naïve ☃")
sys.stdout.flush()
raw, sys.stdout = sys.stdout.buffer.getvalue(), saved
print(raw)


class Shouting(io.TextIOBase):
    def write(self, text):
        saved.write(text.upper())
        return len(text)


with contextlib.redirect_stdout(Shouting()):
    print("shouted é ß")
for action in (lambda: print("x", file="not a file"), lambda: print("x", file=io.BytesIO()), lambda: print(1, sep=2), lambda: open("/nonexistent/x"), lambda: open(capture), lambda: open("x", "q"), lambda: open("x", "rb", encoding="utf-8"), lambda: io.StringIO("x").fileno(), lambda: os.read(10**6, 1)):
    try:
        action()
    except (AttributeError, TypeError, OSError, ValueError) as e:
        print(f"{type(e).__name__}: {e}")
r, w = os.pipe()
with os.fdopen(r) as reader, os.fdopen(w, "w") as writer:
    print("through a pipe", file=writer, flush=True)
    print("pipe:", reader.readline().strip())
    try:
        writer.read()
    except io.UnsupportedOperation as e:
        print(e)
sys.stdout, keep = None, sys.stdout
print("goes nowhere")
sys.stdout = keep
print("restored", sys.stdout is sys.__stdout__)
sys.stdout.close()
try:
    print("too late")
except ValueError as e:
    print("stdout:", e, file=sys.stderr)
