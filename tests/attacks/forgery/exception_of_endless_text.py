# Tries: to fill the result by an exception: a chain of 100 causes whose messages are long.
# Stopped by: the runner, which cuts message and traceback, and the limit of output.
# Job: {"limits": {"timeout_seconds": 10}}
# Expect: {"status": "failed", "error_type": "CodeExecutionError", "exit_code": 1,
#     "was_output_truncated": true}
def fail(depth):
    try:
        if depth:
            fail(depth - 1)
        raise ValueError("A" * 1000)
    except Exception as error:
        raise RuntimeError("B" * (1 << 14)) from error


fail(100)
