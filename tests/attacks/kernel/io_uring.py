# Tries: to have a ring do what seccomp forbids (openat, connect), out of any filter's sight.
# Stopped by: the seccomp filter (death) of all three calls.
# Bare: yes
import ctypes
import os

SETUP, ENTER, REGISTER = 425, 426, 427
REGISTER_PROBE, REGISTER_RESTRICTIONS = 8, 11
libc = ctypes.CDLL(None, use_errno=True)


def attempt(what, *arguments):
    if os.fork() == 0:
        if libc.syscall(*arguments) >= 0:
            os.write(1, f"BREACH: {what}\n".encode())
        os._exit(0)
    os.wait()


for flags in (0, 2, 1 << 6):  # by interrupt; SQPOLL; R_DISABLED
    parameters = ctypes.create_string_buffer(120)
    ctypes.c_uint.from_buffer(parameters, 8).value = flags
    attempt(f"a ring with flags {flags}", SETUP, 4, parameters)
attempt("enter", ENTER, 0, 1, 0, 0, None, 0)
attempt("register", REGISTER, 0, REGISTER_PROBE, ctypes.create_string_buffer(4096), 256)
attempt("register without a ring", REGISTER, -1, REGISTER_RESTRICTIONS, None, 0)
