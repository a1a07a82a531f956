#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Runs the attacks, each with an honest job beside it, and asks whether any of them got what it
wanted.

    corpus_test.py CORDON                      all attacks, the source check on and off
    corpus_test.py CORDON --check off          off, or on
    corpus_test.py CORDON network/ kernel/ptrace
    corpus_test.py --bare                      those that say so, outside of any jail: nine of ten
                                               must get what they want, or the traps prove nothing

The exit code is 0 where every attack got nothing and every honest job came out right."""

import argparse
import collections
import json
import os
import signal
import subprocess
import sys
import tempfile
import textwrap
import time

import traps
from attack import all_attacks, lookup

RUN_SECONDS = 900
BARE_SECONDS = 20
BARE_FAILURES = 0.1  # machines differ in what they have to be attacked
LONGEST_RESULT = 8 << 20  # the limits of a job allow no more
PROFILES = {"off": "open", "on": "default"}

# Says what a program finds of those before it, and answers right.
HONEST_PROGRAM = """
import os
left = [os.path.join(at, name) for place in (".", "/tmp", "/dev/shm")
        for at, _, names in os.walk(place) for name in names]
print(sum(number * number for number in range(1000)), left, len(os.environ.get("CANARY", "")))
{"sum": sum(range(10))}
"""
HONEST_WITH_CHECK = """
print(sum(number * number for number in range(1000)), [], 0)
{"sum": sum(range(10))}
"""
HONEST_OUTPUT = "332833500 [] 0\n"

# The same, and what it may reach answers it, and nobody else.
HONEST_ONLINE = """
import socket
said = context["secret"].encode()
for host, port in context["egress"]:
    with socket.create_connection((host, port)) as connection:
        connection.sendall(said)
        connection.shutdown(socket.SHUT_WR)
        answer = connection.makefile("rb").read()
        if answer != said.upper():
            print(host, "answers", answer)
"""


def honest_program(check, has_network):
    own = HONEST_PROGRAM if check == "off" else HONEST_WITH_CHECK
    return HONEST_ONLINE + own if has_network else own


def marker(number):
    """Of at most 15 characters, and no other run's."""
    return f"b{os.getpid() % 10**7}-{number}"


class Round:
    """All attacks with the source check on, or off."""

    def __init__(self, cordon, check, attacks, held):
        self.cordon, self.check, self.attacks, self.traps = cordon, check, attacks, held
        self.breaches = collections.defaultdict(list)
        self.surprises = {}  # by attack, what the worker decided otherwise than expected
        self.statuses = collections.Counter()
        self.neighbours_secret = traps.Secret("the job beside it")

    def run(self):
        """One attack at a time, so that it is known whose process is left behind."""
        with tempfile.NamedTemporaryFile("w+", encoding="utf-8", errors="surrogateescape",
                                         suffix=".jsonl") as jobs, \
                tempfile.NamedTemporaryFile("w", suffix=".toml") as configuration:
            configuration.write(self.traps.profiles())
            configuration.flush()
            for number, one in enumerate(self.attacks):
                jobs.write(self._line(self._attack_job(number, one)))
                jobs.write(self._line(self._honest_job(number, one)))
            jobs.flush()
            command = [self.cordon, "run", "--no-progress", "--slots", "1",
                       "--config", configuration.name, "--jobs", jobs.name]
            with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                  env=self.traps.environment, text=True) as process:
                try:
                    self._read_results(process)
                    _, log = process.communicate(timeout=RUN_SECONDS)
                finally:
                    process.kill()
        if process.returncode != 0:
            self._breach("all of them", f"cordon ended with {process.returncode}: {log[-500:]}")
        for what in self.traps.seen_in(log):
            self._breach("its log", what)
        for path in traps.jail_remains(process.pid):
            self._breach("all of them", f"left {path}")

    @staticmethod
    def _line(job):
        return json.dumps(job) + "\n"

    def _attack_job(self, number, one):
        return {"id": f"attack-{number}", **self._policy(one), "code": one.source,
                "context": self.traps.context(marker(number)),
                "limits": {"timeout_seconds": 5}, **one.job}

    def _honest_job(self, number, one):
        """In the runner that the attack had."""
        return {"id": f"honest-{number}", **self._policy(one),
                "code": honest_program(self.check, one.has_network),
                "stdin": self.neighbours_secret.text,
                "context": {"secret": self.neighbours_secret.text,
                            "egress": self.traps.context("")["egress"]}}

    def _policy(self, one):
        profile = PROFILES[self.check]
        return ({"profile": f"{profile}-online", "enable_network": True} if one.has_network
                else {"profile": profile})

    def _read_results(self, process):
        deadline = time.monotonic() + RUN_SECONDS
        seen = set()
        for line in process.stdout:
            if time.monotonic() > deadline:
                raise RuntimeError(f"not all attacks ended within {RUN_SECONDS} s")
            try:
                result = json.loads(line)
            except ValueError as error:  # the next missing result says whose it is
                self._breach("a result", f"is no JSON: {error}: {line[:200]}")
                continue
            kind, number = result["id"].split("-")
            seen.add(result["id"])
            if kind == "attack":
                self._judge_attack(int(number), result, line)
            else:
                self._judge_honest(int(number), result)
        for number, one in enumerate(self.attacks):
            for id in (f"attack-{number}", f"honest-{number}"):
                if id not in seen:
                    self._breach(one.name, f"{id} has no result")

    def _judge_attack(self, number, result, line):
        one = self.attacks[number]
        self.statuses[result["status"]] += 1
        if len(line) > LONGEST_RESULT:
            self._breach(one.name, f"made a result of {len(line)} characters")
        if any(said.startswith("BREACH") for said in result["stdout"].splitlines()):
            self._breach(one.name, result["stdout"][:300].strip())
        for what in self.traps.seen_in(line) + self.traps.sprung():
            self._breach(one.name, what)
        if self.neighbours_secret.is_in(line):
            self._breach(one.name, "got the secret of the job beside it")
        if traps.living(marker(number)):
            self._breach(one.name, "left a living process")
        if self.check == "off":
            for path, value in one.expect.items():
                if lookup(result, path) != value:
                    self.surprises[one.name] = (
                        f"{path} is {lookup(result, path)!r}, not {value!r}: "
                        f"{result['error_message']} {result['stdout'][:200]} "
                        f"{result['stderr'][-300:]}")

    def _judge_honest(self, number, result):
        got = result["status"], result["stdout"], result["return_value"], result["artifacts"]
        if got != ("succeeded", HONEST_OUTPUT, {"sum": 45}, []):
            self._breach(self.attacks[number].name, f"the honest job after it came out as {got}")

    def _breach(self, who, what):
        self.breaches[who].append(what)


