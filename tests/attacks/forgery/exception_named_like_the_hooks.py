# Tries: to pass for the worker's own refusals: exceptions that are named like the import hook's and
#     like the worker's errors, with its attributes.
# Stopped by: the runner, which goes by the identity of the type.
# Expect: {"status": "failed", "error_type": "CodeExecutionError", "exit_code": 1,
#     "details.violation_type": null, "can_retry": false}
class ForbiddenImportError(ImportError):
    violation_type, can_retry, error_type = "forbidden_syscall", True, "SandboxError"


ForbiddenImportError.__module__ = "cordon"
error = ForbiddenImportError("SandboxError: the runner died", name="os")
error.name = "os"
raise error
