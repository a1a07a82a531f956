"""Ends with a long exception: causes, contexts, notes, suppressed links and frames in a stdlib module."""
import json
import statistics


class ConfigError(Exception):
    pass


class StartError(Exception):
    def __init__(self, stage, code):
        super().__init__(stage, code)
        self.add_note(f"stage {stage!r} ended with {code}")
        self.add_note("two\nlines of note")


def parse(text):
    return json.loads(text)


def load(text):
    try:
        return parse(text)
    except json.JSONDecodeError as e:
        e.add_note("while loading the settings ☕")
        raise ConfigError("settings are damaged") from e


def measure(values):
    try:
        return statistics.mean(values)
    except statistics.StatisticsError:
        return load('{"values": [1, 2,, 3]}')


def start():
    try:
        try:
            int("hidden")
        except ValueError:
            raise LookupError("shown without its context") from None
    except LookupError:
        try:
            measure(iter(()))
        except ConfigError as e:
            raise StartError("measure", 17) from e


print("starting")
try:
    start()
finally:
    print("stopping")
