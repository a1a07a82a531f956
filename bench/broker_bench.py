# SPDX-License-Identifier: Apache-2.0
"""What bench/broker measures, once its servers are up: it is run by that, not by hand."""
import argparse
import json
import os
import platform
import signal
import statistics
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BOUND_SECONDS = 1800
TYPES = ("redact", "validate", "execute")
BROKER = {f"{delivery}{', bare' if is_bare else ''}": {"delivery": delivery, "is_bare": is_bare}
          for is_bare in (False, True) for delivery in ("exactly-once", "at-least-once")}
FILE, RAW = "cordon run --jobs", "raw librdkafka loop, no work"


def parse():
    arguments = argparse.ArgumentParser(prog="bench/broker", description=__doc__.split(":")[0])
    arguments.add_argument("--redact", type=int, default=50_000, help="jobs a round")
    arguments.add_argument("--validate", type=int, default=5_000)
    arguments.add_argument("--execute", type=int, default=2_000)
    arguments.add_argument("--raw", type=int, default=600_000,
                           help="records of the raw loop: enough that its start does not matter")
    arguments.add_argument("--rounds", type=int, default=3, help="taken in turns (default 3)")
    arguments.add_argument("--latency", type=int, default=300, help="single jobs of each type")
    arguments.add_argument("--slots", type=int, default=os.cpu_count(), help="of cordon")
    arguments.add_argument("--memory", type=int, nargs="?", const=1_000_000, metavar="JOBS",
                           help="measure the worker's memory instead (default 1,000,000 jobs)")
    arguments.add_argument("--seconds", type=int, default=1200, help="--memory ends after")
    arguments.add_argument("--json", help="write the figures here")
    arguments.add_argument("--svg", help="draw the rates here")
    arguments.add_argument("--programs", type=Path, help=argparse.SUPPRESS)
    return arguments.parse_args()


def print_machine(options):
    with open("/proc/meminfo", encoding="ascii") as lines:
        memory = int(next(lines).split()[1]) / (1 << 20)
    load = " ".join(f"{value:.1f}" for value in os.getloadavg())
    print(f"{os.cpu_count()} cores, {memory:.0f} GiB, Linux {platform.release()}; load before the "
          f"run {load}; Kafka, Redis, worker and this client share the cores; "
          f"{options.slots} slots")
    print("$ bench/broker", " ".join(sys.argv[3:]), "\n", flush=True)


def measure_throughput(bench, options):
    """Rounds by type and way, taken in turns."""
    rounds = {type: {way: [] for way in (*BROKER, FILE, RAW)} for type in TYPES}
    for number in range(options.rounds):
        for type, ways in rounds.items():
            print(f"\rround {number + 1} of {options.rounds}: {type:9}", end="", file=sys.stderr,
                  flush=True)
            count = getattr(options, type)
            for way, how in BROKER.items():
                ways[way].append(bench.through_broker(type, count, **how))
            ways[FILE].append(bench.run_file(type, count))
            ways[RAW].append(bench.raw_loop(type, options.raw))
    print("\r" + " " * 40 + "\r", end="", file=sys.stderr)
    return {type: {way: summarise(options.raw if way == RAW else getattr(options, type), found)
                   for way, found in ways.items()}
            for type, ways in rounds.items()}


def summarise(count, rounds):
    rates = [count / one["took"] for one in rounds]
    row = {"jobs": count, "jobs_per_second": statistics.median(rates),
           "spread": [min(rates), max(rates)]}
    for key in ("after_start", "cpu_ms", "kafka_cpu_ms", "redis_cpu_ms"):
        if key in rounds[0]:
            row[key] = statistics.median(one[key] for one in rounds)
    return row


def print_throughput(rows):
    print("bare: without events, audit and Redis")
    print(f"{'':42}{'jobs/s':>8}{'(min-max)':>16}{'once started':>14}"
          f"{'CPU ms/job: cordon':>20}{'Kafka':>7}{'Redis':>7}")
    for type, ways in rows.items():
        for way, row in ways.items():
            low, high = row["spread"]
            started = f"{row['after_start']:.0f}" if "after_start" in row else ""
            parts = [f"{row[key]:.2f}" if key in row else ""
                     for key in ("cpu_ms", "kafka_cpu_ms", "redis_cpu_ms")]
            print(f"{type:9} {way:32}{row['jobs_per_second']:8.0f}"
                  f"{f'({low:.0f}-{high:.0f})':>16}{started:>14}"
                  f"{parts[0]:>20}{parts[1]:>7}{parts[2]:>7}")
    print(flush=True)


def percentile(values, share):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def measure_latency(bench, options):
    found = bench.latencies(TYPES, options.latency)
    return {name: {"p50_ms": 1e3 * percentile(values, 0.5),
                   "p99_ms": 1e3 * percentile(values, 0.99)}
            for name, values in found.items()}


def print_latency(rows, count):
    print(f"from produce to reply, one job at a time, {count} each:")
    for name, row in rows.items():
        print(f"  {name:32} p50 {row['p50_ms']:6.2f} ms   p99 {row['p99_ms']:6.2f} ms")


def main():
    options = parse()
    sys.path[:0] = [str(ROOT / "tests" / "broker"), str(ROOT / "bench")]
    from broker_load import Bench
    from broker_memory import measure_memory
    from broker_plot import draw

    # A signal, or the time being up, leaves through every `finally`.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(130))
    signal.signal(signal.SIGALRM, lambda *_: sys.exit(f"not done after {BOUND_SECONDS} s"))
    signal.alarm(max(BOUND_SECONDS, options.seconds + 300))
    print_machine(options)
    with Bench(options.programs, options.slots) as bench:
        if options.memory:
            figures = measure_memory(bench, options.memory, options.seconds)
        else:
            figures = {"throughput": measure_throughput(bench, options)}
            print_throughput(figures["throughput"])
            figures["latency"] = measure_latency(bench, options)
            print_latency(figures["latency"], options.latency)
    if options.json:
        Path(options.json).write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    if options.svg and not options.memory:
        draw(options.svg, figures["throughput"], (*BROKER, FILE), RAW)


if __name__ == "__main__":
    main()
