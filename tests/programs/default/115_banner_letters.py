"""A banner font, an analogue clock face and ASCII charts drawn on character canvases."""
import math
from itertools import zip_longest

FONT = {
    "A": "01110 10001 10001 11111 10001", "B": "11110 10001 11110 10001 11110", "C": "01111 10000 10000 10000 01111", "E": "11111 10000 11110 10000 11111",
    "H": "10001 10001 11111 10001 10001", "I": "111 010 010 010 111", "L": "10000 10000 10000 10000 11111", "N": "10001 11001 10101 10011 10001",
    "O": "01110 10001 10001 10001 01110", "P": "11110 10001 11110 10000 10000", "R": "11110 10001 11110 10010 10001", "T": "11111 00100 00100 00100 00100",
    "Y": "10001 01010 00100 00100 00100", "!": "1 1 1 0 1", " ": "00 00 00 00 00", "3": "1110 0001 0110 0001 1110", "1": "010 110 010 010 111",
}


def banner(text, on="█", off=" "):
    rows = [""] * 5
    for ch in text.upper():
        glyph = FONT.get(ch, "101 010 101 010 101").split()
        rows = [r + g.replace("1", on).replace("0", off) + off for r, g in zip(rows, glyph)]
    return [r.rstrip() for r in rows]


def small(text):
    rows = banner(text, "1", "0") + [""]
    out = []
    for a, b in zip(rows[::2], rows[1::2]):
        out.append("".join(" ▄▀█"[2 * (p == "1") + (q == "1")] for p, q in zip_longest(a, b, fillvalue="0")).rstrip())
    return out


class Canvas:
    def __init__(self, width, height):
        self.rows = [[" "] * width for _ in range(height)]

    def put(self, x, y, text):
        for i, ch in enumerate(text):
            if 0 <= round(y) < len(self.rows) and 0 <= round(x) + i < len(self.rows[0]):
                self.rows[round(y)][round(x) + i] = ch

    def line(self, x1, y1, x2, y2, ch):
        steps = max(abs(round(x2 - x1)), abs(round(y2 - y1)), 1)
        for s in range(steps + 1):
            self.put(x1 + (x2 - x1) * s / steps, y1 + (y2 - y1) * s / steps, ch)

    def __str__(self):
        return "\n".join("".join(r).rstrip() for r in self.rows)


def clock(hour, minute):
    c = Canvas(31, 15)
    for h in range(1, 13):
        a = math.tau * h / 12
        c.put(15 + 14 * math.sin(a), 7 - 7 * math.cos(a), str(h))
    for turn, length, ch in ((minute / 60, 0.75, "·"), ((hour + minute / 60) / 12, 0.5, "o")):
        c.line(15, 7, 15 + 14 * length * math.sin(math.tau * turn), 7 - 7 * length * math.cos(math.tau * turn), ch)
    c.put(15, 7, "+")
    return c


def chart(values, height=8):
    low, high = min(values), max(values)
    level = lambda v: round((v - low) / (high - low) * (height - 1))
    for row in range(height - 1, -1, -1):
        label = f"{low + (high - low) * row / (height - 1):7.2f} ┤"
        body = ""
        for a, b in zip(values, values[1:]):
            p, q = level(a), level(b)
            body += "─" if p == q == row else ("╯" if q > p else "╮") if p == row else ("╭" if q > p else "╰") if q == row else "│" if min(p, q) < row < max(p, q) else " "
        yield (label + body).rstrip()


print(*banner("HELLO PY!"), sep="\n")
print(*banner("31?", "#", "."), sep="\n")
print(*small("TINY BANNER"), sep="\n")
print(clock(10, 10))
print(*chart([10 * math.sin(i / 6) * math.exp(-i / 50) for i in range(70)]), sep="\n")
hist = {"mon": 4, "tue": 11, "wed": 7, "thu": 0, "fri": 9}
for row in range(12, 0, -3):
    print(f"{row:>3} " + " ".join("▁▄█ "[2] * 3 if n >= row else "▄▄▄" if n >= row - 2 else "   " for n in hist.values()).rstrip())
print("    " + " ".join(hist))
