# SPDX-License-Identifier: Apache-2.0
"""An attack's file: a Python program whose first comment says what it tries, what must stop it and
what it is run with.

    # Tries: to read the environment of the worker.
    # Stopped by: a pid namespace, and no /proc in the jail.
    # With: memory_scan                    what stands in parts/ under these names, separated by
    #                                      commas, is put before the program; optional
    # Network: yes                         its profile has `egress`, and its job asks for the
    #                                      network; optional
    # Job: {"timeout": 2}                  fields of the job, in JSON; optional
    # Expect: {"status": "timed_out"}      what must stand in the result where the source check is
    #                                      off, in JSON; `details.limit` reaches into objects;
    #                                      optional
    # Bare: yes                            outside of any jail it gets what it wants; optional

Where it names the interpreter's version in a path, that is written `3.X`, or `-3X`.

The program finds the traps in `context`. It prints a line that begins with BREACH where it got
something that no trap on the host can show."""

import json
import pathlib
import re
import sys

FIELDS = ("Tries", "Stopped by", "With", "Network", "Job", "Expect", "Bare")
FOLDER = pathlib.Path(__file__).resolve().parent
PARTS = FOLDER / "parts"  # what several attacks share


def _for_this_version(source):
    major, minor = sys.version_info[:2]
    return (source.replace("python3.X", f"python{major}.{minor}")
            .replace("cpython-3X", f"cpython-{major}{minor}"))


class Attack:
    """One file. Raises ValueError where its first comment is not as it must be."""

    def __init__(self, path):
        self.path = path
        self.name = str(path.relative_to(FOLDER).with_suffix(""))
        own_source = _read(path)
        found = self._header(own_source)
        self.source = _for_this_version(
            "\n\n".join([*self._parts(found.get("With", "")), own_source]))
        self.tries, self.stopped_by = found["Tries"], found["Stopped by"]
        self.job = json.loads(found.get("Job", "{}"))
        self.expect = json.loads(found.get("Expect", "{}"))
        self.has_network = found.get("Network") == "yes"
        self.works_bare = found.get("Bare") == "yes"

    def _header(self, source):
        lines = []
        for line in source.splitlines():
            if not line.startswith("#"):
                break
            lines.append(line[1:].strip())
        found, last = {}, None
        for line in lines:
            field = re.match(rf"({'|'.join(FIELDS)}): (.*)", line)
            if field:
                last = field[1]
                found[last] = field[2]
            elif last:
                found[last] += " " + line
        for wanted in ("Tries", "Stopped by"):
            if not found.get(wanted):
                raise ValueError(f"{self.path}: its first comment lacks '# {wanted}: …'")
        return found

    def _parts(self, names):
        sources = []
        for name in filter(None, (one.strip() for one in names.split(","))):
            path = PARTS / f"{name}.py"
            if not path.is_file():
                known = ", ".join(sorted(one.stem for one in PARTS.glob("*.py")))
                raise ValueError(f"{self.path}: '# With:' names the part {name!r}, which "
                                 f"{PARTS} does not have; there are {known}")
            sources.append(_read(path))
        return sources


def _read(path):
    return path.read_text(encoding="utf-8", errors="surrogateescape")


def all_attacks():
    """In the order of their names."""
    return [Attack(path) for path in sorted(FOLDER.glob("*/*.py")) if path.parent != PARTS]


def lookup(result, path):
    """`details.limit` of a result."""
    for name in path.split("."):
        result = result.get(name) if isinstance(result, dict) else None
    return result
