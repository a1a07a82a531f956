# Tries: to reach ports of the machine (iopl, ioperm, in, out) and to run instructions of the
# kernel: cli, hlt, rdmsr, wrmsr, mov cr0, rdpmc, invd.
# Stopped by: the seccomp filter (death); the processor (SIGSEGV).
import ctypes
import mmap
import os

IOPL, IOPERM = 172, 173
libc = ctypes.CDLL(None, use_errno=True)
INSTRUCTIONS = {"in": b"\x66\xba\x70\x00\xec", "out": b"\x66\xba\x80\x00\xee", "cli": b"\xfa",
                "hlt": b"\xf4", "rdmsr": b"\x0f\x32", "wrmsr": b"\x0f\x30", "invd": b"\x0f\x08",
                "mov cr0": b"\x0f\x20\xc0", "rdpmc": b"\x31\xc9\x0f\x33"}


def attempt(name, function, *arguments):
    if os.fork() == 0:
        if function(*arguments) != -1:
            os.write(1, f"BREACH: {name}\n".encode())
        os._exit(0)
    os.wait()


attempt("iopl", libc.syscall, IOPL, 3)
attempt("ioperm", libc.syscall, IOPERM, ctypes.c_ulong(0x70), ctypes.c_ulong(2), 1)
for name, code in INSTRUCTIONS.items():
    page = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    page.write(code + b"\x31\xc0\xc3")
    attempt(name, ctypes.CFUNCTYPE(ctypes.c_int)(
        ctypes.addressof(ctypes.c_char.from_buffer(page))))
