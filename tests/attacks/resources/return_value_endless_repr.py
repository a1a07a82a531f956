# Tries: to run beyond its time in the code that turns its value into text after its end.
# Stopped by: the time limit: the value is made in the program's own process.
# Job: {"limits": {"timeout_seconds": 1}}
# Expect: {"status": "timed_out", "exit_code": 137}


class Endless(dict):
    def __repr__(self):
        while True:
            pass


Endless(a=1)
