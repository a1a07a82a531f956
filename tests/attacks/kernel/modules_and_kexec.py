# Tries: to load a module or another kernel, and to take a module away.
# Stopped by: the seccomp filter (death), no capability.
import ctypes
import os
import signal

INIT_MODULE, DELETE_MODULE, KEXEC_LOAD, FINIT_MODULE, KEXEC_FILE_LOAD = 175, 176, 246, 313, 320
libc = ctypes.CDLL(None, use_errno=True)
image = os.memfd_create("module")
os.write(image, b"\x7fELF" + bytes(300))
calls = {
    "init_module": (INIT_MODULE, b"\x7fELF" + bytes(300), 304, b""),
    "finit_module": (FINIT_MODULE, image, b"", 0),
    "finit_module, forced": (FINIT_MODULE, image, b"", 3),
    "delete_module": (DELETE_MODULE, b"binfmt_misc", os.O_NONBLOCK),
    "kexec_load": (KEXEC_LOAD, ctypes.c_ulong(0), ctypes.c_ulong(0), None, ctypes.c_ulong(0)),
    "kexec_file_load": (KEXEC_FILE_LOAD, image, -1, ctypes.c_ulong(1), b"", ctypes.c_ulong(4)),
}
for name, call in calls.items():
    child = os.fork()
    if child == 0:
        libc.syscall(*call)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status) or os.WTERMSIG(status) != signal.SIGKILL:
        print("BREACH: the kernel itself judged", name)
