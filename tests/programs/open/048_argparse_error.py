"""argparse: help text, sub-commands, types and groups, ending with a usage error (exit code 2)."""
import argparse
from enum import Enum
from fractions import Fraction


class Colour(Enum):
    RED = "red"
    BLUE = "blue"

    def __str__(self):
        return self.value


def even(text):
    n = int(text)
    if n % 2:
        raise argparse.ArgumentTypeError(f"{n} is odd")
    return n


class Count(argparse.Action):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, [*(getattr(namespace, self.dest) or []), (option_string, values)])


parser = argparse.ArgumentParser(prog="paint", description="Paints shapes on a small canvas, patiently.", epilog="See the manual.", fromfile_prefix_chars="+")
parser.add_argument("-v", "--verbose", action="count", default=0, help="say more (repeatable)")
parser.add_argument("--colour", type=Colour, choices=list(Colour), default=Colour.RED, help="paint colour (default: %(default)s)")
parser.add_argument("--scale", type=Fraction, metavar="N", default=Fraction(1))
parser.add_argument("--mark", action=Count, metavar="M", help=argparse.SUPPRESS)
group = parser.add_mutually_exclusive_group()
group.add_argument("--wet", action="store_true")
group.add_argument("--dry", action=argparse.BooleanOptionalAction)
commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
circle = commands.add_parser("circle", aliases=["c"], help="paint a circle")
circle.add_argument("radius", type=even)
line = commands.add_parser("line", help="paint a line through points")
line.add_argument("points", nargs="+", type=float)
line.add_argument("--dash", nargs="?", const="--", default="solid")
line.set_defaults(func=lambda ns: sum(ns.points))
parser.print_help()
line.print_usage()
for argv in (["-vv", "circle", "4"], ["--colour", "blue", "--scale=2/3", "line", "1", "2.5", "--dash"], ["--mark", "a", "--mark=b", "--no-dry", "c", "0"]):
    ns = parser.parse_args(argv)
    print({k: str(v) for k, v in sorted(vars(ns).items()) if k != "func"}, ns.func(ns) if hasattr(ns, "func") else "")
known, rest = parser.parse_known_args(["circle", "2", "--what", "-x"])
print(known.radius, rest)
for argv in (["circle", "3"], ["--wet", "--dry", "c", "2"], [], ["--colour", "green", "c", "2"], ["line"], ["dance"], ["--scale"]):
    try:
        parser.parse_args(argv)
    except SystemExit as e:
        print("exit code", e.code, flush=True)
other = argparse.ArgumentParser(prog="x", exit_on_error=False)
other.add_argument("-n", type=int)
try:
    other.parse_args(["-n", "q"])
except argparse.ArgumentError as e:
    print("ArgumentError:", e, flush=True)
main = argparse.ArgumentParser()
main.add_argument("--input", required=True)
print("prog is", main.prog, "arguments:", __import__("sys").argv[1:], flush=True)
main.parse_args()
