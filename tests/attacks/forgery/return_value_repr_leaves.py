# Tries: to be a success with a value of its own by leaving from a repr: SystemExit, os._exit in a
#     child, a generator that is closed, an exception that can't be named.
# Stopped by: the runner, which takes any exception of a repr for no value.
# Expect: {"status": "succeeded", "return_value": null,
#     "details.return_value": "its repr raised SystemExit"}
import os


class Leaving:
    def __repr__(self):
        if os.fork() == 0:
            os._exit(0)
        raise SystemExit(7)


Leaving()
