"""Shows what SystemExit carries for different arguments, then leaves with the code 300, seen modulo 256."""


def code_of(*args):
    try:
        raise SystemExit(*args)
    except SystemExit as e:
        return e.code, e.args


for args in ((), (None,), (0,), (3,), (True,), ("text",), ((1, 2),), (1, 2), (-1,)):
    print(f"SystemExit{args!r:12} code={code_of(*args)[0]!r}")


class Bail(SystemExit):
    def __init__(self, reason, code):
        super().__init__(code)
        self.reason = reason


try:
    try:
        raise Bail("tired", 300)
    finally:
        print("finally first")
except Exception:
    print("not here")
except BaseException as e:
    print(type(e).__name__, e.reason, e.code, isinstance(e, Exception))
    raise
