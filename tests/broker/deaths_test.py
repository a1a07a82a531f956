# SPDX-License-Identifier: Apache-2.0
"""A record that kills the worker's process each time it is started. Needs a build with test hooks
(the debug and sanitizer presets); skipped in others."""

import time

import case
from jobs import redact

MAX_CRASHES = 3


class Deaths(case.BrokerCase):
    def test_a_record_that_kills_the_worker_thrice_is_a_dead_letter_and_is_answered(self):
        worker = self.worker(environment={"TEST_HOOKS": "1"})
        # Before and behind it, on its key, on others and without one, all of its partition.
        neighbours = [self.topics.send(redact(f"before-{n}"), key=key, partition=0)
                      for n, key in enumerate(["k", "other", None])]
        self.topics.send(redact("killer", metadata={"cordon_test": "kill_worker"}), key="k",
                         partition=0)
        neighbours += [self.topics.send(redact(f"behind-{n}"), key=key, partition=0)
                       for n, key in enumerate(["k", "other", None] * 5)]
        self.topics.flush()
        deaths, replies, deadline = 0, {}, time.monotonic() + 150
        while "killer" not in replies:
            self.assertLess(time.monotonic(), deadline, worker.log_text()[-4000:])
            for id, more in self.topics.read_replies(["killer"], 0.5).items():
                replies.setdefault(id, []).extend(more)
            if not worker.is_running():
                deaths += 1
                self.assertLessEqual(deaths, MAX_CRASHES, worker.log_text()[-4000:])
                worker.start()
        result = replies["killer"][0].result
        if deaths == 0 and result["status"] == "succeeded":
            self.skipTest("this build has no test hooks")
        self.assertEqual(deaths, MAX_CRASHES)
        self.assertEqual((result["status"], result["error_type"]), ("failed", "SandboxError"))
        letters = self.topics.read(self.topics.dead_letters, 30, lambda seen: len(seen) == 1)
        self.assertEqual([letter.key for letter in letters], [b"k"])
        self.assertIn(b"kill_worker", letters[0].value)
        self.wait_until_committed()
        self.topics.forget_reader(self.topics.replies)
        for id, found in self.replies(neighbours).items():
            if id != "killer":
                self.assertEqual(found[0].result["status"], "succeeded", id)
        self.assertTrue(worker.is_running())


if __name__ == "__main__":
    case.main()
