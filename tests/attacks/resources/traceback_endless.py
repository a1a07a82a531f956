# Tries: to break who prints its traceback: causes in a circle, thousands of exceptions in groups,
#        frames of deep recursion, and a source line of a megabyte.
# Stopped by: bounds on the traceback, and max_output_bytes for stderr.
# Expect: {"status": "failed", "error_type": "CodeExecutionError", "exit_code": 1}
import sys

sys.setrecursionlimit(20_000)


def deep(depth):
    if depth == 0:
        raise KeyError("x" * 100_000)
    exec("deep(depth - 1)" + " " * 100)


errors = []
for depth in (10, 500, 1000):
    try:
        deep(depth)
    except BaseException as error:
        errors.append(error)
errors[0].__cause__, errors[1].__cause__ = errors[1], errors[0]
group = ExceptionGroup("g", errors)
for _ in range(1000):
    group = ExceptionGroup("g", [group])
raise group
