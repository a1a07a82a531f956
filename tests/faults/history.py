# SPDX-License-Identifier: Apache-2.0
"""What happened to jobs, as it was recorded, and what of it must never happen. Plain data: whoever
records it hands it over, and `problems` reads nothing else."""

from dataclasses import dataclass, field

ENDS = {"succeeded", "failed", "rejected", "timed_out", "cancelled", "expired"}


@dataclass(frozen=True)
class Submitted:
    """A job, in the order of submitting."""

    id: str
    key: bytes | None = None
    status: str = "succeeded"  # what its reply must say
    due: float | None = None  # seconds since 1970; no run may start before


@dataclass(frozen=True)
class Event:
    """A record of the events topic."""

    id: str
    run: int
    type: str
    at: float = 0.0  # the record's timestamp in seconds since 1970


@dataclass(frozen=True)
class Replied:
    """A reply, at its place on the reply topic."""

    id: str
    partition: int
    offset: int
    status: str = "succeeded"

    @property
    def place(self):
        return self.partition, self.offset


@dataclass
class History:
    submitted: list = field(default_factory=list)
    events: list = field(default_factory=list)
    committed: list = field(default_factory=list)  # what a read_committed reader finds afterwards
    seen: list = field(default_factory=list)  # what one was given while it happened
    written: list = field(default_factory=list)  # what read_uncommitted finds, aborted ones too

    # -- figures -------------------------------------------------------------

    def runs(self):
        """By id, the runs in which the job was started or came to its end."""
        found = {}
        for one in self.events:
            if one.type == "started" or one.type in ENDS:
                found.setdefault(one.id, set()).add(one.run)
        return found

    def run_again(self):
        """The ids of the jobs that ran more than once."""
        return {id for id, runs in self.runs().items() if len(runs) > 1}

    def unrecorded(self):
        """The ids of the jobs of which no event tells a run."""
        runs = self.runs()
        return [one.id for one in self.submitted if one.id not in runs]

    def aborted(self):
        """Places of the replies that were written in transactions that were aborted."""
        return {one.place for one in self.written} - {one.place for one in self.committed}

    # -- what must not be ----------------------------------------------------

    def problems(self, unrecorded=0):
        """All that is wrong, by kind; empty where nothing is. So many jobs may lack their events:
        of them it can't be told how often they ran."""
        found = {"lost": self._lost(), "duplicated": self._duplicated(),
                 "reordered": self._reordered(), "aborted": self._aborted(),
                 "early": self._early(), "unasked": self._unasked(), "wrong": self._wrong()}
        if len(self.unrecorded()) > unrecorded:
            found["unrecorded"] = self.unrecorded()
        return {kind: what for kind, what in found.items() if what}

    def _lost(self):
        answered = {one.id for one in self.committed}
        return [one.id for one in self.submitted if one.id not in answered]

    def _duplicated(self):
        first, twice = {}, []
        for one in self.committed:
            before = first.setdefault(one.id, one.place)
            if before != one.place:
                twice.append(f"{one.id} at {before} and {one.place}")
        return twice

    def _reordered(self):
        """A key's replies lie in one partition, in the order of its jobs."""
        key_of = {one.id: one.key for one in self.submitted if one.key is not None}
        number = {one.id: n for n, one in enumerate(self.submitted)}
        last, home, wrong = {}, {}, []
        for one in sorted(self.committed, key=lambda reply: reply.place):
            key = key_of.get(one.id)
            if key is None:
                continue
            if home.setdefault(key, one.partition) != one.partition:
                wrong.append(f"{key}: {one.id} lies in partition {one.partition}, others in "
                             f"{home[key]}")
            elif number[one.id] < number.get(last.get(key), -1):
                wrong.append(f"{key}: {one.id} is answered after {last[key]}")
            last[key] = one.id
        return wrong

    def _aborted(self):
        """Whoever was given a reply finds it there afterwards."""
        there = {one.place for one in self.committed}
        return [f"{one.id} at {one.place}" for one in self.seen if one.place not in there]

    def _early(self):
        due = {one.id: one.due for one in self.submitted if one.due is not None}
        return [f"{one.id} {due[one.id] - one.at:.3f} s before its time" for one in self.events
                if one.type == "started" and one.id in due and one.at < due[one.id]]

    def _unasked(self):
        ids = {one.id for one in self.submitted}
        return [one.id for one in self.committed if one.id not in ids]

    def _wrong(self):
        status = {one.id: one.status for one in self.submitted}
        return [f"{one.id}: {one.status} and not {status[one.id]}" for one in self.committed
                if one.status != status.get(one.id, one.status)]
