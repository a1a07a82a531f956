# SPDX-License-Identifier: Apache-2.0
"""The plot of bench/broker: a group of bars for each type of job, each with a scale of its own."""
from pathlib import Path

COLOURS = ("#3b6ea5", "#8db4d8", "#2e7d5b", "#8fcbb0", "#9a9a9a")
LEFT, WIDTH, BAR, GROUP = 250, 330, 24, 200


def draw(path, rows, ways, floor):
    """Bars for `ways` with a line from the least to the most; `floor` is far off any scale and
    stands as text."""
    height = GROUP * len(rows) + 8
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" width="720" height="{height}" '
             'font-family="sans-serif" font-size="13">',
             '<rect width="100%" height="100%" fill="white"/>']
    for number, (type, found) in enumerate(rows.items()):
        y = 20 + GROUP * number
        parts.append(f'<text x="10" y="{y}" font-weight="bold">{type}, jobs a second</text>'
                     f'<text x="{LEFT}" y="{y}" fill="#555">{floor}: '
                     f'{found[floor]["jobs_per_second"]:,.0f}/s</text>')
        parts += bars(found, ways, y + 10)
    parts.append("</svg>")
    Path(path).write_text("\n".join(parts) + "\n", encoding="utf-8")


def bars(found, ways, y):
    scale = WIDTH / max(found[way]["spread"][1] for way in ways)
    for way, colour in zip(ways, COLOURS):
        row = found[way]
        low, high = (LEFT + scale * value for value in row["spread"])
        middle = y + BAR // 2
        yield (f'<text x="10" y="{middle + 5}">{way}</text>'
               f'<rect x="{LEFT}" y="{y}" width="{scale * row["jobs_per_second"]:.0f}" '
               f'height="{BAR}" fill="{colour}"/>'
               f'<path d="M{low:.0f} {middle}H{high:.0f}" stroke="black"/>'
               f'<text x="{high + 8:.0f}" y="{middle + 5}">{row["jobs_per_second"]:,.0f}/s</text>')
        y += BAR + 8
