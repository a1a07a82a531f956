# SPDX-License-Identifier: Apache-2.0
"""Small jobs and what their replies must be."""

import random

KEYS = 200
EXECUTE_SHARE = 0.2
KEYLESS_SHARE = 0.05


def execute(id, code, **fields):
    return {"id": id, "type": "execute", "code": code, **fields}


def sleeper(id, seconds, **fields):
    """Sleeps; "open", since no other profile has time."""
    return execute(id, f"import time; time.sleep({seconds}); print('slept')", profile="open",
                   limits={"timeout_seconds": 60}, **fields)


def redact(id, text="nothing to hide", **fields):
    return {"id": id, "type": "redact", "text": text, **fields}


class Mix:
    """Many small jobs of three types, keys mixed, some without a key. The same ones each time."""

    def __init__(self, prefix, count):
        chance = random.Random(4)
        self.jobs, self.keys, self.expected = {}, {}, {}
        for number in range(count):
            id = f"{prefix}-{number}"
            if chance.random() < EXECUTE_SHARE:
                self.jobs[id] = execute(id, f"print({number} * 2)")
                self.expected[id] = ("stdout", f"{number * 2}\n")
            elif chance.random() < 0.5:
                self.jobs[id] = redact(id, f"job {number} for jane.doe@example.com")
                self.expected[id] = ("was_output_redacted", True)
            else:
                self.jobs[id] = {"id": id, "type": "validate", "code": f"x = {number}\n"}
                self.expected[id] = ("success", True)
            keyless = chance.random() < KEYLESS_SHARE
            self.keys[id] = None if keyless else f"key-{chance.randrange(KEYS)}"

    @property
    def ids(self):
        return list(self.jobs)

    def send(self, topics):
        for id, job in self.jobs.items():
            topics.send(job, key=self.keys[id])
        topics.flush()

    def wrong(self, replies):
        """What is wrong with the first reply to each job, as texts."""
        problems = []
        for id, (field, value) in self.expected.items():
            result = replies[id][0].result
            if result["status"] != "succeeded" or result[field] != value:
                problems.append(f"{id}: {result['status']}, {field} {result[field]!r} and not "
                                f"{value!r}: {result['error_message']}")
        return problems

    def disorder(self, replies):
        """Neighbours of a key whose first replies stand in another order than the jobs."""
        problems, last = [], {}
        for id, key in self.keys.items():
            if key is None:
                continue
            reply = replies[id][0]
            before = last.get(key)
            if before and (before[1].partition != reply.partition
                           or before[1].offset > reply.offset):
                problems.append(f"{key}: {id} is answered before {before[0]}")
            last[key] = (id, reply)
        return problems
