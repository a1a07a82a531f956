# Tries: to come from the modules that the default profile allows to ctypes, past the source check
# and the import hook, and on to a forbidden system call and a host file.
# Stopped by: a minimal root; the seccomp filter (death). The source check does not see it.
# Expect: {"status": "failed", "error_type": "SecurityViolationError"}
# Bare: yes
import random

PTRACE, TRACEME = 101, 0
os = random.__dict__["_o" + "s"]
modules = os.__dict__["sy" + "s"].__dict__["mod" + "ules"]
importing = modules["built" + "ins"].__dict__["__imp" + "ort__"]
ctypes = importing("cty" + "pes", {}, {}, [])
libc = ctypes.CDLL(None, use_errno=True)
try:
    print(os.read(os.__dict__["op" + "en"](context["host_file"], 0), 99))
except OSError as refusal:
    print(refusal)
print("calls ptrace", ctypes, flush=True)
if libc.syscall(PTRACE, TRACEME, 0, None, None) == 0:
    print("BREACH: ptrace", flush=True)
