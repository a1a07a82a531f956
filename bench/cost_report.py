# SPDX-License-Identifier: Apache-2.0
"""What bench/run_cost prints and draws of its figures."""
import math
import os
import sys
from pathlib import Path

SANDBOX, PIPELINE = "the sandbox alone", "cordon run --jobs"
BARE, SPAWNED = "bare fork, no isolation", "python3 -I a job"
BWRAP, RUNSC = "bwrap --unshare-all python3 -I", "runsc do python3 -I"
MOST_SLOT_MB = 4


def percentile(values, share):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def colour(code, text):
    if not sys.stdout.isatty() or os.environ.get("NO_COLOR"):
        return text
    return f"\x1b[{code}m{text}\x1b[0m"


def times(rows, name, peer):
    """How often its rate is the peer's; None where the peer is not here."""
    if peer not in rows:
        return None
    return rows[name]["jobs_per_second"] / rows[peer]["jobs_per_second"]


def ratio(value, width):
    return f"{'-' if value is None else f'{value:.2f}x':>{width}}"


def print_table(rows):
    """Cost of a row: how many of its jobs' time a bare fork takes once."""
    print(f"{'':32}{'jobs/s':>8}{'(min-max)':>14}{'CPU ms/job':>12}{'bare fork':>11}{'bwrap':>9}"
          f"{'runsc':>9}{'p50 ms':>9}{'p99 ms':>9}{'p99/p50':>9}")
    for name, row in rows.items():
        low, high = row["spread"]
        text = (f"{name:32}{row['jobs_per_second']:8.0f}{f'({low:.0f}-{high:.0f})':>14}"
                f"{row['cpu_ms_per_job']:12.2f}{ratio(1 / times(rows, name, BARE), 11)}"
                f"{ratio(times(rows, name, BWRAP), 9)}{ratio(times(rows, name, RUNSC), 9)}"
                f"{row['p50_ms']:9.2f}{row['p99_ms']:9.2f}{row['p99_ms'] / row['p50_ms']:9.2f}")
        print(colour("1", text) if name in (SANDBOX, PIPELINE) else text)
    print("\nbare fork: its rate over the row's; bwrap, runsc: the row's rate over theirs. Rates have "
          "the start of each in them.\nruns of runsc leave processes of their own, whose CPU time is "
          "not counted. Published by a peer, on 2 cores\nof its own: zygo 1.4 ms p50 and 10 ms p99 "
          "warm, 1108 jobs/s.")


def print_memory(memory):
    print("\nPrivate memory of a warm slot, by profile:  "
          + "  ".join(f"{name} {value:.1f} MB" for name, value in memory.items()))


def claims(rows, memory):
    """Each as (what is claimed, the figure or None, whether it holds)."""
    sandbox, pipeline = (1 / times(rows, name, BARE) for name in (SANDBOX, PIPELINE))
    found = [("sandbox alone: at most 1.4 times a bare fork", sandbox, sandbox <= 1.4),
             ("whole pipeline: at most 1.6 times a bare fork", pipeline, pipeline <= 1.6),
             ("whole pipeline, the aim: 1.3 times", pipeline, pipeline <= 1.3)]
    for peer, least in ((BWRAP, 10), (RUNSC, 60)):
        rate = times(rows, PIPELINE, peer)
        found.append((f"whole pipeline: at least {least} times {peer}", rate,
                      rate is not None and rate >= least))
    for name in (SANDBOX, PIPELINE):
        tail = rows[name]["p99_ms"] / rows[name]["p50_ms"]
        found.append((f"{name}: p99 under 3 times the median", tail, tail < 3))
    largest = max(memory.values())
    found.append((f"a warm slot: under {MOST_SLOT_MB} MB of private memory", largest,
                  largest < MOST_SLOT_MB))
    return found


def print_claims(found):
    print()
    for text, value, holds in found:
        if value is None:
            print(f"  {colour('33', 'not measured')}  {text}")
            continue
        verdict = colour("32", "met         ") if holds else colour("31", "not met     ")
        print(f"  {verdict}  {text}: {value:.2f}")


def draw_svg(path, rows):
    """Bars of rates, logarithmic: runsc and a bare fork are two orders apart."""
    top = math.log10(max(row["jobs_per_second"] for row in rows.values()))
    height = 40 + 44 * len(rows)
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" width="800" height="{height}" '
             'font-family="sans-serif" font-size="14">'
             '<text x="10" y="20">print(1), jobs a second (logarithmic)</text>']
    for i, (name, row) in enumerate(rows.items()):
        y = 34 + 44 * i
        width = 420 * max(0.02, math.log10(max(1, row["jobs_per_second"])) / top)
        fill = "#3b6ea5" if name in (SANDBOX, PIPELINE) else "#9aa7b4"
        parts.append(f'<text x="10" y="{y + 21}">{name}</text>'
                     f'<rect x="260" y="{y}" width="{width:.0f}" height="30" fill="{fill}"/>'
                     f'<text x="{268 + width:.0f}" y="{y + 21}">'
                     f'{row["jobs_per_second"]:.0f}/s</text>')
    parts.append("</svg>")
    Path(path).write_text("\n".join(parts) + "\n", encoding="utf-8")
