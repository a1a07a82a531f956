"""Reads settings through three layers; the failure escapes as a chain of two explicit causes."""
import json


class SettingsError(Exception):
    pass


RAW = {"good": '{"speed": "12", "gears": [1, 2, 3]}', "broken": '{"speed": "12", "gears": [1, 2, }', "odd": '{"speed": "fast", "gears": []}'}


def load(name):
    try:
        return json.loads(RAW[name])
    except json.JSONDecodeError as e:
        raise SettingsError(f"{name} is not valid: {e.msg} at {e.pos}") from e


def speed(name):
    settings = load(name)
    try:
        return int(settings["speed"]) * max(settings["gears"])
    except ValueError as e:
        raise SettingsError(f"speed in {name}") from e


print("good:", speed("good"))
try:
    speed("broken")
except SettingsError as e:
    print("caught:", e)

try:
    speed("odd")
except SettingsError as error:
    print("about to give up")
    raise RuntimeError("cannot start") from error
