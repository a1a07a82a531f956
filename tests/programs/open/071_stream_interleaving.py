"""Interleaves stdout and stderr writes, buffered and flushed, and ends by raising while output is pending."""
import sys

print("out 1 (buffered)")
print("err 1", file=sys.stderr)
sys.stdout.write("out 2 without newline")
sys.stderr.write("err 2 without newline\n")
sys.stdout.flush()
print(" ... out 3 ends it")
for i in range(3):
    print("o" * (i + 1), flush=True)
    print("e" * (i + 1), file=sys.stderr, end=";\n")
sys.stdout.reconfigure(line_buffering=True)
print("line buffered now")
sys.stderr.writelines([f"{n}\n" for n in ("é", "☃", "𝄞")])
print("multi", "line", "text", sep="\n")
sys.stdout.reconfigure(line_buffering=False, newline="\r\n")
print("carriage returns from here")
print("pending when the error is raised")


class Odd(Exception):
    def __str__(self):
        return "a multi-line\nmessage with ünïcode ☃ and a lone surrogate \udc80"


raise Odd
