"""A unittest suite with fixtures, subtests, skips, mocks and failures, run into a buffer and summarised."""
import io
import unittest
from unittest import mock


class Stack:
    def __init__(self):
        self.items = []

    def push(self, x):
        self.items.append(x)

    def pop(self):
        if not self.items:
            raise IndexError("empty stack")
        return self.items.pop()


events = []


def setUpModule():
    events.append("module up")


def tearDownModule():
    events.append("module down")


class StackTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        events.append("class up")

    def setUp(self):
        self.stack = Stack()
        self.addCleanup(events.append, "cleanup")

    def test_push_pop(self):
        for x in (1, "two", None):
            with self.subTest(x=x):
                self.stack.push(x)
                self.assertEqual(self.stack.pop(), x)

    def test_empty(self):
        with self.assertRaisesRegex(IndexError, "^empty"):
            self.stack.pop()

    def test_fails(self):
        self.assertEqual([1, 2, 3], [1, 2, 4], "lists differ on purpose")

    def test_subtests_fail(self):
        for n in range(4):
            with self.subTest(n=n):
                self.assertEqual(n % 2, 0)

    @unittest.skip("not ready")
    def test_skipped(self):
        self.fail("never")

    @unittest.expectedFailure
    def test_known_bug(self):
        self.assertTrue(False)

    def test_error(self):
        return {}["missing"]


class MockTest(unittest.TestCase):
    def test_mock(self):
        m = mock.Mock(spec=Stack, **{"pop.side_effect": [1, KeyError("dry")]})
        m.push(5)
        self.assertEqual(m.pop(), 1)
        self.assertRaises(KeyError, m.pop)
        m.push.assert_called_once_with(5)
        self.assertEqual(m.mock_calls, [mock.call.push(5), mock.call.pop(), mock.call.pop()])

    def test_patch(self):
        with mock.patch("math.sqrt", return_value=99), mock.patch.dict("os.environ", {"CORPUS": "yes"}):
            import math
            import os
            self.assertEqual((math.sqrt(4), os.environ["CORPUS"]), (99, "yes"))

    def test_close(self):
        self.assertAlmostEqual(0.1 + 0.2, 0.3)
        self.assertCountEqual("abca", "aabc")
        with self.assertLogs("corpus", "INFO") as logs:
            import logging
            logging.getLogger("corpus").warning("hot %d", 5)
        self.assertEqual(logs.output, ["WARNING:corpus:hot 5"])


class AsyncTest(unittest.IsolatedAsyncioTestCase):
    async def test_await(self):
        m = mock.AsyncMock(return_value=3)
        self.assertEqual(await m(1), 3)


if __name__ == "__main__":
    stream = io.StringIO()
    suite = unittest.defaultTestLoader.loadTestsFromModule(__import__("__main__"))
    result = unittest.TextTestRunner(stream=stream, verbosity=2).run(suite)
    print("ran", result.testsRun, "failures", len(result.failures), "errors", len(result.errors), "skipped", len(result.skipped), "expected", len(result.expectedFailures))
    for test, text in result.failures + result.errors:
        print(str(test).replace("__main__.", ""), "|", text.strip().splitlines()[-1])
    print(result.skipped[0][1], result.wasSuccessful())
    print(events[:3], events.count("cleanup"), events[-1])
    lines = stream.getvalue().splitlines()
    print(sorted(l for l in lines if l.endswith((" ok", "FAIL", "ERROR"))))
    print(lines[-1])
    raise SystemExit(not result.wasSuccessful())
