"""Parses a little command line and leaves through SystemExit with a message, which goes to stderr."""
import re

USAGE = "usage: shift [-n N] [-r] WORD..."


def parse(argv):
    n, reverse, words = 13, False, []
    it = iter(argv)
    for arg in it:
        if arg == "-n":
            text = next(it, None)
            if text is None or not re.fullmatch(r"-?\d+", text):
                raise SystemExit(f"{USAGE}\nshift: -n needs a whole number, got {text!r}")
            n = int(text)
        elif arg == "-r":
            reverse = True
        elif arg.startswith("-"):
            raise SystemExit(f"{USAGE}\nshift: unknown option {arg} – ‘naïve’ guess?")
        else:
            words.append(arg)
    return n * (-1 if reverse else 1), words


def shift(word, n):
    return "".join(chr((ord(c) - 97 + n) % 26 + 97) if c.islower() else c for c in word)


for command in ("hello world", "-n 3 abc xyz", "-r -n 3 def abc", "-n", "-q hello"):
    print("$ shift", command)
    try:
        n, words = parse(command.split())
    except SystemExit as e:
        if command == "-n":
            print("  would exit with:", str(e.code).splitlines()[-1])
            continue
        print("  leaving now")
        raise
    print(" ", *(shift(w, n) for w in words))
