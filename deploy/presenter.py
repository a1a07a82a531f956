# SPDX-License-Identifier: Apache-2.0
"""Starts `cordon up`, submits the example programs through its broker and shows the replies.

usage: presenter.py CORDON     (the path of the cordon binary)

Exits with 0 only if every reply is the expected one. However it ends, `cordon up` ends with it.
"""

import json
import os
import shlex
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

DEPLOY_FOLDER = Path(__file__).parent
EXAMPLES_FOLDER = DEPLOY_FOLDER / "examples"
# Far above every limit in the examples: only a cordon that hangs gets here.
PATIENCE_SECONDS = 60
SHOWN_LOG_LINES = 20
# For the case that we are killed without a chance to end what we have started.
ENDS_WITH_US = ["setpriv", "--pdeathsig", "TERM"]
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@dataclass(frozen=True)
class Example:
    title: str
    program: str
    shows: str
    # What `seen_in` must find in the result.
    expected: dict
    arguments: list = field(default_factory=list)
    # Must not occur anywhere in the result.
    withheld: str = ""


EXAMPLES = [
    Example(
        title="A program with context and a return value",
        program="greeting.py",
        arguments=["--context", '{"name": "Alice", "prices": [3, 4, 5]}'],
        expected={
            "status": "succeeded",
            "error_type": None,
            "stdout": "Hello, Alice!\n",
            "return_value": {"total": 12, "dearest": 5},
        },
        shows="The context is the program's `context`; its last expression is the return value.",
    ),
    Example(
        title="An import that the profile does not allow",
        program="blocked_import.py",
        expected={
            "status": "rejected",
            "error_type": "ValidationError",
            "violations": ["forbidden_import on line 3"],
        },
        shows="The source check refuses the program before any of it runs, and says where.",
    ),
    Example(
        title="An endless loop",
        program="endless_loop.py",
        arguments=["--timeout", "1"],
        expected={"status": "timed_out", "error_type": "TimeoutError"},
        shows="The time limit ends the program and all that it has started.",
    ),
    Example(
        title="A memory hog",
        program="memory_hog.py",
        expected={"status": "failed", "error_type": "ResourceLimitError"},
        shows="The memory limit stops the program; the machine and other jobs notice nothing.",
    ),
    Example(
        title="A program that prints a secret",
        program="leaked_secret.py",
        expected={"status": "succeeded", "error_type": None, "was_output_redacted": True},
        withheld="Zx9Qw7Lm",
        shows="What looks like a key is replaced before anyone sees the output, and reported.",
    ),
    Example(
        title="A program that leaves a file",
        program="report_file.py",
        arguments=["--profile", "data"],
        expected={"status": "succeeded", "error_type": None, "artifacts": ["report.csv"]},
        shows="New files in the work folder come back as artifacts; `data` allows open().",
    ),
]

COLOURS = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33"}
STATUS_COLOURS = {"succeeded": "green", "failed": "red", "timed_out": "yellow",
                  "rejected": "yellow"}
IN_COLOUR = sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def paint(text, colour):
    return f"\033[{COLOURS[colour]}m{text}\033[0m" if IN_COLOUR and colour in COLOURS else text


def printable(text):
    """Text from a program, without what could drive the terminal."""
    return "".join(c if c.isprintable() or c == "\n" else ascii(c)[1:-1] for c in text)


def show_field(name, text, colour=""):
    lines = printable(str(text)).rstrip("\n").split("\n")
    for label, line in zip([name] + [""] * len(lines), lines):
        print(f"  {paint(f'{label:<13}', 'dim')} {paint(line, colour)}")


def show_program(path):
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        print(f"  {paint(f'{number:>3}', 'dim')}  {line}")


def violation_text(violation):
    return f"{violation['violation_type']} on line {violation['line_number']}"


