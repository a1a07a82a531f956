"""cmd.Cmd driven by standard input and code.InteractiveConsole fed with lines, errors and blocks."""
import cmd
import code
import contextlib
import io
import sys


class Garden(cmd.Cmd):
    intro, prompt, doc_header = "garden simulator", "(garden) ", "commands:"
    use_rawinput = False

    def __init__(self, **kw):
        super().__init__(**kw)
        self.beds = {}

    def do_plant(self, line):
        """plant NAME [COUNT] - put something in a bed"""
        name, _, count = line.partition(" ")
        self.beds[name] = self.beds.get(name, 0) + int(count or 1)
        print("planted", name, file=self.stdout)

    def do_show(self, line):
        """show - list the beds"""
        for name, n in sorted(self.beds.items()):
            print(f"  {name:8} {'*' * n}", file=self.stdout)

    def do_quit(self, line):
        print("bye", file=self.stdout)
        return True

    do_EOF = do_quit

    def default(self, line):
        print("what is", line.split()[0] + "?", file=self.stdout)

    def emptyline(self):
        print("(nothing)", file=self.stdout)

    def precmd(self, line):
        return line if line == "EOF" else line.lower()


Garden().cmdloop()
print()
console = code.InteractiveConsole({"__name__": "console", "x": 5})
LINES = ["y = x * 2", "y", "for i in range(2):", "    print(i)", "", "def f(n):", "    return n / 0", "", "if (", "1 in (1, 2)):", "    'block value'", "", "z = = 1", "'é' * 3", "import math; math.pi > 3", "[1,", "2]"]
for line in LINES:
    more = console.push(line)
    print(f"{'...' if more else '>>>'} after {line!r}")
err = io.StringIO()
with contextlib.redirect_stderr(err):
    console.push("f(1)")
print(err.getvalue().splitlines()[-1], console.locals["y"])
print(code.compile_command("a = (") is None, code.compile_command("a = 1") is not None)
try:
    code.compile_command("a = )")
except SyntaxError as e:
    print(e.msg)
it = iter(["a = 6", "a * 7", "raise SystemExit(3)"])
second = code.InteractiveConsole()
second.raw_input = lambda prompt="": next(it)
try:
    second.interact(banner="banner on stderr", exitmsg="exit message")
except SystemExit as e:
    print("SystemExit", e.code)
sys.displayhook = lambda v: print("custom display:", v)
console.push("x + 1")
