# Tries: to break who describes its exception: __str__ and __repr__ raise, __class__, args, errno,
#     __traceback__, __cause__ and __notes__ lie, its name is no str.
# Stopped by: the runner, which falls back where a text can't be had.
# Expect: {"status": "failed", "error_type": "CodeExecutionError", "exit_code": 1,
#     "details.resource": null}
class Text(str):
    def __str__(self):
        raise KeyboardInterrupt
    __len__ = __iter__ = encode = __add__ = __format__ = __str__


class Lie(OSError):
    def __str__(self):
        raise SystemExit(0)
    __repr__ = __getattr__ = __reduce__ = __str__
    errno = property(lambda self: 10 ** 30)
    args = property(lambda self: 1 / 0)
    __class__ = property(lambda self: MemoryError)
    __notes__ = property(lambda self: [Text("x")])


Lie.__qualname__ = Text("Lie\ud800\0\x1b[2J")
Lie.__module__ = Text("builtins.\udfff")
error = Lie(28, "No space left on device")
error.__cause__ = error
error.__context__ = error
raise error
