# SPDX-License-Identifier: Apache-2.0
"""What a worker and its machine hold at a moment: processes, mounts, control groups, descriptors,
files, memory."""

import dataclasses
import os
import pathlib
import time

TEMPORARY = ("/tmp", "/var/tmp", "/dev/shm")
KIB_PER_MIB = 1024


@dataclasses.dataclass
class Count:
    """One look. Of the worker and all below it, but where it says `host`."""

    when: str
    processes: int = 0
    threads: int = 0  # of the worker itself
    descriptors: int = 0  # of the worker itself
    worker_mib: float = 0
    runners: int = 0  # processes that hold an interpreter
    runners_mib: float = 0  # of all of them, each with the pages it shares
    largest_runner_mib: float = 0
    host_mounts: int = 0
    host_cgroups: int = 0  # below those of this worker
    host_files: int = 0  # in the folders for temporary files
    host_tmpfs_kib: int = 0  # that are taken in them

    @staticmethod
    def heads():
        return ("", "processes", "threads", "descriptors", "worker MiB", "runners", "runners MiB",
                "largest", "mounts", "cgroups", "files", "tmpfs KiB")

    def cells(self):
        return tuple(f"{value:.1f}" if isinstance(value, float) else str(value)
                     for value in dataclasses.astuple(self))

    def of_host(self):
        return {name: value for name, value in dataclasses.asdict(self).items()
                if name.startswith("host_")}


def _status(pid):
    """/proc/PID/status as a dictionary; empty where the process is gone."""
    try:
        lines = pathlib.Path(f"/proc/{pid}/status").read_text(errors="replace").splitlines()
    except OSError:
        return {}
    return dict(line.split(":", 1) for line in lines if ":" in line)


def _all_pids():
    return [int(name) for name in os.listdir("/proc") if name.isdigit()]


def descendants(ancestor):
    """Their states, by pid; no zombies."""
    children = {}
    states = {}
    for pid in _all_pids():
        state = _status(pid)
        if state and not state["State"].strip().startswith("Z"):
            states[pid] = state
            children.setdefault(int(state["PPid"]), []).append(pid)
    found, todo = {}, [ancestor]
    while todo:
        for child in children.get(todo.pop(), []):
            found[child] = states[child]
            todo.append(child)
    return found


def alive_as(prefix):
    """Processes of the whole machine whose name begins so."""
    return [pid for pid in _all_pids() if _status(pid).get("Name", "").strip().startswith(prefix)]


def of_users(first, count):
    """Processes of these host users, zombies and all."""
    return [pid for pid in _all_pids()
            if first <= int(_status(pid).get("Uid", "-1").split()[0]) < first + count]


def cgroups_of(pid):
    """The control groups of a worker, alive or not."""
    found = []
    for at in pathlib.Path("/sys/fs/cgroup").glob(f"**/cordon-{pid}"):
        found += [at] + [one for one in at.iterdir() if one.is_dir()]
    return found


def count(when, worker=None):
    """`worker` is its pid; nothing where it has ended, or has not begun."""
    now = Count(when)
    now.host_mounts = len(pathlib.Path("/proc/self/mountinfo").read_text().splitlines())
    for folder in TEMPORARY:
        now.host_files += sum(len(names) + len(folders) for _, folders, names in os.walk(folder))
        taken = os.statvfs(folder)
        now.host_tmpfs_kib += (taken.f_blocks - taken.f_bfree) * taken.f_frsize // 1024
    if worker is None:
        return now
    below = descendants(worker)
    own = _status(worker)
    now.processes = len(below) + 1
    now.threads = int(own["Threads"])
    now.descriptors = len(os.listdir(f"/proc/{worker}/fd"))
    now.worker_mib = int(own["VmRSS"].split()[0]) / KIB_PER_MIB
    # PID 1 of a jail; the init of a program's own pid namespace is one level deeper.
    above = len(own["NSpid"].split())
    sizes = [int(state.get("VmRSS", "0").split()[0]) / KIB_PER_MIB for state in below.values()
             if state["NSpid"].split()[above:] == ["1"]]
    now.runners = len(sizes)
    now.runners_mib = float(sum(sizes))
    now.largest_runner_mib = float(max(sizes, default=0))
    now.host_cgroups = len(cgroups_of(worker))
    return now


def settled(when, worker):
    """The same, once what ends with the last job has ended: when two looks in a row agree."""
    before = None
    for _ in range(50):
        now = count(when, worker)
        seen = now.processes, now.descriptors, now.host_files
        if seen == before:
            break
        before = seen
        time.sleep(0.1)
    return now
