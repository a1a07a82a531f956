# Tries: to go on after its end: a repr that never comes back and that no exception ends.
# Stopped by: the runner's clock, which runs until the process has ended.
# Job: {"limits": {"timeout_seconds": 1}}
# Expect: {"status": "timed_out", "return_value": null}
class Endless:
    def __repr__(self):
        while True:
            try:
                while True:
                    pass
            except BaseException:
                pass


Endless()
