# Tries: to break the clearing of the program's globals: keys whose comparison raises, a __del__
#     that adds new ones, revives itself, forks, and writes to the streams that are flushed.
# Stopped by: the runner, which goes over a list of names once.
# Expect: {"status": "succeeded", "exit_code": 0, "return_value": 7}
import os


class Key(str):
    armed = False

    def __eq__(self, other):
        if Key.armed:
            raise SystemExit(9)
        return False

    def __hash__(self):
        return hash("context")


class Revived:
    def __del__(self, fork=os.fork, leave=os._exit, names=globals()):
        if fork() == 0:
            leave(3)
        for number in range(1000):
            names[f"new{number}"] = self


for number in range(10):
    globals()[f"revived{number}"] = Revived()
globals()[Key("evil")] = 1
Key.armed = True
7
