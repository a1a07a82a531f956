"""Dataclasses, generics and enums pickled between processes from under a __main__ guard."""
from __future__ import annotations

import multiprocessing as mp
import pickle
import sys
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from typing import Generic, TypeVar

T = TypeVar("T")


class Status(Enum):
    WAITING = auto()
    DONE = auto()
    FAILED = auto()


@dataclass(order=True)
class Job(Generic[T]):
    priority: int
    name: str = field(compare=False)
    payload: T = field(compare=False, default=None)
    status: Status = field(default=Status.WAITING, compare=False)
    history: list[str] = field(default_factory=list, compare=False, repr=False)

    def run(self) -> Job[T]:
        try:
            value = sum(self.payload)
            return replace(self, status=Status.DONE, payload=value, history=[*self.history, "summed"])
        except TypeError as e:
            return replace(self, status=Status.FAILED, payload=None, history=[*self.history, str(e)])


@dataclass(frozen=True, slots=True)
class Key:
    a: int
    b: str


def work(job: Job) -> Job:
    return job.run()


def serve(inbox, outbox):
    while (job := inbox.get()) is not None:
        outbox.put((work(job), mp.current_process().name))


def main() -> int:
    jobs = [Job(3, "c", [1, 2]), Job(1, "a", (4, 5)), Job(2, "b", ["x"])]
    print(sorted(jobs)[0], max(jobs).name)
    inbox, outbox = mp.Queue(), mp.Queue()
    p = mp.Process(target=serve, args=(inbox, outbox), name="server")
    p.start()
    for job in jobs:
        inbox.put(job)
    inbox.put(None)
    results = [outbox.get(timeout=10) for _ in jobs]
    p.join()
    for job, who in sorted(results):
        print(who, job, job.history, job.status is Status(job.status.value))
    k = Key(1, "x")
    again = pickle.loads(pickle.dumps(k))
    print(again == k, hash(again) == hash(k), {k: 1}[again], [c.__name__ for c in type(jobs[0]).__mro__], Job[int])
    data = pickle.dumps(jobs[0])
    print(b"__main__" in data, pickle.loads(data) == jobs[0], pickle.loads(data) is jobs[0])
    return sum(j.status is Status.FAILED for j, _ in results)


if __name__ == "__main__":
    sys.exit(main())
