# SPDX-License-Identifier: Apache-2.0
"""What a worker and its topics must have before the first job."""

import pathlib
import subprocess
import uuid

import case
from jobs import redact

SANDBOX_ERROR = 3


class Start(case.BrokerCase):
    def check_refuses(self, *words, **tables):
        """The worker ends, says why, and has taken no job."""
        self.topics.send(redact("waits"))
        self.topics.flush()
        worker = self.worker(ready=False, **tables)
        self.assertEqual(worker.wait(60), SANDBOX_ERROR, worker.log_text())
        for word in words:
            self.assertIn(word, worker.log_text())
        self.assertEqual(self.topics.read(self.topics.replies, 1), [])
        self.worker()
        self.reply("waits")

    def test_a_worker_without_its_runner_takes_no_job(self):
        missing = str(pathlib.Path(self.folder) / "no-such-runner")
        self.check_refuses("profile 'default'", missing, "cordon doctor",
                           execution={"runner": missing})

    def test_a_worker_whose_runner_is_another_program_takes_no_job(self):
        self.check_refuses("profile 'default'", execution={"runner": "/bin/true"})

    def test_a_worker_without_a_layer_that_a_profile_demands_takes_no_job(self):
        self.check_refuses("profile 'strict'", "requires the layer 'cgroup'",
                           **{"execution": {"cgroup_root": self.folder},
                              "profiles.strict": {"require": ["cgroup"]}})

    def test_topics_serve_as_soon_as_they_are_created(self):
        program = case.from_environment("TEST_CORDON_PROGRAM")
        for _ in range(3):
            brokers = ["--bootstrap-servers", self.topics.bootstrap,
                       "--intake-jobs-topic", f"new-{uuid.uuid4().hex}"]
            for command in (["topics", "create"], ["dead-letters", "list"]):
                done = subprocess.run([program, *command, *brokers], capture_output=True, text=True,
                                      timeout=60, check=False)
                self.assertEqual(done.returncode, 0, done.stdout + done.stderr)


if __name__ == "__main__":
    case.main()
