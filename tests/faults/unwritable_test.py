# SPDX-License-Identifier: Apache-2.0
"""Fault 8: the dead-letter topic can't be written for a while."""

import json

import fault
import load
from history import Submitted
from jobs import redact

OTHERS = fault.jobs(500, 20_000)
BROKEN = b'{"type": "redact", "text": '


class Unwritable(fault.FaultCase):
    def test_a_dead_letter_waits_for_its_topic_and_holds_up_no_other_job(self):
        late = f"{self.topics.prefix}.late-dlt"
        worker = self.worker(worker={"name": "one"}, publish={"dead_letter_topic": late})
        self.topics.send(BROKEN, key="k", partition=0)
        self.topics.flush()
        broken_id = f"{self.topics.jobs}-0-0"
        self.history.submitted.append(Submitted(broken_id, None, "rejected"))
        others = [load.send(self.topics, self.history, redact(f"other-{number}"),
                            key=f"key-{number % 20}", partition=number % 2)
                  for number in range(OTHERS)]
        self.topics.flush()
        self.wait_for(lambda: self.witness.ids >= set(others), "replies to the other jobs", 120)
        status, text = worker.get("/readyz")
        self.assertEqual(status, 503)
        self.assertIn("dead_letters", json.loads(text)["problems"])
        self.wait_for(lambda: self.committed()[1][0] == OTHERS // 2, "the other partition's commit")
        self.assertLessEqual(self.committed()[0][0], 0, "the broken record's offset")
        self.assertEqual(worker.metric("cordon_dead_letters_total"), 0)
        self.assertGreaterEqual(worker.metric('cordon_producer_waiting{producer="replies"}'), 1)
        self.wait_until_told(others)
        # Nor does it get lost with the worker.
        worker.kill()
        worker.start()
        self.wait_for(lambda: "dead_letters" in worker.get("/readyz")[1], "/readyz that names it")
        self.assertLessEqual(self.committed()[0][0], 0, "the broken record's offset")
        self.topics.create(late)
        self.wait_for(lambda: worker.get("/readyz")[0] == 200, "/readyz with 200 again", 60)
        self.check(kills=1)
        letters = self.topics.read(late, 10, len) + self.topics.read(late, 2)
        self.assertEqual([letter.value for letter in letters], [BROKEN])
        self.assertEqual(worker.metric("cordon_dead_letters_total"), 1)
        # All others were answered before the worker was killed.
        self.assertLess(len(self.history.run_again()), min(fault.WINDOW, OTHERS // 2))


if __name__ == "__main__":
    fault.main()