def seen_in(result):
    """The parts of a result that the examples are checked on."""
    return {
        "status": result["status"],
        "error_type": result["error_type"],
        "stdout": result["stdout"],
        "return_value": result["return_value"],
        "violations": [violation_text(v) for v in result["validation_violations"]],
        "was_output_redacted": result["was_output_redacted"],
        "artifacts": [artifact["name"] for artifact in result["artifacts"]],
    }


def show_result(result):
    status = result["status"]
    show_field("status", status, STATUS_COLOURS.get(status, "red"))
    if result["error_type"]:
        show_field("error", f"{result['error_type']}: {result['error_message']}")
    for violation in result["validation_violations"]:
        show_field("violation", f"{violation_text(violation)}: {violation['message']}")
    if result["stdout"]:
        show_field("stdout", result["stdout"])
    if result["return_value"] is not None:
        show_field("return value", json.dumps(result["return_value"]))
    for finding in result["output_violations"]:
        show_field("redacted", f"{finding['violation_type']}, {finding['count']} time(s)")
    for artifact in result["artifacts"]:
        show_field("artifact", f"{artifact['name']} ({artifact['size']} bytes)")
    show_field("time", f"{result['execution_time_seconds'] * 1000:.0f} ms in the program, "
                       f"{result['total_time_seconds'] * 1000:.0f} ms in all")
    if result["memory_used_mb"]:
        show_field("memory", f"{result['memory_used_mb']:.1f} MB")
    layers = (result["sandbox_metadata"] or {}).get("layers")
    if layers:
        show_field("layers", " ".join(layers))


def differences(example, result):
    """What in the result is not as expected, one sentence each."""
    seen = seen_in(result)
    found = [f"{name} is {seen[name]!r}, expected {value!r}"
             for name, value in example.expected.items() if seen[name] != value]
    if example.withheld and example.withheld in json.dumps(result):
        found.append("the secret is still in the result")
    return found


class NotServing(Exception):
    """`cordon up` did not start, or ended by itself; the text tells why."""


class Service:
    """A `cordon up` of our own. It neither finds nor is found by one that the reader has running:
    where its clients look for it is a folder of ours.
    """

    def __init__(self, cordon):
        self.folder = tempfile.TemporaryDirectory(prefix="cordon-quickstart-")
        # CORDON_* of the reader's would make the replies others than the expected ones.
        self.environment = {name: value for name, value in os.environ.items()
                            if not name.startswith("CORDON_")}
        self.environment["XDG_RUNTIME_DIR"] = self.folder.name
        self.log = Path(self.folder.name) / "log"
        self.command = [cordon, "up", "--http-listen", "127.0.0.1:0"]
        self.process = None

    def __enter__(self):
        try:
            with self.log.open("wb") as log:
                # In a session of its own: a Ctrl-C is for us, and we end it.
                self.process = subprocess.Popen(
                    [*ENDS_WITH_US, *self.command], env=self.environment,
                    stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True)
            self._wait_until_ready()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        # From here on nothing may keep us from ending it.
        for number in STOP_SIGNALS:
            signal.signal(number, signal.SIG_IGN)
        if self.process and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(PATIENCE_SECONDS)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.folder.cleanup()

    def end_of_log(self):
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-SHOWN_LOG_LINES:])

    def _wait_until_ready(self):
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not self._is_ready():
            if self.process.poll() is not None:
                raise NotServing(f"cordon up ended with {self.process.returncode}; its last "
                                 f"words:\n{self.end_of_log()}")
            if time.monotonic() > deadline:
                raise NotServing(f"cordon up was not ready within {PATIENCE_SECONDS} s; its last "
                                 f"words:\n{self.end_of_log()}")
            time.sleep(0.05)

    def _is_ready(self):
        run_file = next(Path(self.folder.name).glob("cordon-*/up.json"), None)
        if not run_file:
            return False
        address = json.loads(run_file.read_text(encoding="utf-8"))["http"]
        # Straight to it, whatever proxy the environment names.
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with opener.open(f"http://{address}/readyz", timeout=PATIENCE_SECONDS):
                return True
        except urllib.error.URLError:
            return False


