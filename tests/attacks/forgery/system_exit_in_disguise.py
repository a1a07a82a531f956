# Tries: to leave as a failure that reads as a success: a SystemExit whose code is a property that
#     raises, loops through classes, or prints; and an exception that calls itself SystemExit.
# Stopped by: the runner, which goes by the true type and takes what can't be read for a failure.
# Expect: {"status": "failed", "error_type": "CodeExecutionError", "exit_code": 1}
class Exit(BaseException):
    code = 0

    @property
    def __class__(self):
        return SystemExit


Exit.__name__ = Exit.__qualname__ = "SystemExit"
Exit.__module__ = "builtins"
raise Exit(0)
