# Tries: to run beyond its time in the code that describes its end.
# Stopped by: the time limit: the description is made in the program's own process.
# Job: {"limits": {"timeout_seconds": 1}}
# Expect: {"status": "timed_out", "exit_code": 137}


class Named(type):
    def __getattribute__(cls, name):
        while name in ("__module__", "__qualname__"):
            pass
        return super().__getattribute__(name)


class Endless(Exception, metaclass=Named):
    def __str__(self):
        while True:
            pass


raise Endless
