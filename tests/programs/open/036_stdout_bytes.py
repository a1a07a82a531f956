"""Writes bytes of every kind to standard output: invalid UTF-8, NULs, via buffer, os.write and dup."""
import os
import sys

print("text first")
sys.stdout.flush()
sys.stdout.buffer.write(b"invalid: \xff\xfe\x80 nul: \x00 escape: \x1b[0m bell: \x07\r\n")
sys.stdout.buffer.write(bytes(range(256)))
sys.stdout.buffer.write(b"\n")
sys.stdout.buffer.flush()
os.write(1, "direct to the descriptor ☕\n".encode())
print("a", "b", sep="\0", end="\r\n")
print("tab\tform\ffeed\vvertical", "utf-8: é ☃ 𝄞", "\u2028 line separator", "\ufeff bom")
sys.stdout.flush()
other = os.fdopen(os.dup(1), "w", encoding="utf-16-le", newline="\r\n")
other.write("utf-16\n")
other.close()
sys.stdout.write("no newline")
sys.stdout.writelines([" one", " two", "\n"])
print("written:", sys.stdout.write(""), sys.stdout.buffer.write(b""), sys.stdout.line_buffering, sys.stdout.isatty(), sys.stdout.name)
latin = open(1, "w", encoding="latin-1", closefd=False)
sys.stdout.flush()
print("latin-1 é ÿ", file=latin, flush=True)
try:
    print("☃", file=latin, flush=True)
except UnicodeEncodeError as e:
    print("latin-1 cannot:", e.object, e.start, flush=True)
os.write(2, b"bytes on stderr \xfe\n")
sys.stderr.buffer.write(b"buffered stderr \xc3\xa9\n")
sys.stderr.write("backslash replaced: \udcff \ud800\n")
print("surrogate escape:", "\udcff\udc80", end="|\n")
