# Tries: to write beyond the memory of the verdict, or to fill the result, with the name of an
#        exception's class.
# Stopped by: a bound on the name; the verdict's size is fixed.
# Expect: {"status": "failed", "error_type": "CodeExecutionError", "exit_code": 1}
raise type("E" * (18 << 20), (Exception,), {})("large")
