# SPDX-License-Identifier: Apache-2.0
"""Runs the fault tests in turn and tells what they found. tests/faults/run calls it."""

import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile

FOLDER = pathlib.Path(__file__).resolve().parent
# The checker first, then the faults in the order of their numbers.
CHECKERS = ["history", "proxy"]
FAULTS = ["kills", "stuck", "disorder", "away", "zombie", "joining", "drain", "unwritable",
          "runner_deaths", "steady"]
PASSED, SKIPPED = 0, 77
FILE_SECONDS = 3600

# What every test tells of, in columns; the rest stands beside it.
COLUMNS = {"jobs": "jobs", "ran more than once": "ran again",
           "replies in aborted transactions": "aborted", "seconds": "s"}
LEFT_OUT = {"lost, duplicated, reordered, aborted"}


def run(name, figures_file):
    """Whether the tests of a file passed; what they tell goes to the terminal as well."""
    print(f"=== {name}", flush=True)
    environment = {**os.environ, "TEST_FAULT_FIGURES": figures_file}
    try:
        done = subprocess.run([sys.executable, "-B", FOLDER / f"{name}_test.py"],
                              env=environment, timeout=FILE_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return False
    return done.returncode in (PASSED, SKIPPED)


def read_figures(path):
    """Test by test, its figures; where one is told several times, a list."""
    tests = {}
    for line in pathlib.Path(path).read_text(encoding="utf-8").splitlines():
        one = json.loads(line)
        test = one["test"].rsplit(".", 1)[1].removeprefix("test_").replace("_", " ")
        figures = tests.setdefault(test, {})
        if one["name"] in figures:
            before = figures[one["name"]]
            figures[one["name"]] = [*(before if isinstance(before, list) else [before]),
                                    one["value"]]
        else:
            figures[one["name"]] = one["value"]
    return tests


def table(results):
    lines = ["| " + " | ".join(["fault", *COLUMNS.values(), "problems", "besides"]) + " |",
             "|---" * (len(COLUMNS) + 3) + "|"]
    for result in results:
        for test, figures in result["tests"].items():
            besides = "; ".join(f"{name}: {value}" for name, value in figures.items()
                                if name not in COLUMNS and name not in LEFT_OUT)
            cells = [str(figures.get(name, "-")) for name in COLUMNS]
            problems = "0" if LEFT_OUT <= figures.keys() else "failed"
            lines.append("| " + " | ".join([test, *cells, problems, besides]) + " |")
        if not result["passed"]:
            lines.append(f"| **{result['fault']}: failed** |" + " |" * (len(COLUMNS) + 2))
    return "\n".join(lines)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--json")
    parser.add_argument("faults", nargs="*", default=FAULTS)
    chosen = parser.parse_args()
    results = []
    with tempfile.TemporaryDirectory(prefix="cordon-faults-") as folder:
        for name in CHECKERS + [name for name in chosen.faults if name not in CHECKERS]:
            path = pathlib.Path(folder) / name
            path.touch()
            passed = run(name, str(path))
            if name in CHECKERS and not passed:
                return 1
            if name not in CHECKERS:
                results.append({"fault": name, "passed": passed, "tests": read_figures(path)})
    print("\n" + table(results))
    if chosen.json:
        form = os.environ.get("TEST_FAULTS", "short")
        pathlib.Path(chosen.json).write_text(
            json.dumps({"form": form, "faults": results}, indent=1) + "\n", encoding="utf-8")
    return 0 if all(result["passed"] for result in results) else 1


if __name__ == "__main__":
    sys.exit(main())
