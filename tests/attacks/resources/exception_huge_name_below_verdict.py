# Tries: to get a text of megabytes into the result past every limit, as the name of an exception's
#        class that still fits into a verdict.
# Stopped by: a bound on the name.
# Expect: {"status": "failed", "error_type": "CodeExecutionError", "exit_code": 1}
raise type("E" * (5 << 20), (Exception,), {"__module__": "M" * 1000})("large")
