"""Draws tables with box characters, aligning wide East Asian characters and emoji correctly."""
import unicodedata

ROWS = [
    ("City", "Local name", "People (m)", "Δ %"),
    ("Tokyo", "東京", 37.4, 0.1),
    ("Cairo", "القاهرة", 20.9, 2.0),
    ("São Paulo", "São Paulo", 22.0, -0.4),
    ("Seoul", "서울", 9.96, None),
    ("Party", "🎉🎂", 0.001, 12.5),
]
STYLES = {"light": "─│┌┬┐├┼┤└┴┘", "double": "═║╔╦╗╠╬╣╚╩╝", "ascii": "-|+++++++++", "round": "─│╭┬╮├┼┤╰┴╯"}


def width(text):
    total = 0
    for ch in text:
        if unicodedata.combining(ch) or unicodedata.category(ch) == "Cf":
            continue
        total += 2 if unicodedata.east_asian_width(ch) in "WF" else 1
    return total


def pad(text, size, align):
    space = size - width(text)
    left = {"<": 0, ">": space, "^": space // 2}[align]
    return " " * left + text + " " * (space - left)


def cell(value):
    if value is None:
        return "–"
    return f"{value:,.2f}" if isinstance(value, float) else str(value)


def table(rows, style="light", aligns="<<>>"):
    h, v, tl, tm, tr, ml, mm, mr, bl, bm, br = STYLES[style]
    text = [[cell(c) for c in r] for r in rows]
    sizes = [max(map(width, col)) for col in zip(*text)]
    rule = lambda a, b, c: a + b.join(h * (s + 2) for s in sizes) + c
    yield rule(tl, tm, tr)
    for i, row in enumerate(text):
        how = "^^^^" if i == 0 else aligns
        yield v + v.join(f" {pad(c, s, a)} " for c, s, a in zip(row, sizes, how)) + v
        if i == 0:
            yield rule(ml, mm, mr)
    yield rule(bl, bm, br)


for style in STYLES:
    lines = list(table(ROWS, style))
    print(f"{style}: every line {set(map(width, lines))} columns")
    print(*lines, sep="\n")
blocks = " ▁▂▃▄▅▆▇█"
values = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9]
print("sparkline:", "".join(blocks[round(v / max(values) * 8)] for v in values))
print("braille:", "".join(chr(0x2800 + v * 27 % 256) for v in values), "| shades: ░▒▓█ | arrows: ←↑→↓ ⇒ | ∑∏√∞≠≤")
print("width of each:", {w: width(w) for w in ("abc", "東京", "ｆｕｌｌ", "e\u0301", "🎉", "한")})
