# SPDX-License-Identifier: Apache-2.0
"""The checker finds what it is there to find; without servers."""

import unittest

from history import Event, History, Replied, Submitted


def clean():
    """Two keys and a job without one, all answered once and in order; b1 ran twice."""
    history = History()
    history.submitted = [Submitted("a1", b"a"), Submitted("b1", b"b"), Submitted("a2", b"a"),
                         Submitted("none"), Submitted("late", due=100.0)]
    history.committed = [Replied("a1", 0, 0), Replied("a2", 0, 2), Replied("b1", 1, 7),
                         Replied("none", 1, 3), Replied("late", 1, 9)]
    history.seen = list(history.committed)
    history.written = [*history.committed, Replied("b1", 1, 5)]
    history.events = [Event("b1", 1, "started"), Event("b1", 2, "started"),
                      Event("b1", 2, "succeeded"), Event("a1", 3, "accepted"),
                      Event("a1", 4, "succeeded"), Event("a2", 6, "succeeded"),
                      Event("none", 7, "rejected"), Event("late", 5, "started", at=100.0)]
    return history


class Checker(unittest.TestCase):
    def setUp(self):
        self.history = clean()

    def only(self, kind):
        problems = self.history.problems()
        self.assertEqual(list(problems), [kind])
        return problems[kind]

    def test_nothing_is_wrong_with_a_clean_history(self):
        self.assertEqual(self.history.problems(), {})

    def test_a_lost_job_is_found(self):
        del self.history.committed[1], self.history.seen[1]
        self.assertEqual(self.only("lost"), ["a2"])

    def test_a_job_with_an_aborted_reply_alone_is_lost(self):
        self.history.written.append(self.history.committed[1])
        del self.history.committed[1], self.history.seen[1]
        self.assertEqual(self.only("lost"), ["a2"])

    def test_a_duplicated_reply_is_found(self):
        self.history.committed.append(Replied("none", 0, 8))
        self.assertEqual(self.only("duplicated"), ["none at (1, 3) and (0, 8)"])

    def test_a_record_that_was_read_twice_is_no_duplicate(self):
        self.history.committed.append(self.history.committed[0])
        self.assertEqual(self.history.problems(), {})

    def test_replies_of_a_key_in_another_order_are_found(self):
        self.history.submitted[0], self.history.submitted[2] = (self.history.submitted[2],
                                                                self.history.submitted[0])
        self.assertEqual(self.only("reordered"), ["b'a': a2 is answered after a1"])

    def test_replies_of_a_key_in_two_partitions_are_found(self):
        self.history.committed[1] = Replied("a2", 1, 20)
        self.history.seen[1] = self.history.committed[1]
        self.assertEqual(len(self.only("reordered")), 1)

    def test_the_order_of_reading_the_partitions_does_not_matter(self):
        self.history.committed.reverse()
        self.assertEqual(self.history.problems(), {})

    def test_a_reply_from_an_aborted_transaction_is_found(self):
        self.history.seen.append(Replied("b1", 1, 5))
        self.assertEqual(self.only("aborted"), ["b1 at (1, 5)"])

    def test_aborted_replies_that_nobody_was_given_are_counted(self):
        self.assertEqual(self.history.aborted(), {(1, 5)})

    def test_an_early_start_is_found(self):
        self.history.events[-1] = Event("late", 5, "started", at=99.75)
        self.assertEqual(self.only("early"), ["late 0.250 s before its time"])

    def test_a_reply_that_nobody_asked_for_is_found(self):
        self.history.committed.append(Replied("stranger", 0, 8))
        self.assertEqual(self.only("unasked"), ["stranger"])

    def test_a_reply_of_another_status_is_found(self):
        self.history.committed[3] = Replied("none", 1, 3, "failed")
        self.assertEqual(self.only("wrong"), ["none: failed and not succeeded"])

    def test_a_job_without_a_start_or_an_end_is_found_beyond_those_that_may_lack_them(self):
        self.history.events[5:6] = [Event("a2", 6, "accepted")]
        self.assertEqual(self.only("unrecorded"), ["a2"])
        self.assertEqual(self.history.problems(unrecorded=1), {})

    def test_runs_are_told_by_their_starts_and_ends(self):
        self.assertEqual(self.history.run_again(), {"b1"})
        self.assertEqual(self.history.runs()["a1"], {4})


if __name__ == "__main__":
    unittest.main(verbosity=2)
