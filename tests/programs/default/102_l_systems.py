"""L-systems: string rewriting for the dragon curve, Koch snowflake, plant and Hilbert curve, drawn in text."""
import math
from collections import Counter

SYSTEMS = {
    "dragon": ("FX", {"X": "X+YF+", "Y": "-FX-Y"}, 90, 7),
    "hilbert": ("A", {"A": "+BF-AFA-FB+", "B": "-AF+BFB+FA-"}, 90, 3),
    "koch": ("F--F--F", {"F": "F+F--F+F"}, 60, 2),
    "plant": ("X", {"X": "F+[[X]-X]-F[-FX]+X", "F": "FF"}, 25, 3),
    "fibonacci": ("A", {"A": "AB", "B": "A"}, 0, 12),
}


def rewrite(axiom, rules, times):
    text = axiom
    for _ in range(times):
        text = "".join(rules.get(ch, ch) for ch in text)
    return text


def walk(commands, angle, heading=0.0):
    x = y = 0.0
    stack, segments = [], []
    for ch in commands:
        match ch:
            case "F":
                nx, ny = x + math.cos(math.radians(heading)), y + math.sin(math.radians(heading))
                segments.append(((x, y), (nx, ny)))
                x, y = nx, ny
            case "+":
                heading += angle
            case "-":
                heading -= angle
            case "[":
                stack.append((x, y, heading))
            case "]":
                x, y, heading = stack.pop()
    return segments


def draw(segments, sx=2, sy=1):
    cells = {}
    for (x1, y1), (x2, y2) in segments:
        horizontal = abs(x2 - x1) > abs(y2 - y1)
        for t in (0.25, 0.5, 0.75) if horizontal else (0.5,):
            cells[round((x1 + (x2 - x1) * t) * sx), round((y1 + (y2 - y1) * t) * sy * 2)] = "_" if horizontal else "|"
    xs, ys = [x for x, _ in cells], [y for _, y in cells]
    for y in range(max(ys), min(ys) - 1, -1):
        print("  " + "".join(cells.get((x, y), " ") for x in range(min(xs), max(xs) + 1)).rstrip())


for name, (axiom, rules, angle, times) in SYSTEMS.items():
    lengths = [len(rewrite(axiom, rules, n)) for n in range(times + 1)]
    text = rewrite(axiom, rules, times)
    print(f"{name}: lengths {lengths}")
    print("   symbols", dict(sorted(Counter(text).items())), "begins", text[:24])
    segments = walk(text, angle, 60 if name == "plant" else 0)
    if segments:
        xs = [p[0] for s in segments for p in s]
        ys = [p[1] for s in segments for p in s]
        points = {(round(x, 6) + 0.0, round(y, 6) + 0.0) for s in segments for x, y in s}
        print(f"   {len(segments)} strokes over {len(points)} points, box {max(xs) - min(xs):.2f} x {max(ys) - min(ys):.2f}")
draw(walk(rewrite(*SYSTEMS["hilbert"][:2], 3), 90))
draw(walk(rewrite(*SYSTEMS["dragon"][:2], 6), 90))
ratio = [b / a for a, b in zip(lengths, lengths[1:])]
print(f"golden ratio from lengths: {ratio[-1]:.5f} against {(1 + 5 ** .5) / 2:.5f}")