def _ask_again(first):
    """Attacks race with limits of time: who got nothing but was not stopped as expected, because
    the machine was busy, is run once more."""
    surprising = [one for one in first.attacks if one.name in first.surprises]
    if not surprising:
        return
    print(f"once more, as they were not stopped as expected: {', '.join(first.surprises)}")
    second = Round(first.cordon, first.check, surprising, first.traps)
    second.run()
    for who, found in second.breaches.items():
        first.breaches[who] += found
    for who, what in second.surprises.items():
        first.breaches[who].append(what)


def run_jailed(cordon, checks, attacks):
    """By check, what was got; prints a line for each."""
    is_well = True
    for check in checks:
        with traps.Traps() as held:
            one = Round(cordon, check, attacks, held)
            one.run()
            _ask_again(one)
        statuses = ", ".join(f"{count} {status}" for status, count in one.statuses.most_common())
        print(f"source check {check}: {len(attacks)} attacks ({statuses}), "
              f"{len(one.breaches)} of them got something")
        for who, found in one.breaches.items():
            is_well = False
            for what in found:
                print(f"  {who}: {what}")
    return is_well


def run_bare(attacks):
    """Each that says that it works outside of a jail has to, by a trap or by its word."""
    chosen = [one for one in attacks if one.works_bare]
    failed = [one.name for number, one in enumerate(chosen) if not _works_bare(one, number)]
    print(f"bare: {len(chosen)} attacks, of which {len(chosen) - len(failed)} get what they want")
    for name in failed:
        print(f"  {name} gets nothing outside of a jail: on this machine it proves nothing inside")
    return len(failed) < BARE_FAILURES * len(chosen)


def _works_bare(one, number):
    with traps.Traps() as held, tempfile.TemporaryDirectory(prefix="cordon-bare-") as folder:
        context = held.context(marker(number))
        prelude = f"context = {context!r}\n"
        said = _run_bare(prelude + one.source, folder, held.environment)
        alive = traps.living(marker(number))
        for pid in alive:
            os.kill(pid, signal.SIGKILL)
        return (any(line.startswith("BREACH") for line in said.splitlines())
                or held.seen_in(said) or held.sprung() or alive)


def _run_bare(source, folder, environment):
    """What the program and its children say until they end, or their time does."""
    with subprocess.Popen(["/usr/bin/python3", "-I", "-c", source], cwd=folder,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          errors="replace", env=environment, start_new_session=True) as process:
        try:
            return process.communicate(timeout=BARE_SECONDS)[0]
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            return process.communicate()[0]


def parse():
    parser = argparse.ArgumentParser(
        description=textwrap.dedent(__doc__.split("\n\n", maxsplit=1)[0]),
        epilog=__doc__.split("\n\n", maxsplit=1)[1],
        formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cordon", nargs="?", help="the program")
    parser.add_argument("names", nargs="*", help="beginnings of names; all without one")
    parser.add_argument("--check", choices=PROFILES, help="the source check")
    parser.add_argument("--bare", action="store_true", help="outside of any jail")
    arguments = parser.parse_intermixed_args()
    if not arguments.bare and not arguments.cordon:
        parser.error("the path of cordon is missing")
    return arguments


def main():
    arguments = parse()
    names = tuple(arguments.names)
    if arguments.bare and arguments.cordon:
        names += (arguments.cordon,)
    try:
        attacks = [one for one in all_attacks() if not names or one.name.startswith(names)]
    except ValueError as error:
        sys.exit(error)
    if not attacks:
        sys.exit("no attack has such a name")
    if arguments.bare:
        sys.exit(0 if run_bare(attacks) else 1)
    checks = [arguments.check] if arguments.check else list(PROFILES)
    sys.exit(0 if run_jailed(arguments.cordon, checks, attacks) else 1)


if __name__ == "__main__":
    main()
