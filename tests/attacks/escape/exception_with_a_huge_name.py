# Tries: to get 8 MB into its result past the limit of its output, as the name of its exception.
# Stopped by: the worker, should it cut the name as it cuts message and traceback.
# Expect: {"status": "failed", "error_type": "CodeExecutionError"}
raise type("N" * 8_000_000, (Exception,), {})("and a message")
