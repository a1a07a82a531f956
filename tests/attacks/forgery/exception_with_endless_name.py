# Tries: to write past the verdict's memory by the name of its exception's class: 20 MB.
# Stopped by: the runner, which cuts the name before it writes.
# Expect: {"status": "failed", "error_type": "CodeExecutionError", "exit_code": 1}
raise type("E" * (20 << 20), (Exception,), {})("message")
