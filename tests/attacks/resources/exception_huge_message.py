# Tries: to fill the result with an exception's message, its notes and a chain of causes.
# Stopped by: bounds on the message and on the traceback, and max_output_bytes for stderr.
# Expect: {"status": "failed", "error_type": "CodeExecutionError",
#          "details.exception": "ValueError"}
error = None
for count in range(5):
    following = ValueError("x" * 1_000_000)
    following.add_note("\ud800" * 1000)
    following.__cause__ = error
    error = following
raise error
