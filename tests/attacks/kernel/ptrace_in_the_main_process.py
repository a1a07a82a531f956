# Tries: to have the kernel stop it at its next signal, as a debugger would.
# Stopped by: the seccomp filter: ptrace ends the program.
# Expect: {"status": "failed", "error_type": "SecurityViolationError", "exit_code": 159,
#         "details.violation_type": "forbidden_syscall", "success": false}
# Bare: yes
import ctypes

PTRACE_TRACEME = 0
if ctypes.CDLL(None).ptrace(PTRACE_TRACEME, 0, None, None) == 0:
    print("BREACH: ptrace")