def submit(command, environment):
    """The reply that cordon printed; ValueError where that was none."""
    try:
        ended = subprocess.run([*ENDS_WITH_US, *command], env=environment,
                               stdin=subprocess.DEVNULL, capture_output=True,
                               timeout=PATIENCE_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        raise ValueError(f"cordon did not answer within {PATIENCE_SECONDS} s") from None
    try:
        return json.loads(ended.stdout)
    except ValueError:
        complaint = ended.stderr.decode(errors="replace").strip() or "nothing on stderr"
        raise ValueError(f"cordon printed no reply and exited with {ended.returncode}: "
                         f"{complaint}") from None


def present(number, example, cordon, service):
    """Submits and shows one example; whether its reply is the expected one."""
    program = EXAMPLES_FOLDER / example.program
    command = [cordon, "submit", os.path.relpath(program), *example.arguments]
    print()
    print(paint(f"{number}/{len(EXAMPLES)}  {example.title}", "bold"))
    show_program(program)
    print(f"  {paint('$ ' + shlex.join(command), 'dim')}", flush=True)
    try:
        result = submit(command, service.environment)
        show_result(result)
        wrong = differences(example, result)
    except ValueError as error:
        wrong = [str(error)]
    except (KeyError, TypeError, AttributeError) as error:
        wrong = [f"this is no result as docs/wire.md describes it ({error!r})"]
    for sentence in wrong:
        show_field("UNEXPECTED", sentence, "red")
    if not wrong:
        print(f"  {example.shows}")
    return not wrong


def show_what_next(cordon):
    producer = os.path.relpath(DEPLOY_FOLDER / "producer.py")
    print(f"""
Start it again; it prints the broker's address, and Ctrl-C ends it:
  {cordon} up
In another terminal, with that address:
  broker=127.0.0.1:PORT
A program of your own, and later its result by the id in the reply:
  {cordon} submit program.py
  {cordon} result ID
Python (apt-get install python3-confluent-kafka, or confluent-kafka from PyPI):
  python3 {producer} $broker
kcat (apt-get install kcat), a job and then all replies:
  echo '{{"id": "a", "code": "print(6 * 7)"}}' | kcat -P -b $broker -t cordon.jobs
  kcat -C -b $broker -t cordon.replies -o beginning -e
Without a broker:
  {cordon} run program.py
README.md goes on from here.""")


def stop(number, _):
    sys.exit(128 + number)


def present_all(cordon):
    """How many of the examples' replies are not the expected ones."""
    print("\nStarting cordon up: a worker, an embedded broker and a private Redis ... ", end="",
          flush=True)
    began = time.monotonic()
    with Service(cordon) as service:
        print(f"ready ({time.monotonic() - began:.0f} s)", flush=True)
        outcomes = [present(number, example, cordon, service)
                    for number, example in enumerate(EXAMPLES, start=1)]
        if not all(outcomes):
            print(f"\nThe end of the log of cordon up:\n{printable(service.end_of_log())}")
    return outcomes.count(False)


def main(arguments):
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    cordon = arguments[0]
    if not os.access(cordon, os.X_OK):
        print(f"presenter.py: there is no program {cordon}; deploy/build makes it",
              file=sys.stderr)
        return 1
    for number in STOP_SIGNALS:
        signal.signal(number, stop)
    try:
        unexpected = present_all(cordon)
    except NotServing as error:
        print(f"failed\npresenter.py: {printable(str(error))}", file=sys.stderr)
        return 1
    print()
    if unexpected:
        print(paint(f"{unexpected} of {len(EXAMPLES)} replies are not the expected ones; look for "
                    "UNEXPECTED above.", "red"))
        return 1
    print(paint(f"All {len(EXAMPLES)} replies are the expected ones.", "green"))
    show_what_next(cordon)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
