"""Reads text with invalid UTF-8 and NUL bytes from standard input, and writes it back unchanged."""
import sys

print("encoding", sys.stdin.encoding, "errors", sys.stdin.errors, "out", sys.stdout.encoding, sys.stdout.errors, "err", sys.stderr.encoding, sys.stderr.errors)
lines = sys.stdin.readlines()
for i, line in enumerate(lines, 1):
    escaped = [f"{ord(c):04x}" for c in line if 0xDC80 <= ord(c) <= 0xDCFF]
    print(i, ascii(line), "undecodable:", escaped)
print("back to bytes:", lines[1].encode("utf-8", "surrogateescape"))
print("echo:", lines[1], end="")
try:
    lines[1].encode("utf-8")
except UnicodeEncodeError as e:
    print(e.reason, e.start, e.end)
for errors in ("replace", "ignore", "backslashreplace"):
    print(errors, lines[1].encode("utf-8", "surrogateescape").decode("utf-8", errors).rstrip())
sys.stdout.reconfigure(errors="replace")
print("replaced:", lines[1], end="")
print("last line has a newline:", lines[-1].endswith("\n"), "nul kept:", "\0" in "".join(lines))
