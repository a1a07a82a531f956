# SPDX-License-Identifier: Apache-2.0
"""The ways to run print(1) that bench/run_cost compares. Each returns the seconds that all jobs
took, their CPU seconds and the latency of each."""
import json
import os
import shutil
import subprocess
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build" / "release"
PYTHON = ["/usr/bin/python3", "-I", "-c", "print(1)"]
MODULES = (
    "__future__,math,json,re,datetime,collections,itertools,functools,random,statistics,decimal,"
    "fractions,string,typing,dataclasses,enum,heapq,bisect,operator,copy,textwrap,time,abc,"
    "contextlib,numbers,cmath,array,unicodedata,calendar,hashlib,base64,uuid"
)
BWRAP = ["bwrap", "--unshare-all", "--die-with-parent", "--ro-bind", "/usr", "/usr",
         "--symlink", "usr/lib", "/lib", "--symlink", "usr/lib64", "/lib64",
         "--symlink", "usr/bin", "/bin", "--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp"]
# Its kvm platform needs a machine with nested virtualisation; systrap runs everywhere.
RUNSC = ["runsc", "--network=none", "--platform=systrap"]
PATIENCE_SECONDS = 300


def build():
    subprocess.run([ROOT / "deploy" / "build", "release", "cordon", "cordon-runner", "bare_fork",
                    "sandbox_only"], check=True, stdout=subprocess.DEVNULL)


def cpu_seconds():
    used = os.times()
    return used.children_user + used.children_system


def timed(command):
    """Its output, and the start of what is measured of it."""
    started, cpu = time.monotonic(), cpu_seconds()
    done = subprocess.run(command, check=True, capture_output=True, text=True,
                          timeout=PATIENCE_SECONDS)
    return done, {"took": time.monotonic() - started, "cpu": cpu_seconds() - cpu}


def run_cordon(jobs, slots):
    """Latency is a program's wall time as its runner measured it, from the fork to the end of its
    process, with all slots busy; waiting for a slot is no part of it."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as file:
        file.write('{"code":"print(1)"}\n' * jobs)
        file.flush()
        done, found = timed([BUILD / "cordon", "run", "--slots", str(slots), "--jobs", file.name])
    results = [json.loads(line) for line in done.stdout.split("\n") if line]
    assert len(results) == jobs and all(r["stdout"] == "1\n" for r in results)
    return found | {"latencies": [r["execution_time_seconds"] for r in results],
                    "layers": results[0]["sandbox_metadata"]["layers"]}


def run_sandbox(jobs, slots, profile="default"):
    """Latency is from the order to the outcome in the worker's hands, all slots busy."""
    done, found = timed([BUILD / "sandbox_only", str(slots), str(jobs), BUILD / "cordon-runner",
                         profile])
    *lines, memory = done.stdout.splitlines()
    assert len(lines) == jobs and memory.startswith("private_kb")
    return found | {"latencies": [int(line) / 1e6 for line in lines],
                    "slot_mb": [int(kb) / 1024 for kb in memory.split()[1:]]}


def run_bare_fork(jobs, workers):
    done, found = timed([BUILD / "bare_fork", str(workers), str(jobs), MODULES])
    latencies = [int(line) / 1e6 for line in done.stdout.split()]
    assert len(latencies) == jobs // workers * workers
    return found | {"latencies": latencies}


def run_spawned(jobs, workers, wrapper=()):
    """A process for each job, `workers` at a time."""
    def one(_):
        started = time.monotonic()
        done = subprocess.run([*wrapper, *PYTHON], check=True, capture_output=True,
                              timeout=PATIENCE_SECONDS)
        assert done.stdout == b"1\n"
        return time.monotonic() - started

    started, cpu = time.monotonic(), cpu_seconds()
    with ThreadPoolExecutor(workers) as pool:
        latencies = list(pool.map(one, range(jobs)))
    return {"took": time.monotonic() - started, "cpu": cpu_seconds() - cpu, "latencies": latencies}


def why_missing(wrapper):
    """"" where the peer runs here."""
    if not shutil.which(wrapper[0]):
        return "not installed"
    try:
        done = subprocess.run([*wrapper, *PYTHON], capture_output=True, text=True, timeout=30)
    except subprocess.TimeoutExpired:
        return "no answer in 30 s"
    if done.stdout == "1\n":
        return ""
    return f"does not run here: {(done.stderr.strip() or 'no output').splitlines()[-1][:150]}"


def peers():
    """Those that run here as name: (wrapper, share of the jobs), and why the others do not."""
    wanted = {"bwrap --unshare-all python3 -I": (BWRAP, 10),
              "runsc do python3 -I": ([*RUNSC, "do"], 60)}
    missing = {name: why_missing(wrapper) for name, (wrapper, _) in wanted.items()}
    return ({name: how for name, how in wanted.items() if not missing[name]},
            {name: why for name, why in missing.items() if why})
