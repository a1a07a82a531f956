"""Lays out a plain-text report: wrapped paragraphs, columns, bar chart and footnotes."""
import textwrap
from itertools import zip_longest

PARAGRAPHS = [
    """The harbour survey ran for eleven weeks and covered every quay between the
    old customs house and the northern breakwater. Divers recorded the state of
    each pile[1] and took cores wherever the concrete looked suspect.""",
    """Most of the damage is superficial. Three piles, all on the fish quay, have
    lost more than a third of their section and should be replaced before winter[2].""",
]
NOTES = ["A pile is one vertical support.", "Work on the fish quay needs permission from the harbour master."]
COUNTS = {"sound": 212, "surface wear": 87, "cracked": 24, "replace": 3}
WIDTH = 64


def heading(text, level=1):
    line = ("=" if level == 1 else "-") * len(text)
    return [text, line, ""]


def columns(left, right, gap=4):
    width = (WIDTH - gap) // 2
    a, b = textwrap.wrap(left, width), textwrap.wrap(right, width)
    return [f"{x:<{width}}{' ' * gap}{y}".rstrip() for x, y in zip_longest(a, b, fillvalue="")]


def bars(counts, width=30):
    top = max(counts.values())
    pad = max(map(len, counts))
    for name, n in counts.items():
        length = n * width / top
        full, rest = divmod(round(length * 8), 8)
        yield f"{name:>{pad}} {'█' * full}{' ▏▎▍▌▋▊▉'[rest] if rest else ''} {n}"


out = heading("Harbour survey")
for p in PARAGRAPHS:
    out += textwrap.wrap(" ".join(p.split()), WIDTH, initial_indent="  ") + [""]
out += heading("Findings", 2) + list(bars(COUNTS)) + [""]
out += columns(textwrap.dedent(PARAGRAPHS[0]), textwrap.dedent(PARAGRAPHS[1])) + [""]
for i, note in enumerate(NOTES, 1):
    out += textwrap.wrap(note, 40, initial_indent=f"[{i}] ", subsequent_indent="    ")
print("\n".join(" ".join(line.split("\t")) for line in out))
print()
print(textwrap.shorten(PARAGRAPHS[1], 50, placeholder=" …"))
print(textwrap.indent("one\n\ntwo", "> ", lambda line: True))
print(textwrap.fill("extraordinarily-long-hyphenated-word and more", 14))
print(sum(map(len, out)), "characters in", len(out), "lines")
