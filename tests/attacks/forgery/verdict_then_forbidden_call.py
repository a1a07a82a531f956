# Tries: to hide a forbidden system call behind a verdict of success that it wrote before.
# Stopped by: the seccomp filter, and the runner, which saw the call.
# With: forged_verdict
# Expect: {"status": "failed", "error_type": "SecurityViolationError",
#     "details.violation_type": "forbidden_syscall", "return_value": null}
import ctypes

SYS_BPF = 321
write(verdict(b'"forged"'))
ctypes.CDLL(None).syscall(SYS_BPF, 0, 0, 0)
print("BREACH bpf came back")
