# SPDX-License-Identifier: Apache-2.0
"""bench/broker --memory: many tiny jobs are queued; does the worker's memory stay flat?"""
import statistics
import time
from pathlib import Path

INTERVAL_SECONDS = 5
RESULT_TTL = 60
MIB = 1 << 20


def rss_mib(pid, field="VmRSS"):
    for line in Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines():
        if line.startswith(field + ":"):
            return int(line.split()[1]) / 1024
    return 0.0


def redis_mib(bench):
    return int(bench.ask_redis("info", "memory").split("used_memory:")[1].split()[0]) / MIB


def measure_memory(bench, jobs, seconds):
    print(f"{jobs} validate jobs of some 60 bytes queued; Redis keeps results for {RESULT_TTL} s\n")
    with bench.topics() as topics:
        for number in range(jobs):
            topics.send(b'{"id":"job-%d","type":"validate","code":"x = 1"}' % number,
                        key=f"key-{number % 1000}")
        topics.flush(300)
        with bench.worker(topics, result_ttl=RESULT_TTL, dedupe_ttl=RESULT_TTL) as worker:
            return watch(bench, topics, worker, jobs, seconds)


def count_for(seconds, topics):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        done = topics.count_on(topics.replies)
    return done


def watch(bench, topics, worker, jobs, seconds):
    print(f"{'seconds':>8}{'jobs done':>12}{'jobs/s':>9}{'worker RSS MiB':>16}{'Redis MiB':>11}")
    began, samples, done = time.monotonic(), [], 0
    while done < jobs and time.monotonic() - began < seconds:
        before, done = done, count_for(INTERVAL_SECONDS, topics)
        took = time.monotonic() - began
        if not worker.is_running():
            raise RuntimeError(f"the worker ended:\n{worker.log_text()[-4000:]}")
        samples.append({"seconds": took, "done": done, "rss_mib": rss_mib(worker.process.pid),
                        "redis_mib": redis_mib(bench)})
        last = samples[-1]
        print(f"{took:8.0f}{done:12}{(done - before) / INTERVAL_SECONDS:9.0f}"
              f"{last['rss_mib']:16.1f}{last['redis_mib']:11.0f}", flush=True)
    peak = rss_mib(worker.process.pid, "VmHWM")
    quarter = max(1, len(samples) // 4)
    early, late = (statistics.median(one["rss_mib"] for one in part)
                   for part in (samples[:quarter], samples[-quarter:]))
    print(f"\n{done} of {jobs} jobs in {samples[-1]['seconds']:.0f} s; RSS of the worker: at most "
          f"{peak:.1f} MiB, {early:.1f} in the first quarter, {late:.1f} in the last")
    return {"jobs": jobs, "done": done, "max_rss_mib": peak, "first_quarter_mib": early,
            "last_quarter_mib": late, "samples": samples}
